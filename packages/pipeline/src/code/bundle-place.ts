import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { digestOf } from '../values/digest.js';
import { findInstalled } from './find-installed.js';

/** Where bundles lie that were made on first use. Closing it removes what no later process could use. */
export interface BundlePlaces {
  /**
   * The folder for the bundles of a package: in the folder of the cache, or else beside the installed packages, or else a new one,
   * for this process only.
   *
   * @param externals packages that the bundles load: from the folder they find the same as the package does
   */
  folderFor(root: string, externals: readonly string[]): string;
  close(): void;
}

/** @param cacheFolder of the store, if it is in a folder */
export function bundlePlaces(cacheFolder: string | undefined): BundlePlaces {
  const folders = new Map<string, string>();
  let temporary: string | undefined;
  const baseFor = (root: string): string => {
    if (temporary !== undefined && existsSync(temporary)) return temporary;
    const installed = nodeModulesOf(root);
    const wanted = [
      ...(cacheFolder === undefined ? [] : [join(cacheFolder, 'tasks')]),
      ...(installed === undefined ? [] : [join(installed, '.cache', 'superposition', 'tasks')]),
    ];
    const usable = wanted.find(makeOwnFolder);
    if (usable !== undefined) return realpathSync(usable);
    temporary = realpathSync(mkdtempSync(join(tmpdir(), 'superposition-tasks-')));
    return temporary;
  };
  return {
    folderFor(root, externals) {
      const id =
        externals.length === 0 ? '' : `with-${digestOf(JSON.stringify([root, externals])).slice(0, 16)}`;
      const known = folders.get(`${root}\n${id}`);
      // Somebody may have removed the cache meanwhile.
      if (known !== undefined && existsSync(known)) return known;
      const folder = join(baseFor(root), id);
      if (id !== '') linkExternals(folder, root, externals);
      folders.set(`${root}\n${id}`, folder);
      return folder;
    },
    close() {
      if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
    },
  };
}

/** The `node_modules` that a package finds first. */
function nodeModulesOf(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules');
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Whether a folder is there or can be made, and only this user puts code into it: what lies there is run. */
function makeOwnFolder(folder: string): boolean {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    // Also for a user whose new files are open to everybody, as in some containers.
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    accessSync(folder, constants.W_OK);
    const { uid, mode } = statSync(folder);
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o002) === 0);
  } catch {
    return false;
  }
}

/** Lets bundles in a folder find packages where the package with the tasks finds them. */
function linkExternals(folder: string, root: string, externals: readonly string[]): void {
  for (const name of externals) {
    const target = findInstalled(root, name);
    if (target === undefined) continue;
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    if (existsSync(link) && realpathSync(link) === target) continue;
    const draft = `${link}.${randomUUID()}`;
    symlinkSync(target, draft, 'junction');
    rmSync(link, { recursive: true, force: true });
    renameSync(draft, link);
  }
}

/** Writes a file so that no other process sees a part of it. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}.tmp`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

/** Notes that a bundle is in use, so that another process leaves it there for some time even if no record names it any more. */
export function keepBundle(file: string, now: number): void {
  const { mtimeMs = now } = statSync(file, { throwIfNoEntry: false }) ?? {};
  if (now - mtimeMs < patience / 30) return;
  try {
    utimesSync(file, now / 1_000, now / 1_000);
  } catch {
    // Who may not write here may not remove it either.
  }
}

/**
 * Removes bundles that are in no record, and drafts of processes that were killed. They lie there for some time first, because a
 * process that runs for long may still load them.
 */
export function sweepBundles(folder: string, now: number): void {
  const old = readdirSync(folder).filter((name) => {
    const { mtimeMs = now } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
    return now - mtimeMs > patience && /\.(mjs|map|tmp)$/.test(name);
  });
  if (old.length === 0) return;
  const records = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const used = records.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  for (const name of old) if (!used.includes(name.slice(0, 64))) rmSync(join(folder, name), { force: true });
}

const patience = 30 * 86_400_000;
