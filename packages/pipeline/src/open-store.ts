import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryStore } from './memory-store.js';
import { StoreUnavailable, sqliteStore } from './sqlite-store.js';
import type { Store } from './store.js';
import { survivingStore } from './surviving-store.js';

/**
 * Opens the store at a folder (its `cache.sqlite`), a `sqlite:` or `file:` URI, or `memory:`. The cache is an
 * optimisation: what is wrong with it is told to `warn`, once, and the run goes on without it.
 *
 * @param location a folder or a URI; a relative one is resolved from `from`
 * @throws TypeError when the URI's scheme is not known
 */
export async function openStore(
  location: string,
  from: string,
  warn: (message: string) => void,
): Promise<Store> {
  if (location === 'memory:') return memoryStore();
  const file = fileOf(location, from);
  try {
    return survivingStore(await sqliteStore(file, warn), warn);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    warn(`${error.message}; this run goes on without a cache`);
    return memoryStore();
  }
}

function fileOf(location: string, from: string): string {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return join(resolve(from, location), 'cache.sqlite');
    case 'sqlite':
      return resolve(from, location.replace(/^sqlite:(\/\/)?/i, ''));
    case 'file':
      return fileURLToPath(location);
    default:
      throw new TypeError(`no cache of kind '${scheme}:' is known: use a folder, sqlite:FILE or memory:`);
  }
}
