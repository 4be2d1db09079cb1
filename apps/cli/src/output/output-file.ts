import { open, realpath, rm, stat } from 'node:fs/promises';
import { UserError } from '../user-error.js';
import { replaceFile, siblingOf } from './replace-file.js';

/**
 * A file to be written. We have checked that the place is writable. The old file stays until the new one is complete.
 */
export interface OutputFile {
  readonly path: string;
  /**
   * Replaces the file in one step.
   *
   * @throws UserError (exit 1) when this fails; the previous file is unchanged
   */
  write(content: string | Uint8Array): Promise<void>;
}

/**
 * Checks, before any work is done, that a file can be written to this place.
 *
 * @param what name of the content, for messages: 'the report'
 * @throws UserError (exit 2) when the file cannot be written
 */
export async function claimOutput(what: string, place: string): Promise<OutputFile> {
  // If the place is a symbolic link, we replace the file that it leads to and keep the link.
  const path = await realpath(place).catch(() => place);
  const draft = siblingOf(path, 'tmp');
  try {
    const existing = await stat(path).catch(() => undefined);
    if (existing !== undefined && !existing.isFile()) throw new Error('it is not a file');
    if (existing !== undefined) await (await open(path, 'r+')).close();
    await (await open(draft, 'w')).close();
    await rm(draft);
  } catch (error) {
    throw new UserError(`${what} cannot be written to ${path}: ${describeWriteError(error)}`);
  }
  return {
    path,
    async write(content) {
      try {
        await replaceFile(path, content);
      } catch (error) {
        throw new UserError(
          `${what} could not be written to ${path}: ${describeWriteError(error)}; the previous one is unchanged`,
          1,
        );
      }
    },
  };
}

/** Says why something could not be written. */
export function describeWriteError(error: unknown): string {
  switch ((error as { code?: string }).code) {
    case 'ENOENT':
      return 'its folder does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
      return 'the disk is full';
    case 'ENOTDIR':
      return 'a part of its path is not a folder';
    default:
      return (error as Error).message;
  }
}
