import { isBuiltin } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { isObject } from '../values/what-is.js';
import type { DiskMemo } from './disk-memo.js';

/** Where esbuild looks for what is imported, whether or not it finds it there. */
export interface SearchedPlaces {
  /** What each path leads to, without links; null where nothing is. */
  readonly places: ReadonlyMap<string, string | null>;
  /** For folders, the beginnings of the names that are looked for. */
  readonly stems: ReadonlyMap<string, ReadonlySet<string>>;
  /** Paths of package.json files that name the entry of their folder, or would. */
  readonly manifests: ReadonlySet<string>;
  /** Adds a file, under whatever extension. */
  look(path: string): void;
  /**
   * Adds all places of an import.
   *
   * @param from folder of the file that imports
   * @param found the file that esbuild has found; absent if it left the import to whoever runs the code
   * @returns false if we cannot tell where esbuild looks
   */
  search(from: string, specifier: string, found?: string): boolean;
}

export function searchedPlaces(disk: DiskMemo): SearchedPlaces {
  const places = new Map<string, string | null>();
  const stems = new Map<string, Set<string>>();
  const manifests = new Set<string>();
  const done = new Set<string>();

  const look = (path: string) => {
    const folder = dirname(path);
    places.set(folder, disk.real(folder));
    const known = stems.get(folder) ?? new Set();
    stems.set(folder, known.add(withoutExtension(basename(path))));
  };
  const lookForModule = (path: string) => {
    look(path);
    look(join(path, 'index'));
  };
  /** A file, or a folder with an entry. Also a folder without package.json may get one, and an entry that is absent may come. */
  const lookForEntry = (path: string) => {
    lookForModule(path);
    const manifest = join(path, 'package.json');
    manifests.add(manifest);
    for (const entry of entriesOf(disk.text(manifest))) lookForModule(resolve(path, entry));
  };
  const lookForPackage = (from: string, specifier: string) => {
    const [name] = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)!;
    for (const folder of foldersFrom(from)) {
      if (basename(folder) === 'node_modules') continue;
      const candidate = join(folder, 'node_modules', name);
      look(candidate);
      places.set(candidate, disk.real(candidate));
      // Also beside the package that was found: esbuild goes on where a nearer one lacks the module.
      if (places.get(candidate) === null) continue;
      lookForEntry(candidate);
      lookForEntry(join(folder, 'node_modules', specifier));
    }
  };
  /** What `imports` of the nearest package.json says. Its text is evidence; what it leads to may be anywhere. */
  const lookForPrivateName = (from: string): boolean => {
    const manifest = [...foldersFrom(from)]
      .map((folder) => disk.text(join(folder, 'package.json')))
      .find((text) => text !== undefined);
    // A path is the name of a file, to which nothing is added.
    const targets = textsIn(parsed(manifest)?.['imports']).filter((target) => !target.startsWith('.'));
    if (targets.some((target) => target.includes('*') || target.startsWith('#'))) return false;
    for (const target of targets) lookForPackage(from, target);
    return true;
  };

  return {
    places,
    stems,
    manifests,
    look,
    search(from, specifier, found) {
      if (isBuiltin(specifier)) return true;
      if (specifier.includes('*') || /^[a-z-]+:/.test(specifier)) return false;
      const search = `${from}\n${specifier}`;
      if (done.has(search)) return true;
      done.add(search);
      if (specifier.startsWith('#')) return lookForPrivateName(from);
      if (/^\.\.?(\/|$)/.test(specifier) || specifier.startsWith('/')) {
        const path = resolve(from, specifier);
        // A file comes before a folder of its name.
        if (found !== undefined && withoutExtension(found) === withoutExtension(path)) look(path);
        else lookForEntry(path);
      } else lookForPackage(from, specifier);
      return true;
    },
  };
}

function withoutExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}

/** A folder and all folders above. */
export function* foldersFrom(start: string): Generator<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    yield folder;
    if (dirname(folder) === folder) return;
  }
}

/** What a package.json names as the file to import, without `exports`. */
function entriesOf(text: string | undefined): readonly string[] {
  const manifest = parsed(text);
  return ['main', 'module'].flatMap((field) => {
    const entry = manifest?.[field];
    return typeof entry === 'string' ? [entry] : [];
  });
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
