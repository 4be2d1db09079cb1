import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleAddress as address, sampleSources as sources } from '../../test/support/sample-package.js';
import { packageForTest, type TemporaryPackage } from '../../test/support/temporary-package.js';
import { bundleTask } from './bundle.js';

const room = (files: Readonly<Record<string, string>> = sources, nested = '') =>
  packageForTest(files, nested);

const fingerprintOf = async (home: TemporaryPackage, externals: readonly string[] = []) =>
  (await bundleTask(home.root, { address, externals })).fingerprint;

async function isUnchangedBy(edit: (text: typeof sources) => Record<string, string>): Promise<boolean> {
  const home = await room();
  const before = await fingerprintOf(home);
  await home.write(edit(sources));
  return (await fingerprintOf(home)) === before;
}

describe('the fingerprint of a task stays the same', () => {
  it.each<[string, (text: typeof sources) => Record<string, string>]>([
    ['a comment', (text) => ({ 'src/double.ts': `// Twice.\n${text['src/double.ts']}/* The end. */` })],
    ['white space', (text) => ({ 'src/double.ts': text['src/double.ts'].replaceAll(' = ', '\n  =\n\t') })],
    [
      'a type',
      (text) => ({ 'src/double.ts': text['src/double.ts'].replace('number)', 'number | never): number') }),
    ],
    [
      'an interface',
      (text) => ({ 'src/gain.ts': `${text['src/gain.ts']} export interface More { more: Date }` }),
    ],
    [
      'an unused export, whatever it reads',
      (text) => ({
        'src/gain.ts': `${text['src/gain.ts']} export const now = () => Date.now(); export const random = Math.random;`,
      }),
    ],
    ['a changed sibling', () => ({ 'src/sibling.ts': 'export const sibling = 2;' })],
    ['a new sibling', () => ({ 'src/another.ts': 'export const another = process.env;' })],
    [
      'a third-party version with the same code',
      () => ({ 'node_modules/shouter/package.json': '{ "version": "9.9.9" }' }),
    ],
  ])('after %s', async (_, edit) => {
    expect(await isUnchangedBy(edit)).toBe(true);
  });

  it('in another folder, deeper and by way of a link', async () => {
    const [one, other] = [await room(), await room(sources, 'much/deeper/down')];
    const link = join(one.root, 'link');
    await symlink(other.root, link);
    const fingerprint = await fingerprintOf(one);
    expect(await fingerprintOf(other)).toBe(fingerprint);
    expect((await bundleTask(link, { address, externals: [] })).fingerprint).toBe(fingerprint);
    expect((await bundleTask(`${other.root}/`, { address, externals: [] })).fingerprint).toBe(fingerprint);
  });
});

describe('the fingerprint of a task changes', () => {
  it.each<[string, (text: typeof sources) => Record<string, string>]>([
    ['a helper', (text) => ({ 'src/double.ts': text['src/double.ts'].replace('value *', '1 + value *') })],
    [
      'a constant',
      (text) => ({ 'src/double.ts': text['src/double.ts'].replace('factor = 2', 'factor = 3') }),
    ],
    [
      'the function itself',
      (text) => ({ 'src/gain.ts': text['src/gain.ts'].replace('double(value)', 'value') }),
    ],
    [
      'third-party code',
      () => ({ 'node_modules/shouter/index.js': "exports.shout = (value) => value + '?';" }),
    ],
  ])('after an edit of %s', async (_, edit) => {
    expect(await isUnchangedBy(edit)).toBe(false);
  });
});

describe('a package that is declared external', () => {
  const louder = "module.exports = (value) => value + '!!';";
  const loud = {
    ...sources,
    'node_modules/shouter/index.js': "exports.shout = require('louder');",
    'node_modules/louder/index.js': louder,
    'node_modules/louder/package.json': '{ "version": "1.0.0" }',
    'node_modules/louder/lib/library.so.2': 'machine code',
    'node_modules/louder/other.js': 'nobody loads this',
    'node_modules/other/index.js': 'exports.other = 1;',
    'pnpm-lock.yaml': 'lockfileVersion: 9\n',
  };

  it('is not looked into, and enters as the content of what it loads', async () => {
    const home = await room(loud);
    const before = await fingerprintOf(home, ['shouter']);
    const { code } = await bundleTask(home.root, { address, externals: ['shouter'] });
    expect(code).not.toContain('!!');
    expect(await fingerprintOf(await room(loud), ['shouter'])).toBe(before);
    const seen = new Set([before]);
    for (const edit of [
      {
        'node_modules/shouter/index.js': "exports.shout = (value) => require('louder')(value + process.env);",
      },
      { 'node_modules/louder/index.js': "module.exports = (value) => value + '!!!';" },
      { 'node_modules/louder/lib/library.so.2': 'other machine code' },
      { 'node_modules/louder/package.json': '{ "version": "1.0.1" }' },
      { 'node_modules/shouter/package.json': '{ "version": "1.0.1" }' },
    ]) {
      await home.write(edit);
      seen.add(await fingerprintOf(home, ['shouter']));
    }
    expect(seen.size).toBe(6);
    await home.write(loud);
    expect(await fingerprintOf(home, ['shouter'])).toBe(before);
  });

  it('does not enter as anything else', async () => {
    const home = await room(loud);
    const before = await fingerprintOf(home, ['shouter']);
    await home.write({
      'node_modules/louder/other.js': 'nobody loads this either',
      'node_modules/other/index.js': 'exports.other = 2;',
      'pnpm-lock.yaml': 'lockfileVersion: 9\r\n',
      'package-lock.json': '{}',
    });
    expect(await fingerprintOf(home, ['shouter'])).toBe(before);
  });

  it('may import what is not installed, and what is no code', async () => {
    const home = await room({
      ...loud,
      'node_modules/shouter/index.js':
        "try { require('optional'); } catch {} exports.page = require('./page.html'); exports.shout = require('./native.node');",
      'node_modules/shouter/page.html': '<p>',
      'node_modules/shouter/native.node': 'machine code',
    });
    const before = await fingerprintOf(home, ['shouter']);
    await home.write({ 'node_modules/shouter/page.html': '<b>' });
    const edited = await fingerprintOf(home, ['shouter']);
    expect(edited).not.toBe(before);
    await home.write({ 'node_modules/shouter/native.node': 'other machine code' });
    expect(await fingerprintOf(home, ['shouter'])).not.toBe(edited);
  });

  it('has to be installed', async () => {
    const home = await room();
    await expect(fingerprintOf(home, ['shouter', 'whisperer'])).rejects.toThrow(
      'names whisperer among its externals, which is not installed: npm i whisperer',
    );
  });
});
