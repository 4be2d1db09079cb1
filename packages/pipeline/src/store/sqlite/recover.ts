import { withLock } from './file-lock.js';
import { salvage } from './salvage.js';
import { type FileIdentity, identityOf, keep, setAside, unfinishedName } from './set-aside.js';

/** Tells the user. */
export interface Teller {
  /** Tells of a failure. */
  readonly warn: (message: string) => void;
  /** Tells what the user should know, although all is well. */
  readonly note: (message: string) => void;
}

/**
 * Renames a damaged database, makes a new one in its place, and copies into it what can still be read. Does nothing if another process
 * has done this already; if another process is at it, waits until it is done. If a process was killed while it copied, goes on.
 *
 * @param damaged the identity of the damaged file; undefined to do only what another process has left undone
 * @param begin makes the new database, if it is not there
 */
export async function recover(
  file: string,
  damaged: FileIdentity | undefined,
  begin: () => Promise<void>,
  { warn, note }: Teller,
): Promise<void> {
  await withLock(file, async () => {
    await setAside(file, damaged);
    const unfinished = unfinishedName(file);
    if ((await identityOf(unfinished)) === undefined) return;
    const later = `it is kept as ${unfinished}, and the next run tries again to copy what is left of it`;
    try {
      await begin();
    } catch (error) {
      warn(`the cache ${file} was damaged, and no new one can be started; ${later}`);
      throw error;
    }
    const { results, artifacts, lost, error } = await salvage(unfinished, file);
    if (error !== undefined) {
      warn(`the cache ${file} was damaged, and not all of it could be copied: ${error.message}; ${later}`);
      return;
    }
    const missing =
      lost === 0
        ? 'no row is known to be lost'
        : `at least ${lost} ${lost === 1 ? 'row is' : 'rows are'} lost`;
    const got =
      results + artifacts === 0
        ? 'none of its results could be read'
        : `${results} results and ${artifacts} artifacts were copied from it, and ${missing}`;
    const kept = await keep(file);
    note(`the cache ${file} was damaged: it is kept as ${kept}, and a new one is started; ${got}`);
  });
}
