import { isBuiltin } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import type { Digest } from '../values/digest.js';
import type { DiskMemo } from './disk-memo.js';

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
  const places: Record<string, string | null> = {};
  const stems = new Map<string, Set<string>>();
  const look = (path: string) => {
    const folder = dirname(path);
    places[folder] = disk.real(folder);
    const known = stems.get(folder) ?? new Set();
    stems.set(folder, known.add(basename(path).replace(/\.[cm]?[jt]sx?$/, '')));
  };
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
      if (original.includes('*') || /^[a-z-]+:/.test(original.replace(/^node:/, ''))) return undefined;
      if (external !== true) look(resolve(root, path));
      if (isBuiltin(original)) continue;
      if (/^\.\.?(\/|$)/.test(original) || original.startsWith('/')) {
        const wanted = resolve(dirname(file), original);
        look(wanted);
        look(join(wanted, 'index'));
      } else {
        const [name] = /^(?:@[^/]+\/)?[^/]+/.exec(original)!;
        for (const folder of foldersFrom(dirname(file))) {
          if (basename(folder) === 'node_modules') continue;
          const candidate = join(folder, 'node_modules', name);
          places[candidate] = disk.real(candidate);
        }
      }
    }
  }
  for (const folder of configs)
    for (const name of ['package.json', 'tsconfig.json', 'jsconfig.json', '.pnp.cjs', '.pnp.data.json']) {
      const file = join(folder, name);
      files[file] = disk.digest(file);
      if (!/^[tj]sconfig/.test(name) || files[file] === null) continue;
      const extended = settingsOf(file, disk);
      if (extended === undefined) return undefined;
      for (const each of extended) files[each] = disk.digest(each);
    }
  const folders = Array.from(stems, ([folder, wanted]) => {
    const sorted = [...wanted].sort();
    return [folder, [sorted, namesIn(folder, sorted, disk)]] as const;
  });
  return { files, places, folders: Object.fromEntries(folders) };
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
  const configs = Object.keys(files).filter((file) => /[/\\](package|[tj]sconfig[^/\\]*)\.json$/.test(file));
  return configs.some(isYoung) || Object.keys(folders).some(isYoung);
}

/** In milliseconds: no file system is coarser. */
const clockResolution = 3_000;

function* foldersFrom(start: string): Generator<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    yield folder;
    if (dirname(folder) === folder) return;
  }
}

/** The entries of a folder whose names begin with one of the stems and then end, or go on with a dot. */
function namesIn(folder: string, stems: readonly string[], disk: DiskMemo): readonly string[] {
  const wanted = new Set(stems);
  return disk.names(folder).flatMap(([name, link]) => {
    const isWanted = wanted.has(name) || dots(name).some((at) => wanted.has(name.slice(0, at)));
    return isWanted ? [link === null ? name : `${name} -> ${link}`] : [];
  });
}

function dots(name: string): readonly number[] {
  return [...name.matchAll(/\./g)].map(({ index }) => index);
}

/**
 * The files that a tsconfig.json extends, also indirectly.
 *
 * @returns undefined if one cannot be found, or maps imports: then we do not know what an import could find
 */
function settingsOf(file: string, disk: DiskMemo): readonly string[] | undefined {
  const text = disk.text(file) ?? '';
  if (/"(paths|baseUrl)"/.test(text)) return undefined;
  const [, said = ''] = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/.exec(text) ?? [];
  const found: string[] = [];
  for (const [, name] of said.matchAll(/"([^"]*)"/g)) {
    if (!/^\.{0,2}\//.test(name!)) return undefined;
    const path = resolve(dirname(file), name!);
    const extended = [path, `${path}.json`].find((each) => disk.digest(each) !== null);
    const further = extended === undefined ? undefined : settingsOf(extended, disk);
    if (extended === undefined || further === undefined) return undefined;
    found.push(extended, ...further);
  }
  return found;
}
