import { mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../user-error.js';
import { describeWriteError } from './output-file.js';
import { replaceFile, siblingOf } from './replace-file.js';

/** A folder to be written. The old folder stays until all files of the new one are complete. */
export interface OutputFolder {
  readonly path: string;
  /**
   * Replaces the folder.
   *
   * @throws UserError (exit 1) when this fails; the previous folder is unchanged
   */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
}

/**
 * Checks, before any work is done, that a folder of these files can be written to this place.
 *
 * @param what name of the content, for messages
 * @throws UserError (exit 2) when the folder cannot be written, or the place is a folder with other files in it
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
  if (others.length > 0) refuse(`the folder holds other files, such as ${others[0]}`);
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
        // If the second rename failed, the place is empty: the first one has moved the old folder away.
        await rename(previous, path).catch(() => {});
        throw new UserError(`${what} could not be written to ${path}: ${describeWriteError(error)}`, 1);
      }
    },
  };
}
