import { renameSync, type Stats } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cannotWrite,
  destinationOf,
  refuseUsed,
  statIfThere,
  type UsedFile,
  writeFailure,
} from './output-file.js';
import { copyAccess, siblingOf, withDraft, writeNewFile } from './replace-file.js';

/** A folder to be written. The old folder stays until all files of the new one are complete. */
export interface OutputFolder {
  readonly path: string;
  /**
   * Replaces the folder. The new folder and its files get the owners and the permissions of the old ones.
   *
   * @throws UserError (exit 1) when this fails; a previous folder is unchanged
   */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
}

/** A place that a folder can be put to. */
interface FolderPlace {
  readonly path: string;
  /**
   * Puts a new folder there in one step.
   *
   * @param fill puts everything into it
   * @throws UserError (exit 1) when this fails; a previous folder is unchanged
   */
  replace(fill: (draft: string) => Promise<void>): Promise<void>;
}

/**
 * Checks, before any work is done, that a folder can be put to this place.
 *
 * @param what name of the content, for messages
 * @param replaceable gives the folder that is there; undefined when nothing is there; throws when we must not replace it
 * @param used files that this command reads or writes for another purpose
 * @throws UserError (exit 2) when it cannot
 */
export async function claimFolderPlace(
  what: string,
  place: string,
  replaceable: (path: string) => Promise<Stats | undefined>,
  used: readonly UsedFile[],
): Promise<FolderPlace> {
  const path = await destinationOf(place);
  try {
    await refuseUsed(path, used);
    await replaceable(path);
    await withDraft(path, (draft) => mkdir(draft));
  } catch (error) {
    throw cannotWrite(what, path, error);
  }
  return {
    path,
    async replace(fill) {
      try {
        // Someone may have put a file there while we worked.
        const previous = await replaceable(path);
        await withDraft(path, async (draft) => {
          // The previous folder may be private.
          await mkdir(draft, previous === undefined ? 0o777 : 0o700);
          await fill(draft);
          if (previous === undefined) renameSync(draft, path);
          else {
            await copyAccess(draft, previous);
            await swap(draft, path);
          }
        });
      } catch (error) {
        throw await writeFailure(what, path, error);
      }
    },
  };
}

/**
 * Checks, before any work is done, that a folder of these files can be written to this place.
 *
 * @param what name of the content, for messages
 * @param used files that this command reads or writes for another purpose
 * @throws UserError (exit 2) when the folder cannot be written, or the place is a folder with other files in it
 */
export async function claimFolder(
  what: string,
  place: string,
  names: readonly string[],
  used: readonly UsedFile[] = [],
): Promise<OutputFolder> {
  const { path, replace } = await claimFolderPlace(what, place, (at) => replaceable(at, names), used);
  return {
    path,
    write: (files) =>
      replace(async (draft) => {
        for (const [name, content] of Object.entries(files))
          await writeNewFile(join(draft, name), content, await statIfThere(join(path, name)));
      }),
  };
}

/** The folder at this path; undefined when nothing is there. It throws when we must not replace what is there. */
async function replaceable(path: string, names: readonly string[]): Promise<Stats | undefined> {
  const existing = await statIfThere(path);
  if (existing === undefined) return undefined;
  if (!existing.isDirectory()) throw new Error('it is not a folder');
  const others = (await readdir(path)).filter((name) => !names.includes(name));
  if (others.length > 0) throw new Error(`the folder holds other files, such as ${others[0]}`);
  return existing;
}

/** Moves the draft to the place of a folder, and removes that folder. */
async function swap(draft: string, path: string): Promise<void> {
  const previous = siblingOf(path);
  // Between the two renames the place is empty. They are synchronous, so that no Ctrl-C ends the program there.
  renameSync(path, previous);
  try {
    renameSync(draft, path);
  } catch (error) {
    renameSync(previous, path);
    throw error;
  }
  // The new folder is in its place, so this cannot undo the success.
  await rm(previous, { recursive: true, force: true }).catch(() => {});
}
