// Packs packages of the workspace as they would be published, and opens the tarballs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build.js';
import { type Manifest, readManifest, workspacePackages, workspaceRoot } from './workspace.js';

export interface PackedPackage {
  readonly name: string;
  /** Folder of the package in the workspace. */
  readonly folder: string;
  readonly tarball: string;
  readonly tarballBytes: number;
  /** Folder that holds what the tarball holds. */
  readonly content: string;
  readonly manifest: Manifest;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** Builds every package and packs it into a folder. */
export function packAll(folder: string, root = workspaceRoot): readonly PackedPackage[] {
  if (!build([], root)) throw new Error(`the packages in ${root} do not build`);
  return workspacePackages(root).map(({ folder: home, manifest: { name } }) => {
    const short = name.slice(name.indexOf('/') + 1);
    const tarball = join(folder, `${short}.tgz`);
    runPnpm(['pack', '--out', tarball], home);
    const content = join(folder, short);
    mkdirSync(content, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', content, '--strip-components=1']);
    return {
      name,
      folder: home,
      tarball,
      tarballBytes: statSync(tarball).size,
      content,
      manifest: readManifest(content),
      files: filesBelow(content),
    };
  });
}

/** The files in a folder and the folders in it, by their paths with `/`. */
export function filesBelow(folder: string): readonly { readonly path: string; readonly bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(folder, file).replaceAll('\\', '/'), bytes: statSync(file).size }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Runs pnpm 12. What it says is shown only if it fails. */
function runPnpm(words: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync('npx', ['--yes', 'pnpm@12', ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PACKAGES_ARE_BUILT: '1' },
  });
  if (status !== 0) throw new Error(`pnpm ${words.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`);
}
