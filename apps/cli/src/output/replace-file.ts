import { chmod, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * A hidden name beside a file or folder, which no other process uses: `tmp` for its replacement, `previous` for the old
 * one that is being replaced.
 */
export function siblingOf(path: string, purpose: 'tmp' | 'previous'): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.${purpose}`);
}

/**
 * Writes a file under another name, and renames it when it is complete and on the disk. So a reader sees either the
 * previous file or the new one. The new file gets the permissions of the previous one. After a failure, only the
 * previous file is left.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  const draft = siblingOf(path, 'tmp');
  try {
    const handle = await open(draft, 'w');
    try {
      await writeFile(handle, content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const previous = await stat(path).catch(() => undefined);
    if (previous !== undefined) await chmod(draft, previous.mode);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
