import { closeSync, existsSync, linkSync, openSync, readSync, rmSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'node-sqlite3-wasm';
import { loadOptional } from '../optional-package.js';
import { codeOf, makesTable, type SqliteConnection, type SqliteDriver, SqliteError } from './driver.js';
import { SharedElsewhere, type SoleUse, soleUse } from './sole-use.js';
import { takeTurns, whileBusy } from './while-busy.js';

type Wasm = typeof import('node-sqlite3-wasm');

/** A file that this process may have open, for all connections to it. */
interface SharedFile {
  readonly file: string;
  readonly use: SoleUse;
  connections: number;
  database?: Database | undefined;
  /** The connection whose transaction is open. */
  owner?: object | undefined;
  /** When the file may be taken again, after it was left to somebody who waited for it. */
  notBefore: number;
  timer?: NodeJS.Timeout | undefined;
}

/**
 * SQLite in WebAssembly, with the file system of Node.js. It has one connection to a file, and nobody else may have one at the same
 * time: see {@link SoleUse}. It keeps the file until somebody else waits for it.
 *
 * @throws MissingPackageError when it is not installed
 */
export async function wasmDriver(): Promise<SqliteDriver> {
  const module = await loadOptional(['node-sqlite3-wasm@0'], () => import('node-sqlite3-wasm'));
  const wasm = (module as unknown as { default?: Wasm }).default ?? module;
  return {
    description: 'WebAssembly (node-sqlite3-wasm)',
    open: ({ file, table, busyTimeout }) => connection(wasm, file, table, busyTimeout),
  };
}

const files = new Map<string, SharedFile>();

function connection(wasm: Wasm, file: string, table: string, busyTimeout: number): SqliteConnection {
  const shared = files.get(file) ?? { file, use: soleUse(file), connections: 0, notBefore: 0 };
  files.set(file, shared);
  shared.connections++;
  const self = {};
  let isTableMade = false;
  let isClosed = false;
  const run = (statement: string, values: readonly unknown[]) => {
    if (isClosed) throw new SqliteError('SQLITE_MISUSE', 'the connection is closed');
    if (shared.owner !== undefined && shared.owner !== self)
      throw new SqliteError('SQLITE_BUSY', 'another connection of this process has begun a transaction');
    const database = opened(wasm, shared);
    try {
      return translated(file, () => database.all(statement, values as never[]));
    } finally {
      shared.owner = database.inTransaction ? self : undefined;
      // Another program that has closed the file just before us removes its log last, and may have removed ours.
      if (shared.owner === undefined && !existsSync(`${file}-wal`)) leave(shared);
    }
  };
  return {
    query: async <T>(statement: string, ...values: readonly unknown[]) => {
      const length = values.reduce<number>(
        (sum, value) => sum + ((value as { length?: number } | null)?.length ?? 0),
        0,
      );
      // It copies what it gets, twice, into a memory of 2 GB, and does not notice when that is full.
      if (length > largest) throw new SqliteError('SQLITE_TOOBIG', 'string or blob too big');
      await takeTurns();
      const start = performance.now();
      const attempt = () => {
        if (!isTableMade) run(makesTable(table), []);
        isTableMade = true;
        return run(statement, values);
      };
      return (await whileBusy(busyTimeout, attempt, (error) =>
        error instanceof SharedElsewhere
          ? performance.now() - start < patience
          : codeOf(error) === 'SQLITE_BUSY',
      )) as T[];
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      if (shared.owner === self) {
        shared.owner = undefined;
        tryTo(() => shared.database?.exec('ROLLBACK'));
      }
      if (--shared.connections > 0) return;
      files.delete(file);
      leave(shared);
      shared.use[Symbol.dispose]();
    },
  };
}

/** Milliseconds that a process is waited for which shares the file with others, and so may keep it for hours. */
const patience = 4_000;

/** Bytes of the values of one statement. */
const largest = 256e6;

/** Milliseconds: how often we look whether somebody waits, and how long we then leave the file to them. */
const beat = 100;

/** The open database. */
function opened(wasm: Wasm, shared: SharedFile): Database {
  if (shared.database !== undefined) return shared.database;
  const { file, use } = shared;
  if (performance.now() < shared.notBefore)
    throw new SqliteError('SQLITE_BUSY', 'another process waits for it');
  use.take();
  try {
    if (!existsSync(file)) makeFile(wasm, file, use.draft);
    // While another library turns on the log, the header says so before the journal of this change is gone.
    if (!hasLog(file) || existsSync(`${file}-journal`))
      throw new SqliteError(
        'SQLITE_BUSY',
        'another process is making it, or was killed while it did; SQLite in WebAssembly must be alone',
      );
    shared.database = open(wasm, file);
  } catch (error) {
    use.release();
    throw error;
  }
  shared.timer = setInterval(() => {
    if (shared.owner !== undefined || !use.isWanted()) return;
    leave(shared);
    shared.notBefore = performance.now() + beat;
  }, beat).unref();
  return shared.database;
}

/** Closes the database, and lets others have the file. */
function leave(shared: SharedFile): void {
  if (shared.database === undefined) return;
  clearInterval(shared.timer);
  tryTo(() => shared.database?.close());
  shared.database = undefined;
  shared.use.release();
}

function open(wasm: Wasm, file: string): Database {
  return translated(file, () => {
    const database = new wasm.Database(file);
    // Before the first look at the file: so the index of the log is in the memory of this process, and not in a file.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 0');
    return database;
  });
}

/** Makes a database under another name, because a process with another library may look at it at any time, and must find a log. */
function makeFile(wasm: Wasm, file: string, draft: string): void {
  rmSync(draft, { force: true });
  const database = open(wasm, draft);
  translated(draft, () => database.exec('PRAGMA journal_mode = WAL'));
  database.close();
  try {
    linkSync(draft, file);
    // The log of a database that somebody has removed would be replayed into this one. Before the link, a log could be that of a
    // process that is making the file.
    for (const log of ['-wal', '-journal']) rmSync(`${file}${log}`, { force: true });
  } catch (error) {
    // Another process has made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Whether other libraries need the index of the log, `<file>-shm`, to read or write a database: whether it has a log. */
function hasLog(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const header = Buffer.alloc(20);
    return readSync(descriptor, header, 0, 20, 0) === 20 && header[18] === 2 && header[19] === 2;
  } finally {
    closeSync(descriptor);
  }
}

/** Its failures have only a message, and a full disk is an error like others. */
function translated<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { message } = error as Error;
    const [code = 'ERROR'] = Object.keys(messages).filter((name) => messages[name]!.test(message));
    if (code === 'IOERR' && isFull(dirname(file)))
      throw new SqliteError('SQLITE_FULL', 'database or disk is full', { cause: error });
    throw new SqliteError(`SQLITE_${code}`, message, { cause: error });
  }
}

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < 1e6;
  } catch {
    return false;
  }
}

/** How SQLite says its primary result codes. */
const messages: Readonly<Record<string, RegExp>> = {
  BUSY: /^database is locked/,
  CANTOPEN: /^(unable to open database file|Could not open the database)/,
  CORRUPT: /^(database disk image is malformed|malformed database schema)/,
  NOTADB: /^file is not a database/,
  FULL: /^database or disk is full/,
  IOERR: /^disk I\/O error/,
  NOMEM: /^out of memory/,
  READONLY: /^attempt to write a readonly database/,
  TOOBIG: /^string or blob too big/,
};

function tryTo(action: () => void): void {
  try {
    action();
  } catch {
    // It is being closed.
  }
}
