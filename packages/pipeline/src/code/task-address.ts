import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { TaskAddress } from '../graph/task.js';
import { isObject } from '../values/what-is.js';

/** The package that a module belongs to, and the module's name in addresses. */
export interface ModuleAddress {
  /** Folder of the package. */
  readonly root: string;
  /** `package/subpath` */
  readonly module: string;
}

/**
 * The address of a module. It is the one by which the `exports` of its package reach the file, also by a condition that only the
 * workspace has. So a task has the same address, and the same key, whether it is declared by its address or by its file. Where no
 * export reaches the file, it is the name of the package and the path without its extension; where the package has no name, or there
 * is no package.json, the name is `local`.
 *
 * @param file with links resolved
 */
export function moduleAddress(file: string): ModuleAddress {
  const found = packageOf(file);
  if (found === undefined) return { root: dirname(file), module: `local/${bare(basename(file))}` };
  const { root, name = 'local', exports } = found;
  const path = bare(relative(root, file).split(sep).join('/'));
  const exported = exportedAs(exports, root, file);
  return { root, module: `${name}/${exported ?? path}` };
}

/** The address of an export of a module. */
export function taskAddress({ module }: ModuleAddress, exportName: string): TaskAddress {
  return `${module}#${exportName}`;
}

/** Without extension, and without what would end the path in an address. */
function bare(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '').replaceAll('#', '%23');
}

interface Package {
  readonly root: string;
  readonly name?: string;
  readonly exports?: unknown;
}

/**
 * The nearest package with a name, or else the nearest package.json: a folder of a package may hold one that names a type only. One
 * with dependencies or scripts is a package, although it has no name. Else its keys would depend on the folders that it lies in.
 */
function packageOf(file: string): Package | undefined {
  let nearest: Package | undefined;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest !== undefined) {
      const { name, exports } = manifest;
      if (typeof name === 'string' && /^(@[^/#@\s]+\/)?[^@/#\s][^/#\s]*$/.test(name))
        return { root: folder, name, exports };
      nearest ??= { root: folder };
      if (ofPackages.some((field) => Object.hasOwn(manifest, field))) return nearest;
    }
    if (dirname(folder) === folder) return nearest;
  }
}

const ofPackages = ['dependencies', 'devDependencies', 'peerDependencies', 'scripts', 'private'];

function readManifest(file: string): Readonly<Record<string, unknown>> | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const manifest = JSON.parse(text) as unknown;
  return isObject(manifest) ? manifest : undefined;
}

/** The subpath of `exports` that leads to the file: one that names it before one with a pattern. */
function exportedAs(exports: unknown, root: string, file: string): string | undefined {
  if (!isObject(exports)) return undefined;
  const subpaths = Object.entries(exports).filter(([key]) => key.startsWith('./'));
  for (const [key, target] of subpaths)
    if (!key.includes('*') && targetsOf(target).some((each) => isFile(join(root, each), file)))
      return key.slice(2);
  const path = `./${relative(root, file).split(sep).join('/')}`;
  for (const [key, target] of subpaths) {
    if (!key.includes('*')) continue;
    for (const each of targetsOf(target)) {
      const [before, after] = each.split('*') as [string, string?];
      if (after === undefined || path.length < before.length + after.length) continue;
      if (path.startsWith(before) && path.endsWith(after))
        return key.slice(2).replace('*', path.slice(before.length, path.length - after.length));
    }
  }
  return undefined;
}

/** All files that a target of `exports` may lead to, under whatever conditions. */
function targetsOf(target: unknown): readonly string[] {
  if (typeof target === 'string') return [target];
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(targetsOf) : [];
}

function isFile(path: string, file: string): boolean {
  if (basename(path) !== basename(file)) return path === file;
  try {
    return realpathSync(path) === file;
  } catch {
    return false;
  }
}
