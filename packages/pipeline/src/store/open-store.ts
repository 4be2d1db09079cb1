import { existsSync } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needFunction, needText } from '../values/need.js';
import { memoryStore } from './memory-store.js';
import { loadOptional } from './optional-package.js';
import { schemeOf, serverUri, shownLocation } from './server-location.js';
import { isWriteRefused, readOnlyCopy } from './sqlite/read-only-copy.js';
import { type OpenOptions, sqliteStore } from './sqlite/sqlite-store.js';
import type { Store } from './store.js';
import { isUnavailable, StoreUnavailable } from './store-unavailable.js';
import { survivingStore } from './surviving-store.js';

export { describeSqlite } from './sqlite/choose-driver.js';
export type { OpenOptions };

/**
 * Opens the store at a folder (its `cache.sqlite`), a `sqlite:` or `file:` URI, a `redis:`, `rediss:` or `postgres:`
 * server, or `memory:`. If the database cannot be used, it calls `warn` once, and the run goes on without a cache.
 *
 * @param location a folder or a URI; a relative one is resolved from `from`
 * @throws TypeError when the URI's scheme is not known or a server's URI is malformed; its message does not repeat the
 *   URI
 * @throws MissingPackageError when the client of a server is not installed; where no SQLite is, it calls `warn` instead
 */
export async function openStore(
  location: string,
  from: string = process.cwd(),
  // biome-ignore lint/suspicious/noConsole: the default for people at a terminal
  warn: (message: string) => void = console.warn,
  options: OpenOptions = {},
): Promise<Store> {
  needText('openStore', "its location, a folder, a URI or 'memory:',", location);
  needText('openStore', 'the folder from which a relative location is resolved', from);
  needFunction('openStore', 'warn', warn);
  if (location === 'memory:') return memoryStore();
  const open = opener(location, from, warn, options);
  try {
    const store = await open();
    // Who only looks at a file must not get an empty answer for a part that cannot be read.
    if (options.repair === false && databaseFile(location, from) !== undefined) return store;
    return survivingStore(store, warn, { open, note: options.note ?? warn });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    warn(`${error.message}; this run goes on without a cache`);
    return memoryStore();
  }
}

/**
 * Opens the database at such a location as a layer for `layeredStore`: it throws where `openStore` would go on without a cache.
 * It makes no new file, unless results are to be pushed to it.
 *
 * @param how.warn hears that what is pushed to it is lost
 * @throws TypeError as `openStore`, at once; the returned function throws StoreUnavailable
 */
export function layerAt(
  location: string,
  from: string,
  {
    push = false,
    warn = () => {},
  }: { readonly push?: boolean; readonly warn?: (message: string) => void } = {},
): { readonly location: string; readonly open: () => Promise<Store> } {
  const file = databaseFile(location, from);
  // What a file that may only be read cannot take is no news for who only reads.
  const open = opener(location, from, push ? warn : () => {}, { repair: push });
  return {
    location: shownLocation(location),
    open: async () => {
      if (file !== undefined && !push && !existsSync(file))
        throw new StoreUnavailable(`the cache ${file} does not exist`, { location: file });
      return open();
    },
  };
}

async function openFile(path: string, warn: (message: string) => void, options: OpenOptions): Promise<Store> {
  const file = await behindLink(path);
  try {
    return await sqliteStore(file, warn, options);
  } catch (error) {
    if (!isWriteRefused(error)) throw error;
    if (options.mustWrite)
      throw new StoreUnavailable(`the cache ${file} may only be read by this user`, { location: file });
    const copy = await readOnlyCopy(file, options.repair !== false, warn);
    if (copy === undefined) throw error;
    warn(`the cache ${file} may only be read by this user: new results are kept for this run only`);
    return copy;
  }
}

/** The file that a link names. SQLite keeps the log beside it, and not beside the link. */
async function behindLink(path: string): Promise<string> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await realpath(path) : path;
  } catch {
    return path;
  }
}

function opener(
  location: string,
  from: string,
  warn: (message: string) => void,
  options: OpenOptions,
): () => Promise<Store> {
  const file = databaseFile(location, from);
  if (file !== undefined) return () => openFile(file, warn, options);
  const scheme = schemeOf(location);
  switch (scheme) {
    // We load the client of a server only for those who use one.
    case 'redis':
    case 'rediss': {
      const uri = serverUri(
        location,
        `${scheme}://HOST or ${scheme}://USER:PASSWORD@HOST:PORT/NUMBER`,
        /^(\/\d*)?$/,
      );
      const load = () => loadOptional(['@keyv/redis@5'], () => import('./server/redis-store.js'));
      return async () => (await load()).redisStore(uri);
    }
    case 'postgres':
    case 'postgresql': {
      const uri = serverUri(location, `${scheme}://USER:PASSWORD@HOST:PORT/DATABASE`, /^(\/[^/]*)?$/);
      const load = () =>
        loadOptional(['@keyv/postgres@2', 'pg@8'], () => import('./server/postgres-store.js'));
      return async () => (await load()).postgresStore(uri);
    }
    default:
      throw new TypeError(
        `unknown kind of cache '${scheme}:': use a folder, sqlite:FILE, redis://HOST, postgres://HOST/DATABASE or memory:`,
      );
  }
}

/**
 * The file of a store that is kept in one, also when it does not exist yet; undefined for every other kind of store.
 *
 * @throws TypeError for a `file:` URI that names no file on this machine
 */
export function databaseFile(location: string, from: string): string | undefined {
  switch (schemeOf(location)) {
    case undefined:
      return join(resolve(from, location), 'cache.sqlite');
    case 'sqlite':
      return resolve(from, location.replace(/^sqlite:(\/\/)?/i, ''));
    case 'file':
      return pathOf(location);
    default:
      return undefined;
  }
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    // Some of its errors are not TypeErrors.
    throw new TypeError(`it is not the address of a file on this machine: ${(error as Error).message}`);
  }
}
