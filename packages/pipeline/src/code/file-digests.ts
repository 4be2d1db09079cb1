import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Digest, digestOf } from '../values/digest.js';

/** Digests of files. Remembers them on disk, so that a file is read again only after its facts have changed. */
export interface FileDigests {
  /** The digest of a file's content; null if there is no such file. */
  of(file: string): Digest | null;
  /** Writes what was read anew to disk. A failure is ignored: the files are then read again next time. */
  save(): void;
}

/** By path of the file: its facts and its digest. */
type Remembered = Record<string, readonly [facts: string, digest: Digest]>;

/**
 * Opens the digests for the packages that modules in a folder can import. The facts of a file are its device, inode, size,
 * and times of change. Copying, restoring or editing a file changes them.
 */
export function openFileDigests(from: string): FileDigests {
  const memory = memoryOf(from);
  const known = new Map(Object.entries(read(memory)));
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
      const digest = lastFacts === facts ? lastDigest! : digestOf(readFileSync(file));
      asked.set(file, digest);
      if (lastFacts !== facts && isSettled(file)) {
        known.set(file, [facts, digest]);
        isChanged = true;
      }
      return digest;
    },
    save() {
      if (!isChanged || memory === undefined) return;
      try {
        mkdirSync(dirname(memory), { recursive: true });
        const draft = `${memory}.${process.pid}.tmp`;
        writeFileSync(draft, JSON.stringify(Object.fromEntries(known)));
        renameSync(draft, memory);
      } catch {
        // For example a folder that this user may not write to.
      }
    },
  };
}

/** The file in the nearest `node_modules`, where tools keep what they can make again. */
function memoryOf(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (statSync(modules, { throwIfNoEntry: false })?.isDirectory())
      return join(modules, '.cache', 'superposition', 'file-digests.json');
    if (dirname(folder) === folder) return undefined;
  }
}

function read(memory: string | undefined): Remembered {
  try {
    return JSON.parse(readFileSync(memory!, 'utf8')) as Remembered;
  } catch {
    return {};
  }
}

/** A file that was written just now may be written again without another time of change. We do not remember it yet. */
function isSettled(file: string): boolean {
  return Date.now() - statSync(file).ctimeMs > 2_000;
}

function factsOf(file: string): string | undefined {
  const facts = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!facts?.isFile()) return undefined;
  const { dev, ino, size, mtimeNs, ctimeNs } = facts;
  return [dev, ino, size, mtimeNs, ctimeNs].join();
}
