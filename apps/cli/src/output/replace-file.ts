import { chmod, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A hidden name beside a file or folder that no other process uses: `tmp` for what will replace it, `previous` for what was. */
export function siblingOf(path: string, purpose: 'tmp' | 'previous'): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.${purpose}`);
}

/**
 * Writes a file under another name and puts it in its place when it is whole and on the disk. A reader sees the previous file
 * or the new one, with the previous one's permissions. Of a failure nothing is left but the previous file.
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
