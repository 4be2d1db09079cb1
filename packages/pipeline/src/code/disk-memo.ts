import { type Dirent, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { type Digest, digestOf } from '../values/digest.js';

/** What the disk says now. It asks once for each file and folder, however many bundles depend on it. */
export interface DiskMemo {
  /** The digest of a file's content; null if there is none, or it may not be read. */
  digest(file: string): Digest | null;
  text(file: string): string | undefined;
  /** The path with links resolved; null if there is nothing. */
  real(path: string): string | null;
  /** The names in a folder, sorted. Empty if there is none. */
  names(folder: string): readonly (readonly [name: string, kind: 'file' | 'folder' | 'link'])[];
  /** Milliseconds since 1970 of the last change of a file or of the names in a folder; undefined if there is none. */
  changed(path: string): number | undefined;
}

export function diskMemo(): DiskMemo {
  const contents = new Map<string, Buffer | null>();
  const digests = new Map<string, Digest | null>();
  const reals = new Map<string, string | null>();
  const listings = new Map<string, ReturnType<DiskMemo['names']>>();
  const remembered = <T>(known: Map<string, T>, path: string, ask: () => T): T => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const now = ask();
    known.set(path, now);
    return now;
  };
  const content = (file: string) =>
    remembered(contents, file, () => (factsOf(file)?.isFile() === true ? readQuietly(file) : null));
  const real = (path: string) =>
    // Its facts are asked first, because an error takes long to make, and most places are empty.
    remembered(reals, path, () => (factsOf(path) === undefined ? null : realQuietly(path)));
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
            .map((entry) => [entry.name, kindOf(entry)] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1));
        } catch {
          return [];
        }
      }),
    changed: (path) => factsOf(path)?.mtimeMs,
  };
}

const quiet = { throwIfNoEntry: false } as const;

/** Undefined also below a file, in a circle of links, and where this user may not look. */
function factsOf(path: string): Stats | undefined {
  try {
    return statSync(path, quiet);
  } catch {
    return undefined;
  }
}

function kindOf(entry: Dirent): 'file' | 'folder' | 'link' {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isDirectory() ? 'folder' : 'file';
}

function realQuietly(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

function readQuietly(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
