import { readFileSync } from 'node:fs';
import { type Digest, digestOf } from '@superposition/pipeline/internal/values/digest';

/** The digest of each file that can be read. */
export type FileDigests = ReadonlyMap<string, Digest>;

/** The digests of what these files hold now. */
export function fileDigests(files: readonly string[]): FileDigests {
  const digests = new Map<string, Digest>();
  for (const file of files) {
    try {
      digests.set(file, digestOf(readFileSync(file)));
    } catch {
      // The file does not exist, or is not a file. If it appears later, it counts as changed.
    }
  }
  return digests;
}

/** The files that appeared, disappeared or changed content. A file that was only touched did not change. */
export function changedFiles(before: FileDigests, now: FileDigests): readonly string[] {
  const files = new Set([...before.keys(), ...now.keys()]);
  return [...files].filter((file) => before.get(file) !== now.get(file)).sort();
}
