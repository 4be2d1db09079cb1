import { readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { sampleAddress as address, sampleSources as sources } from '../../test/support/sample-package.js';
import { type TemporaryPackage, temporaryPackage } from '../../test/support/temporary-package.js';
import { type AnyTaskFunction, task } from '../graph/task.js';
import { openWorkers } from '../threads/worker-pool.js';
import { json } from '../values/codec.js';
import { digestOf } from '../values/digest.js';
import { staleSources } from './built-sources.js';
import { bundleTask } from './bundle.js';
import { CodeStaleError } from './code-errors.js';
import { openCodeLibrary } from './code-library.js';
import { differingModules } from './module-digests.js';
import { recordSources } from './record-sources.js';

const made: TemporaryPackage[] = [];
afterEach(async () => {
  for (const home of made.splice(0)) await home[Symbol.asyncDispose]();
});

async function room(files: Readonly<Record<string, string>> = sources): Promise<TemporaryPackage> {
  const home = await temporaryPackage(files);
  made.push(home);
  return home;
}

describe('what runs', () => {
  const gain = { address, externals: [] } as const;

  it('is what was hashed', async () => {
    const home = await room();
    const { code, fingerprint } = await bundleTask(home.root, gain);
    expect(fingerprint).toBe(digestOf(code));
    const library = await home.build([asTask(address)]);
    const found = library.find(address)!;
    expect(found.fingerprint).toBe(fingerprint);
    expect(await readFile(new URL(found.file!), 'utf8')).toBe(code);
    expect(found.file).toContain(fingerprint);
    await home.write({ 'src/double.ts': 'export const double = () => 0;' });
    const fn = await found.load();
    expect(fn({ value: 21 }, {}, { signal: new AbortController().signal })).toBe('42!');
  });

  it('may be CommonJS that requires what is not bundled', async () => {
    const equal = "const { isDeepStrictEqual } = require('util'); exports.equal = isDeepStrictEqual;";
    const home = await room({
      'src/gain.ts':
        "import { equal } from 'equalizer'; export const gain = ({ value }) => equal(value, [1]);",
      'node_modules/equalizer/index.js': equal,
      'node_modules/equalizer/package.json': '{ "version": "1.0.0" }',
    });
    const found = (await home.build([asTask(address)])).find(address)!;
    // In a worker thread, where no test runner defines a global `require`.
    await using workers = openWorkers(1);
    const { signal } = new AbortController();
    expect(await workers.call(found, { value: [1] }, {}, signal)).toBe(true);
  });

  it('stands in the manifest, and bundles of earlier builds are gone', async () => {
    const home = await room();
    const first = (await home.build([asTask(address)])).find(address)!;
    await home.write({ 'src/double.ts': 'export const double = (value: number) => value + 1;' });
    const second = (await home.build([asTask(address), asTask('@temporary/room/gain#unused')])).find(
      address,
    )!;
    const manifest = await readFile(join(home.root, 'dist/tasks/manifest.json'), 'utf8');
    expect(Object.keys((JSON.parse(manifest) as { tasks: object }).tasks)).toEqual([
      address,
      '@temporary/room/gain#unused',
    ]);
    expect(manifest).toContain(second.fingerprint);
    await expect(readFile(new URL(first.file!))).rejects.toThrow('ENOENT');
  });

  it('is not what stands there after somebody changed the bundle, or removed it', async () => {
    const home = await room();
    const found = (await home.build([asTask(address, 'worker')])).find(address)!;
    // Each call in a thread of its own: what a thread has loaded, it need not load again.
    const call = async () => {
      await using workers = openWorkers(1);
      return await workers.call(found, { value: 21 }, {}, new AbortController().signal);
    };
    expect(await call()).toBe('42!');
    const text = await readFile(new URL(found.file!), 'utf8');
    await writeFile(new URL(found.file!), `${text};`);
    await expect(found.load()).rejects.toThrow(/\.mjs was changed after the build: build the package again/);
    await expect(call()).rejects.toThrow('was changed after the build');
    await rm(new URL(found.file!));
    await expect(call()).rejects.toThrow('is missing');
    await writeFile(new URL(found.file!), text);
    expect(await call()).toBe('42!');
  });

  it('has the fingerprint of the external packages as they are installed, also after an edit in place', async () => {
    const home = await room();
    const external = [task<AnyTaskFunction>(address, { codec: json(), externals: ['shouter'] })];
    const first = (await home.build(external)).find(address)!.fingerprint;
    const again = async () => {
      const library = await openCodeLibrary([pathToFileURL(`${home.root}/dist/tasks/`)]);
      const { fingerprint } = library.find(address)!;
      return { fingerprint, modules: await library.modules!(fingerprint) };
    };
    const before = await again();
    expect(before.fingerprint).toBe(first);
    await home.write({ 'node_modules/shouter/index.js': "exports.shout = (value) => value + '?';" });
    const after = await again();
    expect(after.fingerprint).not.toBe(first);
    expect((await bundleTask(home.root, { address, externals: ['shouter'] })).fingerprint).toBe(
      after.fingerprint,
    );
    expect(differingModules(before.modules!, after.modules!)).toEqual(['node_modules/shouter']);
  });

  it('has to be built again after a source has changed or gone, also of third parties', async () => {
    const home = await room();
    await home.build([asTask(address)]);
    const open = () => openCodeLibrary([pathToFileURL(`${home.root}/dist/tasks/`)]);
    await utimes(join(home.root, 'src/gain.ts'), 1, 1);
    await home.write({ 'src/sibling.ts': 'export const sibling = 2;' });
    await open();
    await home.write({ 'src/double.ts': `${sources['src/double.ts']} export const more = 1;` });
    await expect(open()).rejects.toThrow(CodeStaleError);
    await expect(open()).rejects.toThrow(/are older than .*src\/double\.ts: build the package again/);
    await home.write({ 'src/double.ts': sources['src/double.ts'] });
    await open();
    await home.write({ 'node_modules/shouter/index.js': '' });
    await expect(open()).rejects.toThrow('node_modules/shouter/index.js');
    await home.write({ 'node_modules/shouter/index.js': sources['node_modules/shouter/index.js'] });
    await rm(join(home.root, 'src/gain.ts'));
    await expect(open()).rejects.toThrow('src/gain.ts');
  });

  it('needs no sources where it is published', async () => {
    const home = await room();
    await home.build([asTask(address)]);
    await rm(join(home.root, 'src'), { recursive: true });
    await home.write({ 'node_modules/shouter/index.js': 'another version' });
    const library = await openCodeLibrary([pathToFileURL(`${home.root}/dist/tasks/`)]);
    expect(library.find(address)).toBeDefined();
  });

  it('needs no check of its sources where it is installed, because others may lie beside it', async () => {
    const home = await temporaryPackage(sources, 'node_modules/room');
    made.push(home);
    await home.build([asTask(address)]);
    await home.write({ 'src/double.ts': `${sources['src/double.ts']} export const more = 1;` });
    const library = await openCodeLibrary([pathToFileURL(`${home.root}/dist/tasks/`)]);
    expect(library.find(address)).toBeDefined();
  });

  it('is refused when a source has changed behind a link of the workspace in node_modules', async () => {
    const home = await room();
    await home.build([asTask(address)]);
    await home.write({ 'apps/node_modules/keep': '' });
    await symlink(home.root, join(home.root, 'apps/node_modules/room'));
    const folder = pathToFileURL(`${home.root}/apps/node_modules/room/dist/tasks/`);
    await openCodeLibrary([folder]);
    await home.write({ 'src/double.ts': `${sources['src/double.ts']} export const more = 1;` });
    await expect(openCodeLibrary([folder])).rejects.toThrow(CodeStaleError);
  });

  it('has to be built', async () => {
    const home = await room();
    await expect(openCodeLibrary([pathToFileURL(`${home.root}/`)])).rejects.toThrow(
      /is missing: build the package/,
    );
    await expect(
      bundleTask(home.root, { address: '@temporary/room/gain#missing', externals: [] }),
    ).rejects.toThrow("@temporary/room/gain has no export 'missing'");
  });
});

describe('a build', () => {
  async function built(files: Readonly<Record<string, string>> = sources) {
    const home = await room({ ...files, 'src/gain.test.ts': 'a test' });
    await home.build([asTask(address)]);
    const { sources: used } = await bundleTask(home.root, { address, externals: [] });
    await recordSources(home.root, used);
    return home;
  }

  it('is up to date with its sources, by content and not by time', async () => {
    const home = await built();
    expect(staleSources(home.root)).toEqual([]);
    await utimes(join(home.root, 'src/gain.ts'), 1, 1);
    await home.write({ 'src/gain.test.ts': 'another test', 'README.md': 'new' });
    expect(staleSources(home.root)).toEqual([]);
    const double = await readFile(join(home.root, 'src/double.ts'), 'utf8');
    await home.write({ 'src/double.ts': `// Another comment.\n\n${double}` });
    expect(staleSources(home.root)).toEqual([]);
    await openCodeLibrary([pathToFileURL(`${home.root}/dist/tasks/`)]);
    await home.write({ 'src/double.ts': `${double}; (` });
    expect(staleSources(home.root)).toEqual(['src/double.ts']);
  });

  it('is older than sources that were changed, added or removed, also of third parties', async () => {
    const home = await built();
    await home.write({
      'src/double.ts': 'export const double = (value: number) => value;',
      'src/added.ts': '',
      'node_modules/shouter/index.js': '',
    });
    await rm(join(home.root, 'src/sibling.ts'));
    expect(staleSources(home.root).toSorted()).toEqual([
      'node_modules/shouter/index.js',
      'src/added.ts',
      'src/double.ts',
      'src/sibling.ts',
    ]);
  });

  it('needs no sources where it is published', async () => {
    const home = await built();
    await rm(join(home.root, 'src'), { recursive: true });
    expect(staleSources(home.root)).toEqual([]);
  });
});

function asTask(of: typeof address | '@temporary/room/gain#unused', runs: 'inline' | 'worker' = 'inline') {
  return task<AnyTaskFunction>(of, { codec: json(), runs });
}
