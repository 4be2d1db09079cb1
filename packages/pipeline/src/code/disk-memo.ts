import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Digest, digestOf } from '../values/digest.js';

/** What the disk says now. It asks once for each file and folder, however many bundles depend on it. */
export interface DiskMemo {
  /** The digest of a file's content; null if there is none, or it may not be read. */
  digest(file: string): Digest | null;
  text(file: string): string | undefined;
  /** The path with links resolved; null if there is nothing. */
  real(path: string): string | null;
  /** The names in a folder, sorted; links with what they lead to. Empty if there is none. */
  names(folder: string): readonly (readonly [name: string, link: string | null])[];
  /** Milliseconds since 1970 of the last change of a file or of the names in a folder; undefined if there is none. */
  changed(path: string): number | undefined;
}

export function diskMemo(): DiskMemo {
  const contents = new Map<string, Buffer | null>();
  const digests = new Map<string, Digest | null>();
  const reals = new Map<string, string | null>();
  const listings = new Map<string, readonly (readonly [string, string | null])[]>();
  const remembered = <T>(known: Map<string, T>, path: string, ask: () => T): T => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const now = ask();
    known.set(path, now);
    return now;
  };
  const content = (file: string) =>
    remembered(contents, file, () => (statSync(file, quiet)?.isFile() === true ? readQuietly(file) : null));
  const real = (path: string) =>
    remembered(reals, path, () => {
      if (statSync(path, quiet) === undefined) return null;
      return realpathSync.native(path);
    });
  return {
    digest: (file) =>
      remembered(digests, file, () => {
        const found = content(file);
        return found === null ? null : digestOf(found);
      }),
    text: (file) => content(file)?.toString('utf8'),
    real,
    names: (folder) =>
      remembered(listings, folder, () => {
        try {
          return readdirSync(folder, { withFileTypes: true })
            .map(
              (entry) =>
                [entry.name, entry.isSymbolicLink() ? real(join(folder, entry.name)) : null] as const,
            )
            .sort(([a], [b]) => (a < b ? -1 : 1));
        } catch {
          return [];
        }
      }),
    changed: (path) => statSync(path, quiet)?.mtimeMs,
  };
}

const quiet = { throwIfNoEntry: false } as const;

function readQuietly(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
