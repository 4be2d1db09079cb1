import {
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SqliteError } from './driver.js';
import { hasEnded, isOfThisMachine, newMark, runningMarks } from './process-mark.js';

/**
 * The right to be the only user of a database file. SQLite in WebAssembly needs it: it has no locks that other libraries see, and
 * no memory that it could share with them. See docs/decisions/058-three-ways-to-sqlite.md.
 *
 * The folder `<file>-wasm` says who has it. A process makes a folder of its own, with its mark in it, and renames it: that succeeds if
 * there is none. The mark of a process that was killed is removed by its name, so nobody removes another's. Processes that share
 * the file have a sign beside it, see shared-use.ts.
 *
 * Other programs know of neither. So a link stands in the place of the file `<file>-shm`, without which no library reads or writes a
 * database with a log. And where that file stands already, there is no place for the link.
 */
export interface SoleUse extends Disposable {
  /** A name that nobody else uses. It lies in the folder, and is removed with it if this process is killed. */
  readonly draft: string;
  /** @throws SqliteError `SQLITE_BUSY` when another process has it, or shares the file with others */
  take(): void;
  release(): void;
  /** Whether another process waits for it. */
  isWanted(): boolean;
  /**
   * Removes what a killed process has left, for those who share the file.
   *
   * @throws SqliteError `SQLITE_BUSY` when another process has the right
   */
  makeWay(): void;
}

/** The file is open with a library that shares it, usually for as long as its process runs. */
export class SharedElsewhere extends SqliteError {
  /** @param hint what to do if that is not true */
  constructor(hint = '') {
    super(
      'SQLITE_BUSY',
      `another process has it open with an SQLite that shares files; SQLite in WebAssembly must be alone${hint}`,
    );
  }
}

/** The file that says which process shares a database: the name of all such files begins so. */
export function sharedSign(file: string): string {
  return `${file}-shared.`;
}

/** Whether a process has, wants, or had until it was killed, the right to be alone with a file. */
export function isInSoleUse(file: string): boolean {
  return isThere(`${file}-wasm`) || isLink(`${file}-shm`);
}

/** Asks for the right to a file. Until it is disposed of, the user of the file sees that somebody waits. */
export function soleUse(file: string): SoleUse {
  const [folder, link] = [`${file}-wasm`, `${file}-shm`];
  const mark = newMark();
  const own = `${folder}.${mark}`;

  /** @returns whether this process is the owner of the folder now */
  const tryEntering = (): boolean => {
    if (!isThere(own)) {
      mkdirSync(own);
      writeFileSync(join(own, mark), '');
    }
    try {
      renameSync(own, folder);
      return true;
    } catch (error) {
      if (isFound(error)) return false;
      throw error;
    }
  };
  const enter = () => {
    if (tryEntering()) return;
    removeEnded(folder);
    // Fails while somebody is in it.
    tryTo(() => rmdirSync(folder));
    if (!tryEntering()) throw busy(folder);
  };
  const leave = () => renameSync(folder, own);
  // The lock of the library itself, which stays when its process is killed. Whoever has the right to the file may remove it.
  const removeItsLock = () => rmSync(`${file}.lock`, { recursive: true, force: true });

  return {
    draft: join(folder, `${mark}.draft`),
    take() {
      enter();
      try {
        const [sharer] = runningMarks(sharedSign(file));
        if (sharer !== undefined)
          throw new SharedElsewhere(
            isOfThisMachine(sharer)
              ? ''
              : ` (if no process has it open, remove ${sharedSign(file)}${sharer})`,
          );
        removeItsLock();
        place(join(folder, mark), link);
      } catch (error) {
        leave();
        throw error;
      }
    },
    release() {
      // Somebody may have removed the folder that all this lies in, and another process may have the right to a new file there.
      if (!isThere(join(folder, mark))) return;
      if (isLink(link)) tryTo(() => unlinkSync(link));
      tryTo(leave);
    },
    isWanted: () => (tryTo(() => runningMarks(`${folder}.`)) ?? []).length > 0,
    makeWay() {
      enter();
      removeItsLock();
      if (isLink(link)) tryTo(() => unlinkSync(link));
      leave();
    },
    [Symbol.dispose]() {
      rmSync(own, { recursive: true, force: true });
    },
  };
}

/** Keeps other programs out. */
function place(target: string, link: string): void {
  try {
    symlinkSync(target, link, 'junction');
  } catch (error) {
    // A link is from a process that was killed.
    if (isLink(link)) return;
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new SharedElsewhere(`. If no process has it open, one was killed: remove ${link}`);
    throw new SqliteError('SQLITE_IOERR', `SQLite in WebAssembly needs links (${(error as Error).message})`);
  }
}

/** Removes what processes that have ended have left in the folder, the mark last: it says whose the rest is. */
function removeEnded(folder: string): void {
  const names = tryTo(() => readdirSync(folder)) ?? [];
  const ended = names.filter(hasEnded).sort().reverse();
  for (const name of ended) rmSync(join(folder, name), { recursive: true, force: true });
}

function busy(folder: string): SqliteError {
  const marks = tryTo(() => readdirSync(folder)) ?? [];
  const isFar = marks.some((mark) => !isOfThisMachine(mark));
  return new SqliteError(
    'SQLITE_BUSY',
    isFar
      ? `a process in another container, or on another machine, has it open with SQLite in WebAssembly, or was killed while it had (if no process has it open, remove ${folder})`
      : 'another process has it open with SQLite in WebAssembly, which must be alone',
  );
}

/** Whether a folder could not be renamed because there is another one. Windows gives no reason. */
function isFound(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOTEMPTY' || code === 'EEXIST' || (process.platform === 'win32' && code === 'EPERM');
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function tryTo<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
