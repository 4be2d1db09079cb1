import { existsSync, readSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Guard, guardedTable } from '../guarded-table.js';
import { type Store, tableStore } from '../store.js';
import { formatVersion, newerFormat, StoreUnavailable, unavailable } from '../store-unavailable.js';
import type { Table } from '../table.js';
import { codeOf } from './driver.js';
import { pageSize } from './file-reader.js';
import { openForReading, type ReadDescriptor } from './open-files.js';
import { recover, type Teller } from './recover.js';
import { survey } from './salvage.js';
import { type FileIdentity, identityNow, identityOf, isAbsence, unfinishedName } from './set-aside.js';
import { type SqliteTable, sqliteTable } from './sqlite-table.js';
import { whileBusy } from './while-busy.js';

/** How a store is opened. */
export interface OpenOptions {
  /**
   * `false`: a damaged database stays where it is, for a program that only looks at it, and every answer fails that needs a
   * damaged part. Default: it is kept under another name, and a new one is started with what can still be read.
   */
  readonly repair?: boolean;
  /** Receives a message that tells of no failure: that the database takes long, or was mended. Default: `warn`. */
  readonly note?: (message: string) => void;
  /** The name of the database in messages. Default: its path. */
  readonly name?: string;
  /** `true`: what is written must stay, so there is no copy of a file that may only be read. */
  readonly mustWrite?: boolean;
}

/**
 * Opens the store in a SQLite file, and makes the file if it does not exist. It renames a damaged file to
 * `<file>.damaged-N`, makes a new one, copies into it what can still be read, and calls `note`, or `warn` if it
 * could not copy.
 *
 * @throws StoreUnavailable when the file cannot be read or written, or when a newer version made it (we do not change
 *   it)
 */
export async function sqliteStore(
  file: string,
  warn: (message: string) => void,
  { repair = true, note = warn, name = file }: OpenOptions = {},
): Promise<Store> {
  const tell: Teller = { warn, note };
  try {
    await makeFolder(dirname(file));
    const found = inspect(file);
    if (found.state === 'newer') throw newerFormat(file);
    if (found.state === 'damaged') {
      if (!repair) return damagedStore(file, name);
      await beginAnew(file, found.identity, tell);
    }
    // To open another program's database would already make our tables in it.
    if (!repair && found.state === 'foreign') throw new Error('it is not a cache of this program');
    if (!repair && found.state === 'unnamed') return damagedStore(file, name);
    const identity = await identityOf(file);
    let store: Store;
    try {
      store = await connect(file, tell, repair, name);
    } catch (error) {
      if (!isDamage(error) && !isForeignSchema(error)) throw error;
      if (!repair) return damagedStore(file, name, error);
      await beginAnew(file, identity, tell);
      store = await connect(file, tell, repair, name);
    }
    // Another process is filling this database, or was killed while it did.
    if (repair && existsSync(unfinishedName(file))) await beginAnew(file, undefined, tell).catch(() => {});
    return store;
  } catch (error) {
    throw unavailable(file, error);
  }
}

/** Makes a new database in the place of a damaged one, with what can still be read of it. */
function beginAnew(file: string, damaged: FileIdentity | undefined, tell: Teller): Promise<void> {
  const begin = async () => (await connect(file, tell, false))[Symbol.asyncDispose]();
  return recover(file, damaged, begin, tell);
}

/** A store that only tells what is left of a database that cannot be opened. */
function damagedStore(file: string, name: string, error: unknown = new Error('it is damaged')): Store {
  const fail = () => Promise.reject(unavailable(name, error));
  const table: Table<never> = {
    getMany: fail,
    existing: fail,
    setMany: fail,
    insert: fail,
    deleteExactly: fail,
    delete: fail,
    list: () => ({ [Symbol.asyncIterator]: () => ({ next: fail }) }),
    close: async () => {},
  };
  return tableStore(
    name,
    { results: table, artifacts: table },
    { size: fail, compact: fail, survey: async () => survey(file), dispose: async () => {} },
  );
}

/**
 * Makes a folder and its parents. The recursive `mkdir` of Node 20 never ends if a parent exists but takes no new
 * folders, such as /proc.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder || existsSync(dirname(folder))) throw error;
    await makeFolder(dirname(folder));
    await makeFolder(folder);
  }
}

/**
 * Reads only the first page of the file, without SQLite. A connection would already write to the file. The state of a sound
 * database is `unnamed` if its first page names no table of ours, and `foreign` if we have never written to it.
 */
