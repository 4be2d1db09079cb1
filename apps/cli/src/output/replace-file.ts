import { chmod, chown, open, rename, rm, stat, writeFile } from 'node:fs/promises';
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
 * previous file or the new one. The new file gets the owner and the permissions of the previous one. After a failure,
 * only the previous file is left. One process replaces a file once at a time.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  const draft = siblingOf(path, 'tmp');
  try {
    // A draft that is there was left by a killed process that had this number. It may even be a link.
    await rm(draft, { force: true });
    const handle = await open(draft, 'wx');
    try {
      await writeFile(handle, content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const previous = await stat(path).catch(() => undefined);
    if (previous?.isFile()) {
      // Only root may give a file away. For others the draft stays theirs.
      await chown(draft, previous.uid, previous.gid).catch(() => {});
      await chmod(draft, previous.mode & 0o777);
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
