import { readFileSync, statSync } from 'node:fs';
import { type Digest, digestOf } from '../values/digest.js';
import { readRemembered, writeRemembered } from './remembered.js';

/** Digests of files. Remembers them on disk, so that a file is read again only after its facts have changed. */
export interface FileDigests {
  /** The digest of a file's content; null if there is no such file, or this user may not read it. */
  of(file: string): Digest | null;
  /** Writes what was read anew to disk. A failure is ignored: the files are then read again next time. */
  save(): void;
}

/** The facts of a file, and its digest. */
type Remembered = readonly [facts: string, digest: Digest];

/**
 * Opens the digests for external packages. The facts of a file are its device, inode, size, and times of change. Copying,
 * restoring or editing a file changes them.
 *
 * @param from folder from which the packages are imported
 */
export function openFileDigests(from: string, externals: readonly string[]): FileDigests {
  const known = new Map(Object.entries(readRemembered<Remembered>(from, externals, fileName)));
  const asked = new Map<string, Digest | null>();
  let isChanged = false;
  return {
    of(file) {
      const before = asked.get(file);
      if (before !== undefined) return before;
      const facts = factsOf(file);
      if (facts === undefined) {
        asked.set(file, null);
        return null;
      }
      const [lastFacts, lastDigest] = known.get(file) ?? [];
      const digest = lastFacts === facts ? lastDigest! : digestOfFile(file);
      asked.set(file, digest);
      if (digest !== null && lastFacts !== facts && isSettled(file)) {
        known.set(file, [facts, digest]);
        isChanged = true;
      }
      return digest;
    },
    save() {
      if (isChanged) writeRemembered(from, externals, fileName, Object.fromEntries(known));
    },
  };
}

const fileName = 'file-digests.json';

function digestOfFile(file: string): Digest | null {
  try {
    return digestOf(readFileSync(file));
  } catch {
    return null;
  }
}

/** A file that was written just now may be written again without another time of change. We do not remember it yet. */
function isSettled(file: string): boolean {
  return Date.now() - statSync(file).ctimeMs > 2_000;
}

/** Undefined for what is no file, or may not be looked at. This process could not load it either. */
function factsOf(file: string): string | undefined {
  try {
    const facts = statSync(file, { bigint: true });
    const { dev, ino, size, mtimeNs, ctimeNs } = facts;
    return facts.isFile() ? `${dev},${ino},${size},${mtimeNs},${ctimeNs}` : undefined;
  } catch {
    return undefined;
  }
}
