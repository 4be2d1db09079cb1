import { mkdir, readFile, rename, rm, stat, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  callWet as call,
  type SourceFolder,
  sourceFolder,
  rainSources as sources,
} from '../../test/support/source-package.js';
import { digestOf } from '../values/digest.js';
import { bundleTask } from './bundle.js';
import { collectEvidence, holds } from './bundle-evidence.js';
import { BundleError, ImpureTaskError } from './code-errors.js';
import { diskMemo } from './disk-memo.js';

describe('a bundle that was made on first use', () => {
  it('is used again while nothing has changed', async () => {
    const home = await sourceFolder(sources);
    await home.age();
    const { wet } = home.tasks('rain.js', 'wet');
    const first = await home.code(wet!);
    expect(first.isReused).toBe(false);
    expect(await call(first)).toBe(16);
    const again = await home.code(wet!);
    expect(again.isReused).toBe(true);
    expect(again.code.fingerprint).toBe(first.code.fingerprint);
  });

  const edits: Record<string, (home: SourceFolder) => Promise<void>> = {
    'an edit of the function': (home) => home.write({ 'rain.js': 'export const wet = () => 99;' }),
    'an edit of a helper': (home) => home.write({ 'double.js': 'export const double = () => 99;' }),
    'an edit of an installed package': (home) =>
      home.write({ 'node_modules/twice/index.js': 'exports.twice = () => 89;' }),
    'an edit of the same length, with the times put back': async ({ root }) => {
      const file = join(root, 'double.js');
      const { atime, mtime } = await stat(file);
      await writeFile(file, (await readFile(file, 'utf8')).replace('+ 10', '+ 93'));
      await utimes(file, atime, mtime);
    },
    'another file renamed over it, as editors and git do': async (home) => {
      const { root } = home;
      const { atime, mtime } = await stat(join(root, 'double.js'));
      await home.write({ draft: 'export const double = () => 99;' });
      await utimes(join(root, 'draft'), atime, mtime);
      await rename(join(root, 'draft'), join(root, 'double.js'));
    },
    'a link to another file in its place': async (home) => {
      await home.write({ 'other/double.js': 'export const double = () => 99;' });
      await unlink(join(home.root, 'double.js'));
      await symlink('other/double.js', join(home.root, 'double.js'));
    },
    'a link of an installed package to another version': async (home) => {
      const { root } = home;
      await rename(join(root, 'node_modules/twice'), join(root, 'node_modules/twice-1'));
      await home.write({
        'node_modules/twice-2/package.json': sources['node_modules/twice/package.json'],
        'node_modules/twice-2/index.js': 'exports.twice = () => 89;',
      });
      await symlink('twice-2', join(root, 'node_modules/twice'));
    },
    'another entry in package.json': async (home) => {
      await home.write({
        'node_modules/twice/other.js': 'exports.twice = () => 89;',
        'node_modules/twice/package.json': '{ "name": "twice", "main": "other.js" }',
      });
    },
    'a removed bundle, an edit and no bundle': async (home) => {
      await rm(join(home.root, '.superposition'), { recursive: true });
      await mkdir(join(home.root, '.superposition/tasks'), { recursive: true });
      await home.write({ 'double.js': 'export const double = () => 99;' });
    },
  };

  it.each(Object.keys(edits))('does not outlive %s', async (name) => {
    const home = await sourceFolder(sources);
    await home.age();
    const { wet } = home.tasks('rain.js', 'wet');
    expect(await call(await home.code(wet!))).toBe(16);
    expect((await home.code(wet!)).isReused).toBe(true);
    await edits[name]!(home);
    expect(await call(await home.code(wet!))).toBe(99);
    await home.age();
    expect(await call(await home.code(wet!))).toBe(99);
  });

  const resolutions: Record<string, readonly [Record<string, string>, Record<string, string>]> = {
    'a file with an extension that comes first': [
      {
        'rain.ts': "import { double } from './double';\nexport const wet = () => double();",
        'double.js': 'export const double = () => 16;',
      },
      { 'double.ts': 'export const double = () => 99;' },
    ],
    'a file where there was a folder': [
      {
        'rain.ts': "import { double } from './double';\nexport const wet = () => double();",
        'double/index.js': 'export const double = () => 16;',
      },
      { 'double.js': 'export const double = () => 99;' },
    ],
    'a package in a nearer folder': [
      {
        'rain.ts': "export { wet } from './deep/rain.js';",
        'deep/rain.ts': "import { twice } from 'twice';\nexport const wet = () => twice(8);",
      },
      {
        'deep/node_modules/twice/index.ts': 'export const twice = () => 99;',
        'deep/node_modules/twice/package.json': '{ "main": "index.ts" }',
      },
    ],
    'a tsconfig.json that maps imports': [
      { 'rain.ts': "import { twice } from 'twice';\nexport const wet = () => twice(8);" },
      {
        'tsconfig.json': '{ "compilerOptions": { "paths": { "twice": ["./mapped.ts"] } } }',
        'mapped.ts': 'export const twice = () => 99;',
      },
    ],
    'another entry of package.json': [
      {
        'rain.ts': "import { twice } from '#twice';\nexport const wet = () => twice(8);",
        'package.json': '{ "type": "module", "imports": { "#twice": "twice" } }',
      },
      {
        'package.json': '{ "type": "module", "imports": { "#twice": "./mapped.ts" } }',
        'mapped.ts': 'export const twice = () => 99;',
      },
    ],
  };

  it.each(Object.keys(resolutions))('does not outlive that an import finds %s', async (name) => {
    const [before, after] = resolutions[name]!;
    const { 'rain.js': _, 'double.js': __, ...others } = sources;
    const home = await sourceFolder({ ...others, ...before });
    await home.age();
    const { wet } = home.tasks('rain.ts', 'wet');
    expect(await call(await home.code(wet!))).toBe(16);
    await home.write(after);
    expect(await call(await home.code(wet!))).toBe(99);
  });

  it('does not outlive an edit that came while it was made', async () => {
    const home = await sourceFolder(sources);
    const { wet } = home.tasks('rain.js', 'wet');
    for (let round = 0; round < 10; round++) {
      await home.write({ 'double.js': `export const double = () => 1${round};` });
      const during = home.code(wet!);
      await home.write({ 'double.js': `export const double = () => 2${round};` });
      await during;
      expect(await call(await home.code(wet!))).toBe(20 + round);
    }
  });

  it('is known by what esbuild has read, and not by what was saved meanwhile', async () => {
    const home = await sourceFolder(sources);
    const { wet } = home.tasks('rain.js', 'wet');
    const { metafile } = await bundleTask(home.root, wet!);
    const digests = async () => {
      const files = Object.keys(metafile.inputs).filter((file) => file !== '<stdin>');
      const entries = files.map(async (file) => {
        const path = join(home.root, file);
        return [path, digestOf(await readFile(path))] as const;
      });
      return new Map(await Promise.all(entries));
    };
    const read = await digests();
    expect(holds(collectEvidence(home.root, metafile, read, diskMemo())!, diskMemo())).toBe(true);
    await home.write({ 'double.js': 'export const double = () => 99;' });
    expect(holds(collectEvidence(home.root, metafile, read, diskMemo())!, diskMemo())).toBe(false);
  });

  it('is made again where it was damaged or removed', async () => {
    const home = await sourceFolder(sources);
    await home.age();
    const { wet } = home.tasks('rain.js', 'wet');
    const { code } = await home.code(wet!);
    await writeFile(fileURLToPath(code.file!), 'export const wet = () => "planted";');
    expect(await call(await home.code(wet!))).toBe(16);
    await rm(fileURLToPath(code.file!));
    expect(await call(await home.code(wet!))).toBe(16);
  });

  it('keeps its fingerprint when a comment changes, and when a sibling does', async () => {
    const home = await sourceFolder(sources);
    const { wet } = home.tasks('rain.js', 'wet');
    const { fingerprint } = (await home.code(wet!)).code;
    await home.write({ 'rain.js': `// Wet.\n${sources['rain.js'].replace('=> 1', '=> 2')}` });
    expect((await home.code(wet!)).code.fingerprint).toBe(fingerprint);
  });
});

