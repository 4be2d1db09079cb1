import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { sourceFolder } from '../../test/support/source-package.js';
import type { AnyTask, TaskCode } from '../graph/task.js';
import { bundleOnUse } from './bundle-on-use.js';
import { bundlePlaces } from './bundle-place.js';
import { BundleError } from './code-errors.js';
import { defineTasks } from './define-tasks.js';

const call = async ({ code }: { readonly code: TaskCode }) =>
  (await code.load())({ days: 3 }, {}, { signal: new AbortController().signal });

const noCode = { find: () => undefined };

const withExternal = {
  'package.json': '{ "type": "module" }',
  'rain.js': "import { twice } from 'twice';\nexport const wet = () => twice();",
  'node_modules/twice/package.json': '{ "name": "twice", "type": "module", "main": "index.js" }',
  'node_modules/twice/index.js': 'export const twice = () => 2;',
};

function wetOf(root: string, externals: readonly string[]): AnyTask {
  return defineTasks(pathToFileURL(join(root, 'rain.js')), { wet: () => 0 }, { wet: { externals } }).wet;
}

it('knows an edit of a file that an external package has loaded only since its last edit', async () => {
  const home = await sourceFolder(withExternal);
  const wet = wetOf(home.root, ['twice']);
  const first = (await home.code(wet)).code.fingerprint;
  await home.write({
    'node_modules/twice/index.js': "export { twice } from './other.js';",
    'node_modules/twice/other.js': 'export const twice = () => 3;',
  });
  await home.age();
  const second = (await home.code(wet)).code.fingerprint;
  await home.write({ 'node_modules/twice/other.js': 'export const twice = () => 44;' });
  const third = (await home.code(wet)).code.fingerprint;
  expect(new Set([first, second, third]).size).toBe(3);
});

it('keeps apart tasks of one function that load and that bundle a package', async () => {
  const home = await sourceFolder(withExternal);
  const places = bundlePlaces(join(home.root, '.superposition'));
  const [loads, bundles] = [wetOf(home.root, ['twice']), wetOf(home.root, [])];
  for (const order of [
    [loads, bundles],
    [bundles, loads],
  ]) {
    const library = await bundleOnUse(order, places, noCode);
    expect(library.find(loads.address, loads.source)!.isSealed).toBe(false);
    expect(library.find(bundles.address, bundles.source)!.isSealed).toBe(true);
  }
});

it('bundles a package whose source map names sources that it does not have', async () => {
  const map = { version: 3, sources: ['../src/index.ts'], names: [], mappings: 'AAAA' };
  const home = await sourceFolder({
    ...withExternal,
    'node_modules/twice/index.js': `${withExternal['node_modules/twice/index.js']}\n//# sourceMappingURL=index.js.map`,
    'node_modules/twice/index.js.map': JSON.stringify(map),
  });
  const { wet } = home.tasks('rain.js', 'wet');
  expect(await call(await home.code(wet!))).toBe(2);
});

it('makes the folder again that somebody has removed while it is in use', async () => {
  const home = await sourceFolder(withExternal);
  const { wet } = home.tasks('rain.js', 'wet');
  const external = wetOf(home.root, ['twice']);
  expect(await call(await home.code(wet!))).toBe(2);
  expect(await call(await home.code(external))).toBe(2);
  await rm(join(home.root, '.superposition'), { recursive: true });
  const places = bundlePlaces(join(home.root, '.superposition'));
  await bundleOnUse([wet!, external], places, noCode);
  await rm(join(home.root, '.superposition'), { recursive: true });
  const library = await bundleOnUse([wet!, external], places, noCode);
  for (const task of [wet!, external])
    expect(await call({ code: library.find(task.address, task.source)! })).toBe(2);
});

it('finds no error in a folder that has become a file', async () => {
  const home = await sourceFolder({
    'package.json': '{ "type": "module" }',
    'rain.ts': "import { wet as found } from './lib';\nexport const wet = () => found;",
    'lib/index.ts': 'export const wet = 16;',
  });
  await home.age();
  const { wet } = home.tasks('rain.ts', 'wet');
  expect(await call(await home.code(wet!))).toBe(16);
  await rm(join(home.root, 'lib'), { recursive: true });
  await writeFile(join(home.root, 'lib'), '');
  await expect(home.code(wet!)).rejects.toThrow(BundleError);
});

it('takes modules that are in no file', async () => {
  const home = await sourceFolder({
    'package.json': '{ "type": "module" }',
    'rain.js': "import found from 'data:text/javascript,export default 16';\nexport const wet = () => found;",
  });
  const { wet } = home.tasks('rain.js', 'wet');
  expect(await call(await home.code(wet!))).toBe(16);
});

it('leaves a bundle to a process that uses it, also after an edit and however old it is', async () => {
  const home = await sourceFolder({ 'package.json': '{}', 'rain.mjs': 'export const wet = () => 16;' });
  const places = bundlePlaces(join(home.root, '.superposition'));
  const wet = home.tasks('rain.mjs', 'wet')['wet']!;
  await bundleOnUse([wet], places, noCode);
  const folder = places.folderFor(home.root, []);
  for (const name of await readdir(folder)) await utimes(join(folder, name), 1, 1);
  const used = await bundleOnUse([wet], places, noCode);
  await home.write({ 'rain.mjs': 'export const wet = () => 99;' });
  const edited = await bundleOnUse([wet], places, noCode);
  expect(await call({ code: used.find(wet.address, wet.source)! })).toBe(16);
  expect(await call({ code: edited.find(wet.address, wet.source)! })).toBe(99);
});

it('needs its external packages', async () => {
  const home = await sourceFolder(withExternal);
  const places = bundlePlaces(join(home.root, '.superposition'));
  const task = wetOf(home.root, ['absent']);
  const error = await bundleOnUse([task], places, noCode).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BundleError);
  expect(error).toMatchObject({
    address: 'local/rain#wet',
    message: 'the task local/rain#wet names absent among its externals, which is not installed: npm i absent',
  });
});

it('makes a folder for bundles into which only its user writes', async () => {
  const home = await sourceFolder({ 'package.json': '{}', 'rain.mjs': 'export const wet = () => 16;' });
  const mask = process.umask(0);
  onTestFinished(() => void process.umask(mask));
  const { code } = await home.code(home.tasks('rain.mjs', 'wet')['wet']!);
  expect(fileURLToPath(code.file!)).toContain(join(home.root, '.superposition/tasks/'));
});
