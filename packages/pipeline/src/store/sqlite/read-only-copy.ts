import { access, chmod, constants, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../store.js';
import { survivingStore } from '../surviving-store.js';
import { sqliteStore } from './sqlite-store.js';

/**
 * Opens a private copy of a database that this user may read, but whose folder takes no new files: SQLite needs one for its log.
 * What a run adds to the copy is gone when the store is closed.
 *
 * @param repair whether a damaged copy is mended; the database stays as it is
 * @param warn receives the failures of the copy
 * @returns undefined if the database cannot be read either
 */
export async function readOnlyCopy(
  file: string,
  repair: boolean,
  warn: (message: string) => void,
): Promise<Store | undefined> {
  try {
    await access(file, constants.R_OK);
  } catch {
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'superposition-cache-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'cache.sqlite');
    await copyFile(file, copy);
    // The log holds what is not yet in the database.
    await copyFile(`${file}-wal`, `${copy}-wal`).catch(() => {});
    // A copy has the permissions of its original, which may allow no writing.
    for (const each of [copy, `${copy}-wal`]) await chmod(each, 0o600).catch(() => {});
    const open = () => sqliteStore(copy, () => {}, { repair, name: file });
    const store = repair ? survivingStore(await open(), warn, { open }) : await open();
    return {
      ...store,
      location: file,
      isRemoved: () => false,
      // The copy mends itself. To open it anew would make another copy of the same file.
      isDamaged: () => false,
      // The copy never gets the results of other runs, whose claims may stand in it.
      claim: async () => true,
      async [Symbol.asyncDispose]() {
        await store[Symbol.asyncDispose]();
        await remove();
      },
    };
  } catch {
    await remove();
    return undefined;
  }
}

/** Whether a database could not be opened because nothing may be written beside it. */
export function isWriteRefused(error: unknown): boolean {
  const { code } = ((error as { readonly cause?: unknown }).cause ?? {}) as { readonly code?: unknown };
  return ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'EACCES', 'EPERM', 'EROFS'].includes(
    String(code),
  );
}
