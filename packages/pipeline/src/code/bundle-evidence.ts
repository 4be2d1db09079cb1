import { dirname, join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import type { Digest } from '../values/digest.js';
import type { DiskMemo } from './disk-memo.js';
import { extendedSettings } from './extended-settings.js';
import { foldersFrom, searchedPlaces } from './searched-places.js';

/**
 * By which we can tell that a bundle would be made again with the same text. It is about contents, never about times: the files that
 * the bundle was made from, what says how imports are resolved, and the names that an import could find.
 */
export interface Evidence {
  /** The digest of each file; null for one whose absence counts. */
  readonly files: { readonly [path: string]: Digest | null };
  /** What each path leads to, without links; null where nothing is. */
  readonly places: { readonly [path: string]: string | null };
  /** For folders, the beginnings of names that imports look for, and the names there are with these beginnings. */
  readonly folders: {
    readonly [path: string]: readonly [stems: readonly string[], found: readonly string[]];
  };
}

/**
 * Collects the evidence for a bundle that was just made.
 *
 * @param root folder of the package, from which esbuild names files
 * @param contents digests of the files as esbuild has read them
 * @returns undefined if we could not tell: then the bundle is made anew each time
 */
export function collectEvidence(
  root: string,
  { inputs }: Metafile,
  contents: ReadonlyMap<string, Digest>,
  disk: DiskMemo,
): Evidence | undefined {
  const files: Record<string, Digest | null> = {};
  const searched = searchedPlaces(disk);
  const configs = new Set<string>();
  for (const [input, { imports }] of Object.entries(inputs)) {
    const isEntry = input === '<stdin>';
    const file = isEntry ? join(root, '<stdin>') : resolve(root, input);
    if (!isEntry) {
      const digest = contents.get(file);
      if (digest === undefined) return undefined;
      files[file] = digest;
    }
    for (const folder of foldersFrom(dirname(file))) {
      if (configs.has(folder)) break;
      configs.add(folder);
    }
    for (const { path, original = path, external } of imports) {
      const found = external === true ? undefined : resolve(root, path);
      if (found !== undefined) searched.look(found);
      if (!searched.search(dirname(file), original, found)) return undefined;
    }
  }
  for (const folder of configs)
    for (const name of ['package.json', 'tsconfig.json', 'jsconfig.json', '.pnp.cjs', '.pnp.data.json']) {
      const file = join(folder, name);
      files[file] = disk.digest(file);
      if (!/^[tj]sconfig/.test(name) || files[file] === null) continue;
      const extended = extendedSettings(file, disk);
      if (extended === undefined) return undefined;
      for (const each of extended) files[each] = disk.digest(each);
    }
  for (const file of searched.manifests) files[file] = disk.digest(file);
  const folders = Array.from(searched.stems, ([folder, wanted]) => {
    const sorted = [...wanted].sort();
    return [folder, [sorted, namesIn(folder, sorted, disk)]] as const;
  });
  return { files, places: Object.fromEntries(searched.places), folders: Object.fromEntries(folders) };
}

/** Whether a bundle would be made again with the same text. */
export function holds({ files, places, folders }: Evidence, disk: DiskMemo): boolean {
  return (
    Object.entries(files).every(([file, digest]) => disk.digest(file) === digest) &&
    Object.entries(places).every(([path, real]) => disk.real(path) === real) &&
    Object.entries(folders).every(
      ([folder, [stems, found]]) => namesIn(folder, stems, disk).join('\n') === found.join('\n'),
    )
  );
}

/**
 * Whether something that esbuild reads by itself has changed since a moment, or shortly before: then we may have looked at another
 * state than esbuild.
 */
export function isUnsettled({ files, folders }: Evidence, since: number, disk: DiskMemo): boolean {
  const isYoung = (path: string) => (disk.changed(path) ?? 0) > since - clockResolution;
  const configs = Object.keys(files).filter((file) => /\.(json|cjs)$/.test(file));
  return configs.some(isYoung) || Object.keys(folders).some(isYoung);
}

/** In milliseconds: no file system is coarser. */
const clockResolution = 3_000;

/** The entries of a folder whose names begin with one of the stems and then end, or go on with a dot. */
function namesIn(folder: string, stems: readonly string[], disk: DiskMemo): readonly string[] {
  const wanted = new Set(stems);
  return disk.names(folder).flatMap(([name, kind]) => {
    const isWanted = wanted.has(name) || dots(name).some((at) => wanted.has(name.slice(0, at)));
    if (!isWanted) return [];
    if (kind === 'link') return [`${name} -> ${disk.real(join(folder, name)) ?? ''}`];
    return [kind === 'folder' ? `${name}/` : name];
  });
}

function dots(name: string): readonly number[] {
  return [...name.matchAll(/\./g)].map(({ index }) => index);
}
