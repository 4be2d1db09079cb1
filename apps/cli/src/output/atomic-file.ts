import { open, realpath, rm, stat } from 'node:fs/promises';
import { UserError } from '../user-error.js';
import { replaceFile, siblingOf } from './replace-file.js';

/** A file that is to be written: its place is known to be writable, and until it is whole the old one stays. */
export interface OutputFile {
  readonly path: string;
  /**
   * Replaces the file at once.
   *
   * @throws UserError (exit 1) when it fails; the previous file is intact
   */
  write(content: string | Uint8Array): Promise<void>;
}

/**
 * Claims a place for the output before any work is done.
 *
 * @param what is written, for messages: 'the report'
 * @throws UserError (exit 2) when nothing could be written there
 */
export async function claimOutput(what: string, place: string): Promise<OutputFile> {
  // A link stays a link: the file it leads to is replaced.
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
          `${what} could not be written to ${path}: ${describeWriteError(error)}; the previous one is intact`,
          1,
        );
      }
    },
  };
}

/** Why something could not be written, in words. */
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
