import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Guard, guardedTable } from '../guarded-table.js';
import { type Store, tableStore } from '../store.js';
import { formatVersion, newerFormat, unavailable } from '../store-unavailable.js';
import { type FileIdentity, identityOf, setAside } from './set-aside.js';
import { type SqliteTable, sqliteTable } from './sqlite-table.js';

/**
 * Opens the store in a SQLite file, made when it does not exist. A damaged file is set aside as
 * `<file>.damaged-N` and a new one begun; `warn` is told.
 *
 * @throws StoreUnavailable when the file cannot be read or written, or was made by a newer program (it is left as it is)
 */
export async function sqliteStore(file: string, warn: (message: string) => void): Promise<Store> {
  const beginAnew = async (damaged: FileIdentity | undefined) => {
    const kept = await setAside(file, damaged);
    if (kept !== undefined)
      warn(`the cache ${file} was damaged: it is kept as ${kept} and a new one is begun`);
  };
  try {
    await makeFolder(dirname(file));
    const found = await inspect(file);
    if (found.state === 'newer') throw newerFormat(file);
    if (found.state === 'damaged') await beginAnew(found.identity);
    const identity = await identityOf(file);
    try {
      return await connect(file, warn);
    } catch (error) {
      if (!isDamage(error) && !isForeignSchema(error)) throw error;
      await beginAnew(identity);
      return await connect(file, warn);
    }
  } catch (error) {
    throw unavailable(file, error);
  }
}

/** Node 20's own recursive `mkdir` never ends where a folder exists in which none can be made, such as /proc. */
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

/** Reads the file's header alone, because connecting would already write to it. */
async function inspect(
  file: string,
): Promise<{ state: 'absent' | 'usable' | 'newer' | 'damaged'; identity?: FileIdentity | undefined }> {
  const identity = await identityOf(file);
  if (identity === undefined) return { state: 'absent' };
  await using handle = await open(file, 'r');
  const header = Buffer.alloc(100);
  const { bytesRead } = await handle.read(header, 0, 100, 0);
  // SQLite makes the file first and writes its header later.
  if (bytesRead === 0) return { state: 'usable' };
  if (bytesRead < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    return { state: 'damaged', identity };
  }
  return { state: header.readUInt32BE(60) > formatVersion ? 'newer' : 'usable' };
}

async function connect(file: string, warn: (message: string) => void): Promise<Store> {
  const results = sqliteTable(file, 'results');
  let artifacts: SqliteTable | undefined;
  try {
    const [row] = await results.query<{ user_version: number }>('PRAGMA user_version');
    const version = row?.user_version ?? 0;
    if (version > formatVersion) throw newerFormat(file);
    // Before anything is changed: a file with other tables of these names is not ours.
    await results.query('SELECT key, value FROM results LIMIT 1');
    // Before the switch to WAL, so that the version stands in the header of the file itself.
    if (version === 0) await results.query(`PRAGMA user_version = ${formatVersion}`);
    await patiently(() => results.query('PRAGMA journal_mode = WAL'));
    artifacts = sqliteTable(file, 'artifacts');
    await artifacts.query('SELECT key, value FROM artifacts LIMIT 1');
    for (const table of [results, artifacts]) await table.query('PRAGMA synchronous = NORMAL');
    const identity = await identityOf(file);
    let damaged = false;
    const guard: Guard = (answer) =>
      answer.catch((error) => {
        damaged ||= isDamage(error);
        throw error;
      });
    return tableStore(
      file,
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
        async dispose() {
          const kept = damaged ? await setAside(file, identity) : undefined;
          if (kept !== undefined) warn(`the cache ${file} is damaged: it is kept as ${kept}`);
        },
      },
    );
  } catch (error) {
    await Promise.allSettled([results.close(), artifacts?.close()]);
    throw error;
  }
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

function isDamage(error: unknown): boolean {
  return ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT'].includes(codeOf(error));
}

/** Our own statements are right, so while connecting this says that the tables are not those that we make. */
function isForeignSchema(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_ERROR';
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}
