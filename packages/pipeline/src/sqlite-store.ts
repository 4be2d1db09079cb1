import { existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { type Store, tableStore } from './store.js';
import { keyvTable, type Table } from './table.js';

/** The database's `user_version`: raised when its tables change in a way that an older program would misread. */
const formatVersion = 1;

/** Why a database cannot be used; its message says what to do. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/**
 * Opens the store in a SQLite file, made when it does not exist. A damaged file is set aside as
 * `<file>.damaged-N` and a new one begun; `warn` is told.
 *
 * @throws StoreUnavailable when the file cannot be read or written, or was made by a newer program (it is left as it is)
 */
export async function sqliteStore(file: string, warn: (message: string) => void): Promise<Store> {
  try {
    await mkdir(dirname(file), { recursive: true });
    switch (await inspect(file)) {
      case 'newer':
        throw new StoreUnavailable(
          `the cache ${file} was written by a newer version: it is left as it is; update, or choose another with --cache DIR`,
        );
      case 'damaged':
        warn(`the cache ${file} was damaged: it is kept as ${await setAside(file)} and a new one is begun`);
        break;
      case 'usable':
    }
    try {
      return await connect(file, warn);
    } catch (error) {
      if (!isDamage(error)) throw error;
      warn(`the cache ${file} was damaged: it is kept as ${await setAside(file)} and a new one is begun`);
      return await connect(file, warn);
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    throw new StoreUnavailable(`the cache ${file} cannot be used: ${(error as Error).message}`);
  }
}

/** Reads the file's header alone, because connecting would already write to it. */
async function inspect(file: string): Promise<'usable' | 'newer' | 'damaged'> {
  if (!existsSync(file)) return 'usable';
  await using handle = await open(file, 'r');
  const header = Buffer.alloc(100);
  const { bytesRead } = await handle.read(header, 0, 100, 0);
  if (bytesRead === 0) return 'usable';
  if (bytesRead < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return 'damaged';
  return header.readUInt32BE(60) > formatVersion ? 'newer' : 'usable';
}

async function connect(file: string, warn: (message: string) => void): Promise<Store> {
  const open: KeyvSqlite[] = [];
  let damaged = false;
  const adapter = (table: string) => {
    const sqlite = new KeyvSqlite({ uri: `sqlite://${file}`, table, busyTimeout: 30_000 });
    // Its own connection failure comes back from the first query as well; the event needs a listener all the same.
    sqlite.on('error', () => {});
    open.push(sqlite);
    return sqlite;
  };
  const table = (sqlite: KeyvSqlite, name: string): Table =>
    watching(
      keyvTable(new Keyv<string>({ store: sqlite }), async (keys) => {
        const rows = (await sqlite.query(
          `SELECT key FROM ${name} WHERE key IN (SELECT value FROM json_each(?))`,
          JSON.stringify(keys),
        )) as unknown as { key: string }[];
        return rows.map(({ key }) => key);
      }),
      () => {
        damaged = true;
      },
    );
  try {
    const results = adapter('results');
    // Before the switch to WAL, so that the version stands in the header of the file itself.
    const [version] = (await results.query('PRAGMA user_version')) as unknown as { user_version: number }[];
    if (version?.user_version === 0) await results.query(`PRAGMA user_version = ${formatVersion}`);
    await patiently(() => results.query('PRAGMA journal_mode = WAL'));
    await results.query('PRAGMA synchronous = NORMAL');
    const artifacts = adapter('artifacts');
    await artifacts.query('PRAGMA synchronous = NORMAL');
    await results.query('SELECT key FROM results LIMIT 1');
    await artifacts.query('SELECT key FROM artifacts LIMIT 1');
    return tableStore(
      file,
      { results: table(results, 'results'), artifacts: table(artifacts, 'artifacts') },
      {
        async size() {
          const [row] = (await results.query(
            'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
          )) as unknown as { bytes: number }[];
          return row?.bytes;
        },
        async dispose() {
          if (damaged) warn(`the cache ${file} is damaged: it is kept as ${await setAside(file)}`);
        },
      },
    );
  } catch (error) {
    await Promise.allSettled(open.map((sqlite) => sqlite.disconnect()));
    throw error;
  }
}

/** The same table, telling when the database turns out to be damaged in the middle. */
function watching(table: Table, onDamage: () => void): Table {
  const watched = async <T>(action: Promise<T>): Promise<T> => {
    try {
      return await action;
    } catch (error) {
      if (isDamage(error)) onDamage();
      throw error;
    }
  };
  return {
    getMany: (keys) => watched(table.getMany(keys)),
    existing: (keys) => watched(table.existing(keys)),
    set: (key, text) => watched(table.set(key, text)),
    close: () => table.close(),
  };
}

/** SQLite may refuse the switch to WAL at once, whatever the busy timeout, while another process makes it. */
async function patiently<T>(action: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt === 200 || codeOf(error) !== 'SQLITE_BUSY') throw error;
      await delay(25);
    }
  }
}

async function setAside(file: string): Promise<string> {
  let number = 1;
  while (existsSync(`${file}.damaged-${number}`)) number++;
  const kept = `${file}.damaged-${number}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) await rename(file + suffix, kept + suffix);
  }
  return kept;
}

function isDamage(error: unknown): boolean {
  return ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}
