import { statSync } from 'node:fs';

/**
 * A text that changes whenever one of the files is written, replaced, created or removed. It does not follow from the
 * content: an editor may empty a file and then write the old content again. The content is then the same as before, but
 * a reader in between has read another one.
 */
export function writingsOf(files: readonly string[]): string {
  return files.map((file) => `${file}\n${lastWriting(file)}`).join('\n');
}

function lastWriting(file: string): string {
  try {
    const { dev, ino, size, ctimeNs } = statSync(file, { bigint: true });
    return [dev, ino, size, ctimeNs].join();
  } catch {
    return 'none';
  }
}
