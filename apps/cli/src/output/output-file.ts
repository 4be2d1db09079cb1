import type { Stats } from 'node:fs';
import { access, open, readlink, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { configNames } from '../config/find-config.js';
import { UserError } from '../user-error.js';
import { type FileContent, replaceFile, withDraft } from './replace-file.js';

/** A file that a command uses for something else than the output in question. */
export interface UsedFile {
  readonly path: string;
  /** A sentence that says why the output cannot be there. */
  readonly use: string;
}

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
 * @param used files that this command reads or writes for another purpose
 * @throws UserError (exit 2) when the file cannot be written
 */
export async function claimOutput(
  what: string,
  place: string,
  used: readonly UsedFile[] = [],
): Promise<OutputFile> {
  let path = place;
  try {
    const existing = await statIfThere(place);
    if (existing !== undefined && !existing.isFile()) throw new Error('it is not a file');
    path = await destinationOf(place);
    // A config is written by hand, and nobody wants to lose it to a wrong name.
    if ([place, path].some((each) => configNames.includes(basename(each))))
      throw new Error('it is the name of a config');
    await refuseUsed(path, used);
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

/** Checks that a path is none of these files, and no folder with one of them, however it is spelled. */
export async function refuseUsed(path: string, used: readonly UsedFile[]): Promise<void> {
  const mine = await whereIs(path);
  for (const each of used) {
    const other = await whereIs(each.path);
    if (other === mine || other.startsWith(`${mine}${sep}`)) throw new Error(each.use);
  }
}

/** The one path of a file, also if it does not exist yet, but its folder does. */
async function whereIs(place: string): Promise<string> {
  const path = await destinationOf(place);
  const folder = dirname(path);
  return join(await realpath(folder).catch(() => folder), basename(path));
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