function inspect(file: string): {
  state: 'absent' | 'usable' | 'newer' | 'damaged' | 'unnamed' | 'foreign';
  identity?: FileIdentity | undefined;
} {
  // Another process may rename the file at any time. So identity and header are those of one open file.
  using opened = openIfThere(file);
  if (opened === undefined) return { state: 'absent' };
  const { descriptor, identity } = opened;
  const header = Buffer.alloc(pageSize);
  const bytesRead = readSync(descriptor, header, 0, pageSize, 0);
  // An empty file is usable: SQLite makes the file first and writes its header later.
  if (bytesRead === 0) return { state: 'usable' };
  if (bytesRead < 100 || !isSound(header)) return { state: 'damaged', identity };
  const version = header.readUInt32BE(60);
  if (version > formatVersion) return { state: 'newer' };
  if (header.includes('CREATE TABLE results(')) return { state: 'usable' };
  return { state: version === 0 ? 'foreign' : 'unnamed' };
}

function openIfThere(file: string): ReadDescriptor | undefined {
  try {
    return openForReading(file);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** Whether SQLite can write to a database with this header. It does not tell damage if the version of the format is wrong. */
function isSound(header: Buffer): boolean {
  const [writeVersion = 0, readVersion = 0] = header.subarray(18, 20);
  return header.toString('latin1', 0, 16) === 'SQLite format 3\0' && writeVersion <= 2 && readVersion <= 2;
}

async function connect(file: string, tell: Teller, repair: boolean, name = file): Promise<Store> {
  const results = sqliteTable(file, 'results');
  let artifacts: SqliteTable<Uint8Array> | undefined;
  try {
    const [row] = await results.query<{ user_version: number }>('PRAGMA user_version');
    const version = row?.user_version ?? 0;
    if (version > formatVersion) throw newerFormat(file);
    // We check this before we change anything: if a table of this name has other columns, the file is not ours.
    await results.query('SELECT key, value FROM results LIMIT 1');
    // Before the switch to WAL, so that the version is written to the header of the file and not only to the log.
    if (version === 0) await results.query(`PRAGMA user_version = ${formatVersion}`);
    // When another process switches too, SQLite may refuse our switch at once, without regard to the busy timeout.
    await whileBusy(5_000, () => results.query('PRAGMA journal_mode = WAL'));
    artifacts = sqliteTable(file, 'artifacts');
    await artifacts.query('SELECT key, value FROM artifacts LIMIT 1');
    for (const table of [results, artifacts]) await table.query('PRAGMA synchronous = NORMAL');
    const identity = await identityOf(file);
    let damaged = false;
    const guard: Guard = (answer) =>
      answer.catch((error) => {
        damaged ||= isDamage(error);
        // Who only looks at a database wants to know why it fails, and goes on without nothing.
        if (!repair)
          throw new StoreUnavailable(`the cache ${name} failed: ${error.message}`, {
            location: name,
            cause: error,
          });
        throw error;
      });
    return tableStore(
      name,
      { results: guardedTable(results, guard), artifacts: guardedTable(artifacts, guard) },
      {
        async size() {
          const [pages] = await results.query<{ bytes: number }>(
            'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
          );
          return pages?.bytes;
        },
        async compact() {
          await results.query('VACUUM');
        },
        async used() {
          const [pages] = await results.query<{ bytes: number }>(
            `SELECT (page_count - freelist_count) * page_size AS bytes
             FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()`,
          );
          return pages?.bytes;
        },
        isRemoved: () => identityNow(file) !== identity,
        isDamaged: () => damaged && repair,
        survey: async () => (damaged ? survey(file) : undefined),
        async dispose() {
          if (damaged && repair) await beginAnew(file, identity, tell);
        },
      },
    );
  } catch (error) {
    await Promise.allSettled([results.close(), artifacts?.close()]);
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  return ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT'].includes(codeOf(error));
}

/** Whether the tables are not ours. While connecting, our statements can fail with this code for no other reason. */
function isForeignSchema(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_ERROR';
}
