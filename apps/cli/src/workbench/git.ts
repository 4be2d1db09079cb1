import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import type { GitState } from '@superposition/report/internal/provenance';
import { UserError } from '../user-error.js';

/** Something that Git was asked for and has not. The message continues a sentence about what was asked. */
export class NotInGit extends Error {
  override readonly name = 'NotInGit';
}

/**
 * The commit of the work tree around a folder, and whether tracked files differ from it. Files that Git does not track do not
 * count, as for `git describe --dirty`.
 *
 * @param written a file that does not count either, because the program itself writes it
 * @throws UserError when there is no Git, no repository or no commit
 */
export async function gitState(folder: string, written: string): Promise<GitState> {
  try {
    const root = await rootOf(folder);
    const commit = await commitOf('HEAD', folder);
    if (commit === undefined) throw new NotInGit(`the Git repository ${root} has no commit yet`);
    const status = await git(folder, [
      'status',
      '--porcelain=v1',
      '-z',
      '--untracked-files=no',
      '--no-renames',
    ]);
    const own = relative(root, await realPlace(written))
      .split(sep)
      .join('/');
    // Each entry is two letters, a blank and a path from the root.
    const changed = status
      .toString()
      .split('\0')
      .filter((entry) => entry !== '' && entry.slice(3) !== own);
    return { commit, isDirty: changed.length > 0 };
  } catch (error) {
    if (!(error instanceof NotInGit)) throw error;
    throw new UserError(
      `report.git = true: ${error.message}; set it to false, or make the report in a repository with a commit`,
    );
  }
}

/** The bytes of a file in a commit, and how Git calls the two. */
export interface CommittedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Reads a file of a commit, of the repository around a folder.
 *
 * @param word `REV`, or `REV:PATH` with a path from the root of the repository
 * @param fallback the place of the file in the work tree, if the word names no path
 * @param largest bytes
 * @throws NotInGit when there is no Git, no repository, no such commit or no such file in it
 */
export async function committedFile(
  word: string,
  folder: string,
  fallback: string,
  largest: number,
): Promise<CommittedFile> {
  const colon = word.indexOf(':');
  const revision = colon === -1 ? word : word.slice(0, colon);
  const root = await rootOf(folder);
  const commit = await commitOf(revision, folder);
  if (commit === undefined) throw new NotInGit(`the Git repository ${root} has no commit '${revision}'`);
  const path =
    colon === -1 || colon === word.length - 1
      ? relative(root, await realPlace(fallback))
          .split(sep)
          .join('/')
      : word.slice(colon + 1);
  if (path.startsWith('../'))
    throw new NotInGit(
      `the report ${fallback} lies outside of the Git repository ${root}: give ${revision}:PATH`,
    );
  const name = `${revision}:${path}`;
  const size = Number(await git(folder, ['cat-file', '-s', `${commit}:${path}`]).catch(() => Number.NaN));
  const kind = String(await git(folder, ['cat-file', '-t', `${commit}:${path}`]).catch(() => '')).trim();
  if (kind !== 'blob')
    throw new NotInGit(`the commit '${revision}' has no file ${path}: give ${revision}:PATH`);
  if (size > largest) throw new NotInGit(`${name} is too large to be a report`);
  return { name, bytes: await git(folder, ['cat-file', 'blob', `${commit}:${path}`], largest + 1) };
}

/** The id of a commit that a word means; undefined if it means none. */
async function commitOf(word: string, folder: string): Promise<string | undefined> {
  // An option of Git is no commit.
  if (word === '' || word.startsWith('-')) return undefined;
  const found = await git(folder, ['rev-parse', '--verify', '--quiet', `${word}^{commit}`]).catch(
    () => undefined,
  );
  return found?.toString().trim();
}

async function rootOf(folder: string): Promise<string> {
  try {
    return await realpath(
      (await git(folder, ['rev-parse', '--show-toplevel'])).toString().replace(/\r?\n$/, ''),
    );
  } catch (error) {
    const { code, stderr = '' } = error as {
      readonly code?: string | number;
      readonly stderr?: string | Buffer;
    };
    if (code === 'ENOENT') throw new NotInGit('Git is not installed, or is not on the PATH');
    const [why = ''] = String(stderr).trim().split('\n');
    if (why === '' || /not a git repository|must be run in a work tree/.test(why))
      throw new NotInGit(`${folder} is in no Git repository`);
    throw new NotInGit(`the Git repository of ${folder} cannot be read: ${why.replace(/^fatal: /, '')}`);
  }
}

async function git(folder: string, words: readonly string[], maxBuffer = 2 ** 26): Promise<Buffer> {
  const { stdout } = await promisify(execFile)('git', [...words], {
    cwd: folder,
    encoding: 'buffer',
    maxBuffer,
    // We read its messages, and a status must not write to the repository.
    env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
  });
  return stdout;
}

/** A place without symbolic links, also if nothing is there yet. */
async function realPlace(place: string): Promise<string> {
  const folder = await realpath(dirname(place)).catch(() => resolve(dirname(place)));
  return join(folder, basename(place));
}
