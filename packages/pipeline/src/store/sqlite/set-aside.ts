import { rename, stat } from 'node:fs/promises';

/** Names a file whatever its path: two that differ are two files. */
export type FileIdentity = string & { readonly __brand: 'FileIdentity' };

/** The identity of what is at a path; undefined when nothing is. */
export async function identityOf(path: string): Promise<FileIdentity | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}` as FileIdentity;
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/**
 * Renames a damaged database and what belongs to it to the first free `<file>.damaged-N`.
 *
 * @param damaged what is to be set aside: a file that another process has begun in its place stays
 * @returns the new name; undefined when the file is no longer there
 */
export async function setAside(file: string, damaged: FileIdentity | undefined): Promise<string | undefined> {
  if (damaged === undefined || (await identityOf(file)) !== damaged) return undefined;
  let number = 1;
  while ((await identityOf(`${file}.damaged-${number}`)) !== undefined) number++;
  const kept = `${file}.damaged-${number}`;
  // The log goes first: SQLite would replay it into a new database of the same name.
  for (const suffix of ['-wal', '-shm']) await moveIfPresent(file + suffix, kept + suffix);
  return (await moveIfPresent(file, kept)) ? kept : undefined;
}

async function moveIfPresent(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(String((error as { code?: unknown }).code));
}
