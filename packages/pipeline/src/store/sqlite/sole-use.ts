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
import { basename, dirname, join } from 'node:path';
import { codeOf, SqliteError } from './driver.js';
import { hasEnded, isOfThisMachine, newMark } from './process-mark.js';
import { whileBusy } from './while-busy.js';

/**
 * The right to be the only user of a database file. SQLite in WebAssembly needs it: it has no locks that other libraries see, and
 * no memory that it could share with them. See docs/decisions/058-three-ways-to-sqlite.md.
 *
 * A link stands in the place of the file `<file>-shm`, without which no other library reads or writes a database with a log. And where
 * that file stands already, there is no place for the link. The folder `<file>-wasm` says whose the link is. All changes of the link
 * are made by the owner of this folder. A process makes a folder of its own, with its mark in it, and renames it: that succeeds if
 * there is none. The mark of a process that was killed is removed by its name, so nobody removes another's.
 */
export interface SoleUse extends Disposable {
  /** A name that nobody else uses. It lies in the folder, and is removed with it if this process is killed. */
  readonly draft: string;
  /** @throws SqliteError `SQLITE_BUSY` when another process has it, or uses the file with another library */
  take(): void;
  release(): void;
  /** Whether another process waits for it. */
  isWanted(): boolean;
  /**
   * Removes the link that a killed process has left. For the other libraries.
   *
   * @returns whether the link is why they cannot open the file
   */
  makeWay(): boolean;
}

/** The file is open with a library that shares it, usually for as long as its process runs. */
export class SharedElsewhere extends SqliteError {
  constructor(index: string) {
    super(
      'SQLITE_BUSY',
      'another process has it open with an SQLite that shares files, or was killed while it had; SQLite in WebAssembly must be alone ' +
        `(if no process has it open, remove ${index})`,
    );
  }
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
      removeItsLock();
      try {
        symlinkSync(join(folder, mark), link, 'junction');
      } catch (error) {
        // A link is from a process that was killed.
        if (isLink(link)) return;
        leave();
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
          throw new SqliteError(
            'SQLITE_IOERR',
            `SQLite in WebAssembly needs links (${(error as Error).message})`,
          );
        throw new SharedElsewhere(link);
      }
    },
    release() {
      // Somebody may have removed the folder that all this lies in.
      tryTo(() => unlinkSync(link));
      tryTo(leave);
    },
    isWanted() {
      const prefix = `${basename(folder)}.`;
      const marks = readdirSync(dirname(folder)).filter((name) => name.startsWith(prefix));
      for (const name of marks)
        if (hasEnded(name.slice(prefix.length)))
          rmSync(join(dirname(folder), name), { recursive: true, force: true });
      return marks.some((name) => !hasEnded(name.slice(prefix.length)));
    },
    makeWay() {
      if (!isLink(link)) return false;
      try {
        enter();
        removeItsLock();
        tryTo(() => unlinkSync(link));
        leave();
        return true;
      } catch (error) {
        return error instanceof SqliteError;
      }
    },
    [Symbol.dispose]() {
      rmSync(own, { recursive: true, force: true });
    },
  };
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

/** Whether the other libraries cannot open a file, because a process has, or had, the right to be alone with it. */
export function isKeptOut(file: string): boolean {
  return isLink(`${file}-shm`);
}

/**
 * Tries again while a process that must be alone keeps the other libraries out of a file.
 *
 * @param timeout milliseconds
 * @param isBusy whether it can help to try again after another error
 */
export async function besideSoleUse<T>(
  file: string,
  timeout: number,
  attempt: () => T | Promise<T>,
  isBusy: (error: unknown) => boolean = () => false,
): Promise<T> {
  let asked: SoleUse | undefined;
  // The one that kept us out may be gone before we look. So only a failure that comes again has another cause.
  let unexplained = 0;
  const mustWait = (error: unknown) => {
    if (codeOf(error) !== 'SQLITE_CANTOPEN') return false;
    asked ??= soleUse(file);
    unexplained = asked.makeWay() ? 0 : unexplained + 1;
    return unexplained < 3;
  };
  try {
    return await whileBusy(timeout, attempt, (error) => mustWait(error) || isBusy(error));
  } catch (error) {
    throw codeOf(error) === 'SQLITE_CANTOPEN' && isKeptOut(file) ? busy(`${file}-wasm`) : error;
  } finally {
    asked?.[Symbol.dispose]();
  }
}
