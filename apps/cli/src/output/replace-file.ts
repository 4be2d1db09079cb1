import { randomBytes } from 'node:crypto';
import { rmSync, type Stats } from 'node:fs';
import { chmod, chown, open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a file can be made from. */
export type FileContent = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/**
 * A hidden name beside a file or folder, which no other process uses: processes in two containers may share a folder
 * and have one number. It does not contain the name of the file, because that may be as long as a name can be.
 */
export function siblingOf(path: string): string {
  return join(dirname(path), `.superposition-${randomBytes(8).toString('hex')}.tmp`);
}

const drafts = new Set<string>();
// A second Ctrl-C ends the program in the middle of a write.
process.on('exit', () => {
  for (const draft of drafts) rmSync(draft, { recursive: true, force: true });
});

/**
 * Lets the action make a draft, which is a file or folder beside this path under another name, and move it to its place.
 * A draft that the action leaves behind is removed.
 */
export async function withDraft(path: string, action: (draft: string) => Promise<void>): Promise<void> {
  const draft = siblingOf(path);
  drafts.add(draft);
  try {
    await action(draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
    drafts.delete(draft);
  }
}

/**
 * Writes a file under another name, and renames it when it is complete and on the disk. So a reader sees either the
 * previous file or the new one. The new file gets the owner and the permissions of the previous one. After a failure,
 * only the previous file is left. A file that has this content already only gets a new date.
 */
export async function replaceFile(path: string, content: FileContent): Promise<void> {
  const previous = await stat(path).catch(() => undefined);
  if (previous?.isFile() && (await renewDate(path, previous, content))) return;
  await withDraft(path, async (draft) => {
    await writeNewFile(draft, content, previous);
    await rename(draft, path);
  });
}

/** Dates a file as new if it has this content, and says whether it did. Content that comes in parts counts as another. */
async function renewDate(path: string, { size }: Stats, content: FileContent): Promise<boolean> {
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) return false;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  if (size !== bytes.length) return false;
  try {
    if (!(await readFile(path)).equals(bytes)) return false;
    const now = new Date();
    await utimes(path, now, now);
    return true;
  } catch {
    // Writing may be allowed where reading or dating is not.
    return false;
  }
}

/**
 * Writes a file where there is none, and flushes it to the disk.
 *
 * @param previous the file whose owner and permissions it gets; anything else than a file is ignored
 * @throws the error of the system when something is there, even a link
 */
export async function writeNewFile(
  path: string,
  content: FileContent,
  previous: Stats | undefined,
): Promise<void> {
  const like = previous?.isFile() ? previous : undefined;
  // The previous file may be private. Then nobody else may read the new one while it is written.
  const handle = await open(path, 'wx', like === undefined ? 0o666 : 0o600);
  try {
    await writeFile(handle, content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (like !== undefined) await copyAccess(path, like);
}

/** Gives a file or folder the owner and the permissions of another. */
export async function copyAccess(path: string, { uid, gid, mode }: Stats): Promise<void> {
  // Only root may give a file away. For others the file stays theirs.
  await chown(path, uid, gid).catch(() => {});
  await chmod(path, mode & 0o777);
}
