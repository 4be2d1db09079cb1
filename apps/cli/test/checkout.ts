import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { putFile, temporaryFolder } from './program.js';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** Lets a build in a checkout reuse Turborepo's cache of this workspace. Without writing to it, each run builds the same. */
export const turboCache = { TURBO_CACHE_DIR: join(workspace, '.turbo', 'cache'), TURBO_CACHE: 'local:r' };

/**
 * A copy of the workspace with the installed third-party packages, which a test may edit.
 *
 * @param built whether the copy has the built files too, which are most of the files
 */
export async function checkout({ built = true } = {}): Promise<string> {
  // Turborepo hashes every file of a package that the workspace's root depends on, tests too. Without the tests it finds
  // nothing in its cache and builds every package at every edit.
  const omitted = ['node_modules', '.turbo', ...(built ? [] : ['dist'])];
  const root = await temporaryFolder();
  await symlink(join(workspace, 'node_modules'), join(root, 'node_modules'));
  const shared = [
    'package.json',
    'pnpm-lock.yaml',
    'turbo.json',
    'tsconfig.base.json',
    'tsup.base.ts',
    'scripts',
    'superposition',
    '.gitignore',
  ];
  for (const name of shared) await cp(join(workspace, name), join(root, name), { recursive: true });
  // The installed packages belong to the workspace. pnpm must not install anything over them.
  const settings = await readFile(join(workspace, 'pnpm-workspace.yaml'), 'utf8');
  await writeFile(
    join(root, 'pnpm-workspace.yaml'),
    settings.replace('verifyDepsBeforeRun: install', 'verifyDepsBeforeRun: false'),
  );
  for (const group of ['packages', 'apps']) {
    for (const name of await readdir(join(workspace, group))) {
      const [from, to] = [join(workspace, group, name), join(root, group, name)];
      await cp(from, to, {
        recursive: true,
        filter: (path) => !omitted.includes(basename(path)),
      });
      await linkDependencies(join(from, 'node_modules'), to, root);
    }
  }
  return root;
}

async function linkDependencies(installed: string, to: string, root: string): Promise<void> {
  const own = join('node_modules', '@superposition');
  await mkdir(join(to, own), { recursive: true });
  for (const name of await readdir(installed)) {
    if (name.startsWith('.') || name === '@superposition') continue;
    await symlink(join(installed, name), join(to, 'node_modules', name));
  }
  for (const name of await readdir(join(installed, '@superposition')).catch(() => []))
    await symlink(join(root, 'packages', name), join(to, own, name));
}

/** Changes a file of a checkout's packages. */
export async function edit(root: string, file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(root, 'packages', file);
  const text = await readFile(path, 'utf8');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  await putFile(path, edited);
}
