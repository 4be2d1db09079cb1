import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isMissingPackage, loadOptional } from './optional-package.js';

let folder: string;
let modules = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optional-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function install(name: string, version: string, code: string): Promise<void> {
  const files = {
    'package.json': JSON.stringify({ name, version, type: 'module', exports: './index.js' }),
    'index.js': code,
  };
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, 'node_modules', name, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

/** Imports these packages by a module of the temporary folder. */
async function load(names: readonly string[], code = ''): Promise<unknown> {
  // A module that failed to load fails for ever.
  const module = join(folder, `module ${++modules}.mjs`);
  await writeFile(
    module,
    `${names.map((each) => `import '${each.replace(/@\d+$/, '')}';`).join('\n')}\n${code}`,
  );
  const address = pathToFileURL(module).href;
  return loadOptional(names, () => import(/* @vite-ignore */ address), address);
}

it('loads what is there', async () => {
  await install('@keyv/redis', '5.1.6', '');
  expect(await load(['@keyv/redis@5'], 'export const answer = 42;')).toMatchObject({ answer: 42 });
});

it.each<[string, () => Promise<void>, string]>([
  ['is not installed', async () => {}, '@keyv/redis is not installed: npm i @keyv/redis'],
  [
    'is of another version',
    () => install('@keyv/redis', '2.0.0', ''),
    '@keyv/redis 2.0.0 is installed, but version 5 is needed: npm i @keyv/redis@5',
  ],
  [
    'throws while it loads',
    () =>
      install(
        '@keyv/redis',
        '5.0.0',
        'throw new Error("Could not locate the bindings file. Tried:\\n → a");',
      ),
    '@keyv/redis cannot be loaded (Could not locate the bindings file. Tried:): npm i @keyv/redis',
  ],
  [
    'throws no error',
    () => install('@keyv/redis', '5.0.0', 'throw null;'),
    '@keyv/redis cannot be loaded (null): npm i @keyv/redis',
  ],
  [
    'lacks a package of its own',
    () => install('@keyv/redis', '5.0.0', 'import "@redis/client";'),
    "@keyv/redis cannot be loaded (Cannot find package '@redis/client'): npm i @keyv/redis",
  ],
  [
    'lacks what is imported from it',
    () => install('@keyv/redis', '5.0.0', 'throw new SyntaxError("does not provide an export named x")'),
    '@keyv/redis cannot be loaded (does not provide an export named x): npm i @keyv/redis',
  ],
])('says what to install when a package %s', async (_, make, message) => {
  await make();
  const error = await load(['@keyv/redis@5']).catch((caught: unknown) => caught);
  expect(isMissingPackage(error)).toBe(true);
  expect((error as Error).message).toContain(message);
});

it('names all that are missing at once', async () => {
  await expect(load(['@keyv/postgres@2', 'pg@8'])).rejects.toThrow(
    '@keyv/postgres and pg are not installed: npm i @keyv/postgres pg',
  );
  await install('@keyv/postgres', '2.2.3', '');
  await expect(load(['@keyv/postgres@2', 'pg@8'])).rejects.toThrow('pg is not installed: npm i pg');
});
