import { type BigIntStats, statSync } from 'node:fs';
import { lstat, rename, stat } from 'node:fs/promises';

/** Device and inode of a file. They stay the same when the file is renamed. */
export type FileIdentity = string & { readonly __brand: 'FileIdentity' };

/** The identity of the file at a path; undefined if there is none. */
export async function identityOf(path: string): Promise<FileIdentity | undefined> {
  try {
    return identityOfFacts(await stat(path, { bigint: true }));
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** The same, without a promise, for a check before each write. */
export function identityNow(path: string): FileIdentity | undefined {
  const facts = statSync(path, { bigint: true, throwIfNoEntry: false });
  return facts === undefined ? undefined : identityOfFacts(facts);
}

/** The identity of the file that such facts are of. */
export function identityOfFacts({ dev, ino }: BigIntStats): FileIdentity {
  return `${dev}:${ino}` as FileIdentity;
}

/** The name of a damaged database until everything is copied that can be read of it. */
export function unfinishedName(file: string): string {
  return `${file}.damaged`;
}

/**
 * Renames a damaged database, and the log files that belong to it, to {@link unfinishedName}. The caller holds the
 * lock of {@link withLock}. Otherwise another process could put a new file in its place between our look and our rename.
 *
 * @param damaged the identity of the damaged file; if another process has put a new file in its place, the new file
 *   stays
 * @returns whether the damaged file was still there
 */
export async function setAside(file: string, damaged: FileIdentity | undefined): Promise<boolean> {
  if (damaged === undefined || (await identityOf(file)) !== damaged) return false;
  // The database that was being filled is damaged too. So what it should get is not copied any more.
  await keep(file);
  return moveDatabase(file, unfinishedName(file));
}

/**
 * Renames a database that was set aside to the first free `<file>.damaged-N`. The caller holds the lock of {@link withLock}.
 *
 * @returns the new name; undefined if there is no such database
 */
export async function keep(file: string): Promise<string | undefined> {
  if ((await identityOf(unfinishedName(file))) === undefined) return undefined;
  let number = 1;
  while (await isTaken(`${file}.damaged-${number}`)) number++;
  const kept = `${file}.damaged-${number}`;
  await moveDatabase(unfinishedName(file), kept);
  return kept;
}

async function moveDatabase(from: string, to: string): Promise<boolean> {
  // The log goes first. If it were still there, SQLite would replay it into a new database of the same name.
  for (const suffix of logs) await moveIfPresent(from + suffix, to + suffix);
  return moveIfPresent(from, to);
}

const logs = ['-wal', '-shm'];

async function isTaken(path: string): Promise<boolean> {
  for (const suffix of ['', ...logs]) if ((await identityOf(path + suffix)) !== undefined) return true;
  return false;
}

async function moveIfPresent(from: string, to: string): Promise<boolean> {
  try {
    // In the place of the index of the log, a link keeps the path for a process that must be alone with its database.
    if ((await lstat(from)).isSymbolicLink()) return false;
    await rename(from, to);
    return true;
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

export function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(String((error as { code?: unknown }).code));
}
