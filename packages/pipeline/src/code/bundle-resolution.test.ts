import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type SourceFolder, sourceFolder } from '../../test/support/source-package.js';
import type { TaskCode } from '../graph/task.js';

type Files = Readonly<Record<string, string>>;

const call = async ({ code }: { readonly code: TaskCode }) =>
  (await code.load())({}, {}, { signal: new AbortController().signal });

const ofPackage = "import { wet as found } from 'rain';\nexport const wet = () => found;";
const ofModule = "import { wet as found } from 'rain/wet';\nexport const wet = () => found;";
const before = 'export const wet = 16;';
const after = 'export const wet = 99;';

/** What an import finds first, and what it finds then. */
const resolutions: Readonly<
  Record<string, readonly [Files, Files | ((home: SourceFolder) => Promise<void>)]>
> = {
  'a file of a package before a folder': [
    { 'rain.ts': ofModule, 'node_modules/rain/package.json': '{}', 'node_modules/rain/wet/index.js': before },
    { 'node_modules/rain/wet.js': after },
  ],
  'the main file of a package that was not built': [
    {
      'rain.ts': ofPackage,
      'node_modules/rain/package.json': '{ "main": "dist/index.js" }',
      'node_modules/rain/index.js': before,
    },
    { 'node_modules/rain/dist/index.js': after },
  ],
  'the main file of a package before a folder': [
    {
      'rain.ts': ofPackage,
      'node_modules/rain/package.json': '{ "main": "./lib" }',
      'node_modules/rain/lib/index.js': before,
    },
    { 'node_modules/rain/lib.js': after },
  ],
  'another entry of a folder of a package': [
    {
      'rain.ts': ofModule,
      'node_modules/rain/package.json': '{}',
      'node_modules/rain/wet/package.json': '{ "main": "../dist/wet.js" }',
      'node_modules/rain/dist/wet.js': before,
      'node_modules/rain/dist/wetter.js': after,
    },
    { 'node_modules/rain/wet/package.json': '{ "main": "../dist/wetter.js" }' },
  ],
  'another entry of a folder': [
    {
      'rain.ts': "import { wet as found } from './lib';\nexport const wet = () => found;",
      'lib/package.json': '{ "main": "../dist/wet.js" }',
      'dist/wet.js': before,
      'dist/wetter.js': after,
    },
    { 'lib/package.json': '{ "main": "../dist/wetter.js" }' },
  ],
  'a module in a nearer package that lacked it': [
    {
      'rain.ts': "export { wet } from './deep/rain.js';",
      'deep/rain.ts': ofModule,
      'deep/node_modules/rain/package.json': '{}',
      'node_modules/rain/package.json': '{}',
      'node_modules/rain/wet.js': before,
    },
    { 'deep/node_modules/rain/wet.js': after },
  ],
  'a file where there was a folder of this name': [
    {
      'rain.ts': "import { wet as found } from './wet';\nexport const wet = () => found;",
      'wet.js': before,
      'wet.ts/keep': '',
    },
    async (home) => {
      await rm(join(home.root, 'wet.ts'), { recursive: true });
      await home.write({ 'wet.ts': after });
    },
  ],
  'what another file maps that tsconfig.json extends, after a comment about extending': [
    {
      'rain.ts': ofPackage,
      'tsconfig.json': '{ // not "extends": "./none.json"\n "extends": "./base.json" }',
      'none.json': '{}',
      'base.json': '{}',
      'mapped.ts': after,
      'node_modules/rain/package.json': '{}',
      'node_modules/rain/index.js': before,
    },
    { 'base.json': '{ "compilerOptions": { "paths": { "rain": ["./mapped.ts"] } } }' },
  ],
  'another package for a private name, behind a link': [
    {
      'rain.ts': "import { wet as found } from '#rain';\nexport const wet = () => found;",
      'package.json': '{ "type": "module", "imports": { "#rain": "rain" } }',
      'rain-1/package.json': '{}',
      'rain-1/index.js': before,
      'rain-2/package.json': '{}',
      'rain-2/index.js': after,
      'node_modules/keep': '',
    },
    async (home) => {
      const link = join(home.root, 'node_modules/rain');
      await rm(link);
      await symlink('../rain-2', link);
    },
  ],
  'what tsconfig.json maps, in escaped letters': [
    {
      'rain.ts': ofPackage,
      'tsconfig.json': '{ "compilerOptions": { "p\\u0061ths": { "rain": ["./a.ts", "./mapped.ts"] } } }',
      'mapped.ts': before,
    },
    { 'a.ts': after },
  ],
};

it.each(Object.keys(resolutions))('a bundle does not outlive that an import finds %s', async (name) => {
  const [files, change] = resolutions[name]!;
  const home = await sourceFolder({ 'package.json': '{ "type": "module" }', ...files });
  if ('rain-1/index.js' in files) await symlink('../rain-1', join(home.root, 'node_modules/rain'));
  await home.age();
  const { wet } = home.tasks('rain.ts', 'wet');
  expect(await call(await home.code(wet!))).toBe(16);
  if (typeof change === 'function') await change(home);
  else await home.write(change);
  expect(await call(await home.code(wet!))).toBe(99);
});

it('a bundle does not outlive that a linked package gets another entry', async () => {
  const home = await sourceFolder({
    'app/package.json': '{ "type": "module" }',
    'app/rain.js': ofModule,
    'rain/package.json': '{ "type": "module" }',
    'rain/wet/package.json': '{ "main": "../src/a.js" }',
    'rain/src/a.js': before,
    'rain/src/b.js': after,
  });
  await mkdir(join(home.root, 'app/node_modules'));
  await symlink('../../rain', join(home.root, 'app/node_modules/rain'));
  await home.age();
  const { wet } = home.tasks('app/rain.js', 'wet');
  expect(await call(await home.code(wet!))).toBe(16);
  await home.write({ 'rain/wet/package.json': '{ "main": "../src/b.js" }' });
  expect(await call(await home.code(wet!))).toBe(99);
});
