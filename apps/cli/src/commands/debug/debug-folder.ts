import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { digestOf } from '@superposition/pipeline/internal/values/digest';
import { statIfThere, type UsedFile } from '../../output/output-file.js';
import { claimFolderPlace } from '../../output/output-folder.js';
import { writeNewFile } from '../../output/replace-file.js';

/** A folder for what a stage was made from. We have checked that the place is free, or holds such a folder already. */
export interface DebugFolder {
  readonly path: string;
  /**
   * Replaces the folder in one step.
   *
   * @param files by path in the folder
   * @param prepare puts what is no file into the new folder
   * @throws UserError (exit 1) when this fails; a previous folder is unchanged
   */
  write(
    files: ReadonlyMap<string, string | Uint8Array>,
    prepare?: (folder: string) => Promise<void>,
  ): Promise<void>;
}

/** What we put into such a folder. Something else is the user's, and stays. */
const ours = new Set([
  'params.json',
  'inputs',
  'recipe.json',
  'run.mjs',
  'stack.txt',
  'task.mjs',
  'task.mjs.map',
  'node_modules',
]);

/** The text with which `recipe.json` says that a folder is ours. */
export const debugMark = 'superposition debug 1';

/** A name for a file or folder that any file system takes, for the name of a stage, which may have any characters. */
export function fileNameOf(name: string): string {
  const readable = name.replace('[', '-').replace(/\]$/, '');
  const safe = readable
    .replace(/[^\w.=,+-]+/g, '_')
    .replace(/^(?:[.-]+|$)/, '_')
    .slice(0, 100);
  return safe === readable ? safe : withDigest(safe, name);
}

/** Such names for the names of inputs. Two of them are two files, also where a file system takes `A` for `a`. */
export function fileNamesOf(names: readonly string[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    const safe = fileNameOf(name);
    const file = taken.has(safe.toLowerCase()) ? withDigest(safe, name) : safe;
    taken.add(file.toLowerCase());
    files.set(name, file);
  }
  return files;
}

function withDigest(safe: string, name: string): string {
  return `${safe}-${digestOf(name).slice(0, 8)}`;
}

/**
 * Checks, before any work is done, that the folder can be written to this place.
 *
 * @param used files that this command uses
 * @throws UserError (exit 2) when something else is there, or the place cannot be written
 */
export async function claimDebugFolder(place: string, used: readonly UsedFile[] = []): Promise<DebugFolder> {
  const { path, replace } = await claimFolderPlace('the stage', place, replaceable, used);
  return {
    path,
    write: (files, prepare = async () => {}) =>
      replace(async (draft) => {
        for (const [name, content] of files) {
          await mkdir(join(draft, dirname(name)), { recursive: true });
          await writeNewFile(join(draft, name), content, undefined);
        }
        await prepare(draft);
      }),
  };
}

/** The folder at this path; undefined when nothing is there. It throws when we must not replace what is there. */
async function replaceable(path: string) {
  const existing = await statIfThere(path);
  if (existing === undefined) return undefined;
  if (!existing.isDirectory()) throw new Error('it is not a folder');
  const names = await readdir(path);
  if (names.length === 0) return existing;
  const recipe = await readFile(join(path, 'recipe.json'), 'utf8').catch(() => '');
  const other = names.find((name) => !ours.has(name));
  if (!recipe.includes(JSON.stringify(debugMark)) || other !== undefined)
    throw new Error(
      `the folder ${basename(path)} holds other files, such as ${other ?? names[0]}: give another place with --out`,
    );
  return existing;
}
