import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { type SqliteConnection, SqliteError } from './driver.js';
import { newMark, runningMarks } from './process-mark.js';
import { isInSoleUse, type SoleUse, sharedSign, soleUse } from './sole-use.js';
import { whileBusy } from './while-busy.js';

// SQLite in WebAssembly must be alone with a file, see sole-use.ts. The other libraries share it. A process that has it open with one of
// them has a file beside it, with its mark. It makes this file first and then looks whether another process is alone. A process
// that wants to be alone says so first and then looks for these files. So at least one of the two sees the other.

/** A file that this process shares with others. */
interface SharedFile {
  readonly sign: string;
  connections: number;
}

const shared = new Map<string, SharedFile>();

/**
 * Delays the first statement of a connection until no other process is alone with the file. Until the connection is closed, no
 * process can be.
 *
 * @param timeout milliseconds
 */
export function sharing(file: string, timeout: number, connection: SqliteConnection): SqliteConnection {
  let use: Promise<Disposable> | undefined;
  let isClosed = false;
  const check = () => {
    if (isClosed) throw new SqliteError('SQLITE_MISUSE', 'the connection is closed');
  };
  const begin = () => {
    use ??= sharedUse(file, timeout).catch((error) => {
      use = undefined;
      throw error;
    });
    return use;
  };
  return {
    async query<T>(statement: string, ...values: readonly unknown[]) {
      check();
      await begin();
      // It would open the file anew, and nobody would close it.
      check();
      return connection.query<T>(statement, ...values);
    },
    async close() {
      isClosed = true;
      try {
        await connection.close();
      } finally {
        (await use?.catch(() => undefined))?.[Symbol.dispose]();
        use = undefined;
      }
    },
  };
}

async function sharedUse(file: string, timeout: number): Promise<Disposable> {
  let asked: SoleUse | undefined;
  try {
    return await whileBusy(timeout, () => {
      const use = tryToShare(file);
      if (use !== undefined) return use;
      // Until it is disposed of, the process that is alone sees that somebody waits.
      asked ??= soleUse(file);
      asked.makeWay();
      const second = tryToShare(file);
      if (second === undefined)
        throw new SqliteError('SQLITE_BUSY', 'another process wants to be alone with it');
      return second;
    });
  } finally {
    asked?.[Symbol.dispose]();
  }
}

/** @returns undefined while another process is alone with the file, or wants to be */
function tryToShare(file: string): Disposable | undefined {
  const use = known(file) ?? begun(file);
  if (use === undefined) return undefined;
  use.connections++;
  let isOver = false;
  return {
    [Symbol.dispose]() {
      if (isOver) return;
      isOver = true;
      if (--use.connections > 0) return;
      if (shared.get(file) === use) shared.delete(file);
      removeSign(use);
    },
  };
}

/** What this process has begun and not ended, unless somebody has removed its sign with all that was beside it. */
function known(file: string): SharedFile | undefined {
  const use = shared.get(file);
  return use !== undefined && existsSync(use.sign) ? use : undefined;
}

function begun(file: string): SharedFile | undefined {
  const use = { sign: `${sharedSign(file)}${newMark()}`, connections: 0 };
  writeSign(use);
  tryTo(() => runningMarks(sharedSign(file)));
  if (isInSoleUse(file)) {
    removeSign(use);
    return undefined;
  }
  shared.set(file, use);
  return use;
}

/** @throws SqliteError when it could be written, but not now: another process may be alone with the file at any time */
function writeSign({ sign }: SharedFile): void {
  try {
    writeFileSync(sign, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A process that may make no files here cannot be alone with the database either, and one of another user waits for itself.
    if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR'].includes(String(code))) return;
    throw new SqliteError(code === 'ENOSPC' ? 'SQLITE_FULL' : 'SQLITE_CANTOPEN', message, { cause: error });
  }
}

/** If the folder takes no changes any more, the sign stays until another process sees that this one has ended. */
function removeSign({ sign }: SharedFile): void {
  tryTo(() => rmSync(sign, { force: true }));
}

function tryTo(action: () => void): void {
  try {
    action();
  } catch {
    // The database itself tells why the folder cannot be used.
  }
}
