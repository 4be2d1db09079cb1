import { readFileSync } from 'node:fs';
import { type Digest, digestOf } from '@superposition/pipeline/digest';

/** Digest by file, of those that can be read. */
export type FileDigests = ReadonlyMap<string, Digest>;

/** What these files hold now. */
export function fileDigests(files: readonly string[]): FileDigests {
  const digests = new Map<string, Digest>();
  for (const file of files) {
    try {
      digests.set(file, digestOf(readFileSync(file)));
    } catch {
      // It is not there, or is no file: when it comes, it is new.
    }
  }
  return digests;
}

/** The files that came, went or hold something else; a file that was only touched did not change. */
export function changedFiles(before: FileDigests, now: FileDigests): readonly string[] {
  const files = new Set([...before.keys(), ...now.keys()]);
  return [...files].filter((file) => before.get(file) !== now.get(file)).sort();
}