describe('code that cannot be bundled', () => {
  it.each<[string, Record<string, string>, new (...args: never) => Error, RegExp]>([
    [
      'a mistake',
      { 'rain.js': 'export const wet = (;' },
      BundleError,
      /^the task local\/rain#wet cannot be bundled: rain\.js:1:21: Unexpected ";"$/,
    ],
    [
      'a missing package',
      { 'rain.js': "import { a } from 'absent';\nexport const wet = () => a;" },
      BundleError,
      /cannot be bundled: rain\.js:1:19: Could not resolve "absent": is it installed\?$/,
    ],
    [
      'a missing export',
      { 'rain.js': 'export const dry = 1;' },
      BundleError,
      /rain\.js has no export 'wet'; if a bundler has renamed it, declare the task by its address, with task\(\) and bundleTasks$/,
    ],
    [
      'the clock',
      { 'rain.js': 'export const wet = () => Date.now();' },
      ImpureTaskError,
      /^the task local\/rain#wet uses Date \(rain\.js:1:26\): a task may depend on its inputs and parameters alone/,
    ],
    [
      'the wiring',
      {
        'rain.js':
          "import { defineTasks } from '@superposition/pipeline';\nexport const wet = () => 1;\nexport const tasks = defineTasks();\nconsole.log(tasks);",
      },
      ImpureTaskError,
      /^the module of the task local\/rain#wet imports @superposition\/pipeline, so its code would hold the wiring: functions and wiring live apart; move the function into a module of its own$/,
    ],
  ])('says so of %s', async (_, files, type, message) => {
    const home = await sourceFolder({ 'package.json': '{ "type": "module" }', ...files });
    await mkdir(join(home.root, 'node_modules/@superposition'), { recursive: true });
    await symlink(
      fileURLToPath(new URL('../..', import.meta.url)),
      join(home.root, 'node_modules/@superposition/pipeline'),
    );
    const { wet } = home.tasks('rain.js', 'wet');
    const error = await home.code(wet!).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(type);
    expect((error as Error).message).toMatch(message);
    expect(error).toMatchObject({ address: 'local/rain#wet' });
  });
});
