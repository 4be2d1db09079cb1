import { withLock } from './file-lock.js';
import { salvage } from './salvage.js';
import { type FileIdentity, setAside } from './set-aside.js';

/** Tells the user. */
export interface Teller {
  /** Tells of a failure. */
  readonly warn: (message: string) => void;
  /** Tells what the user should know, although all is well. */
  readonly note: (message: string) => void;
}

/**
 * Renames a damaged database, makes a new one in its place, and copies into it what can still be read. Does nothing if another process
 * has done this already; if another process is at it, waits until it is done.
 *
 * @param damaged the identity of the damaged file
 * @param begin makes the new database
 */
export async function recover(
  file: string,
  damaged: FileIdentity | undefined,
  begin: () => Promise<void>,
  { warn, note }: Teller,
): Promise<void> {
  await withLock(file, async () => {
    const kept = await setAside(file, damaged);
    if (kept === undefined) return;
    const told = `the cache ${file} was damaged: it is kept as ${kept}, and a new one is started`;
    try {
      await begin();
    } catch (error) {
      warn(told);
      throw error;
    }
    const { results, artifacts, lost, error } = await salvage(kept, file);
    const missing =
      lost === 0
        ? 'no row is known to be lost'
        : `at least ${lost} ${lost === 1 ? 'row is' : 'rows are'} lost`;
    const got =
      results + artifacts === 0
        ? 'none of its results could be read'
        : `${results} results and ${artifacts} artifacts were copied from it, and ${missing}`;
    if (error === undefined) note(`${told}; ${got}`);
    else warn(`${told}; what is left of it could not be copied: ${error.message}`);
  });
}
