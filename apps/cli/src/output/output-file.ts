import type { Stats } from 'node:fs';
import { access, open, readlink, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { configNames } from '../config/find-config.js';
import { UserError } from '../user-error.js';
import { type FileContent, replaceFile, withDraft } from './replace-file.js';

/**
 * A file to be written. We have checked that the place is writable. The old file stays until the new one is complete.
 */
export interface OutputFile {
  readonly path: string;
  /**
   * Replaces the file in one step.
   *
   * @throws UserError (exit 1) when this fails; a previous file is unchanged
   * @throws whatever a content throws that comes in parts
   */
  write(content: FileContent): Promise<void>;
}

/**
 * Checks, before any work is done, that a file can be written to this place.
 *
 * @param what name of the content, for messages: 'the report'
 * @param read files that this command reads, and that must stay
 * @throws UserError (exit 2) when the file cannot be written
 */
export async function claimOutput(
  what: string,
  place: string,
  read: readonly string[] = [],
): Promise<OutputFile> {
  let path = place;
  try {
    const existing = await statIfThere(place);
    if (existing !== undefined && !existing.isFile()) throw new Error('it is not a file');
    path = await destinationOf(place);
    await refuseReadFile(place, path, read);
    if (existing !== undefined) await refuseDatabase(path);
    await withDraft(path, (draft) => writeFile(draft, '', { flag: 'wx' }));
  } catch (error) {
    throw cannotWrite(what, path, error);
  }
  return {
    path,
    async write(content) {
      const source = observed(content);
      try {
        await replaceFile(path, source.content);
      } catch (error) {
        if (source.broke()) throw error;
        throw await writeFailure(what, path, error);
      }
    },
  };
}

/**
 * Checks that the place is none that this command reads, and none where the next command would look for its config. A config is
 * written by hand, and nobody wants to lose it to a wrong name.
 */
async function refuseReadFile(place: string, path: string, read: readonly string[]): Promise<void> {
  if ([place, path].some((each) => configNames.includes(basename(each))))
    throw new Error('it is the name of a config');
  for (const each of read)
    if ((await destinationOf(each)) === path) throw new Error('this command reads that file');
}

/**
 * Checks that an existing file may be replaced. Completing file names on the command line leads to the database of a cache, and
 * nobody wants to lose that.
 */
async function refuseDatabase(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    const { buffer } = await handle.read(Buffer.alloc(databaseStart.length), 0, databaseStart.length, 0);
    if (buffer.toString('latin1') === databaseStart) throw new Error('it is a database, perhaps of a cache');
  } finally {
    await handle.close();
  }
}

const databaseStart = 'SQLite format 3\0';

/** A content, and whether its source was what broke. */
export function observed(content: FileContent): { readonly content: FileContent; broke(): boolean } {
  if (typeof content === 'string' || content instanceof Uint8Array) return { content, broke: () => false };
  let broke = false;
  const parts = async function* () {
    try {
      yield* content;
    } catch (error) {
      broke = true;
      throw error;
    }
  };
  return { content: parts(), broke: () => broke };
}

/**
 * Where something goes that is written to this place. If the place is a symbolic link, we replace what it leads to and
 * keep the link, also when nothing is there yet.
 */
export async function destinationOf(place: string): Promise<string> {
  let path = place;
  // Linux follows as many links too.
  for (let links = 0; links < 40; links++) {
    const target = await readlink(path).catch(() => undefined);
    if (target === undefined) break;
    const folder = dirname(path);
    path = resolve(await realpath(folder).catch(() => folder), target);
  }
  return realpath(path).catch(() => path);
}

/** The facts of what is at a path; undefined when nothing is there. */
export async function statIfThere(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The error (exit 2) for something that cannot be written to a place. */
export function cannotWrite(what: string, path: string, error: unknown): UserError {
  return new UserError(`${what} cannot be written to ${path}: ${describeWriteError(error)}`);
}

/** The error (exit 1) for something that could not be written, after the place was claimed. */
export async function writeFailure(what: string, path: string, error: unknown): Promise<UserError> {
  const isPreviousThere = await access(path).then(
    () => true,
    () => false,
  );
  return new UserError(
    `${what} could not be written to ${path}: ${describeWriteError(error)}${isPreviousThere ? '; the previous one is unchanged' : ''}`,
    1,
  );
}

/** Says why something could not be written. */
export function describeWriteError(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'its folder does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
      return 'the disk is full';
    case 'EPIPE':
      return 'its reader went away';
    case 'ENOTDIR':
      return 'a part of its path is not a folder';
    case 'ENAMETOOLONG':
      return 'its name is too long';
    case 'ELOOP':
      return 'its symbolic links lead in a circle';
    default:
      return (error as Error).message;
  }
}
