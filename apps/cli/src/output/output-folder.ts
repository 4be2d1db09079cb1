import { mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../user-error.js';
import { describeWriteError } from './atomic-file.js';
import { replaceFile, siblingOf } from './replace-file.js';

/** A folder that is to be written: until all its files are whole, the old one stays. */
export interface OutputFolder {
  readonly path: string;
  /**
   * Replaces the folder.
   *
   * @throws UserError (exit 1) when it fails; the previous folder is intact
   */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
}

/**
 * Claims a place for a folder of these files before any work is done.
 *
 * @param what is written, for messages
 * @throws UserError (exit 2) when nothing could be written there, or it is a folder of other files
 */
export async function claimFolder(
  what: string,
  place: string,
  names: readonly string[],
): Promise<OutputFolder> {
  const path = await realpath(place).catch(() => place);
  const [draft, previous] = [siblingOf(path, 'tmp'), siblingOf(path, 'previous')];
  const refuse = (why: string): never => {
    throw new UserError(`${what} cannot be written to ${path}: ${why}`);
  };
  const existing = await stat(path).catch(() => undefined);
  if (existing !== undefined && !existing.isDirectory()) refuse('it is not a folder');
  const others = existing === undefined ? [] : (await readdir(path)).filter((name) => !names.includes(name));
  if (others.length > 0) refuse(`it is a folder with other files in it, such as ${others[0]}`);
  await mkdir(draft)
    .then(() => rm(draft, { recursive: true }))
    .catch((error) => refuse(describeWriteError(error)));
  return {
    path,
    async write(files) {
      try {
        await mkdir(draft);
        for (const [name, content] of Object.entries(files)) {
          await replaceFile(join(draft, name), content);
        }
        if (existing !== undefined) await rename(path, previous);
        await rename(draft, path);
        await rm(previous, { recursive: true, force: true });
      } catch (error) {
        await rm(draft, { recursive: true, force: true });
        // Between the two renames there is nothing at the place.
        await rename(previous, path).catch(() => {});
        throw new UserError(`${what} could not be written to ${path}: ${describeWriteError(error)}`, 1);
      }
    },
  };
}
