import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type SourceFolder, sourceFolder } from '../../test/support/source-package.js';
import { values } from '../values/values.js';
import { BundleError } from './code-errors.js';
import { defineTasks } from './define-tasks.js';

const wet = () => 1;
const addressIn = (home: SourceFolder, file: string) => home.tasks(file, 'wet')['wet']!.address;
const source = 'export const wet = () => 1;';

describe('the address of a task', () => {
  it.each<[string, string, Record<string, string>, string]>([
    [
      'the name of the package and the path',
      '@me/rain',
      { 'src/a/rain.js': source },
      '@me/rain/src/a/rain#wet',
    ],
    ['`local` where the package has no name', '', { 'src/rain.ts': source }, 'local/src/rain#wet'],
    [
      'the one of the nearest package with a name',
      'rain',
      { 'src/package.json': '{ "type": "module" }', 'src/rain.js': source },
      'rain/src/rain#wet',
    ],
    [
      '`local` where a package without a name has dependencies of its own',
      'outer',
      { 'app/package.json': '{ "dependencies": {} }', 'app/rain.js': source },
      'local/rain#wet',
    ],
    ['without what would end the path', 'rain', { 'a#b/rain.test.mts': source }, 'rain/a%23b/rain.test#wet'],
  ])('is %s', async (_, name, files, address) => {
    const home = await sourceFolder({
      'package.json': JSON.stringify(name === '' ? {} : { name }),
      ...files,
    });
    const file = Object.keys(files).find((each) => each.includes('rain.'))!;
    expect(addressIn(home, file)).toBe(address);
  });

  it.each<[string, unknown, string]>([
    ['an export that names the file', { './wet': './src/rain.ts', './*': './src/*.ts' }, 'rain/wet#wet'],
    ['a pattern', { './tasks/*': './src/*.ts' }, 'rain/tasks/rain#wet'],
    ['a pattern with an ending', { './*.task': './src/*.ts' }, 'rain/rain.task#wet'],
    [
      'a condition of the workspace',
      { './wet': { '@superposition/source': './src/rain.ts' } },
      'rain/wet#wet',
    ],
    ['nested conditions', { './wet': { node: [{ import: './src/rain.ts' }, './x.js'] } }, 'rain/wet#wet'],
    ['no export', { './*': './dist/*.js', './hidden': null }, 'rain/src/rain#wet'],
    ['the main export, which has no subpath', './src/rain.ts', 'rain/src/rain#wet'],
  ])('follows %s', async (_, exports, address) => {
    const home = await sourceFolder({
      'package.json': JSON.stringify({ name: 'rain', exports }),
      'src/rain.ts': source,
    });
    expect(addressIn(home, 'src/rain.ts')).toBe(address);
  });

  it('is the same by way of a link', async () => {
    const home = await sourceFolder({ 'package.json': '{ "name": "rain" }', 'src/rain.js': source });
    await symlink('src', join(home.root, 'link'));
    expect(addressIn(home, 'link/rain.js')).toBe('rain/src/rain#wet');
  });
});

describe('defineTasks', () => {
  it('makes a task of every function, with the default export, and of nothing else', async () => {
    const home = await sourceFolder({ 'rain.ts': source });
    const module = {
      wet,
      default: () => 2,
      *steps() {},
      async later() {},
      größe: () => 3,
      threshold: 1,
      Year: class Year {},
      nothing: undefined,
    };
    const tasks = defineTasks(pathToFileURL(join(home.root, 'rain.js')), module as { wet: typeof wet });
    expect(Object.keys(tasks).sort()).toEqual(['default', 'größe', 'later', 'steps', 'wet']);
    expect(tasks.wet).toMatchObject({
      address: 'local/rain#wet',
      runs: 'inline',
      externals: [],
      codec: { id: 'values/1' },
    });
    expect(tasks.wet.source).toEqual({ file: join(home.root, 'rain.ts'), root: home.root });
  });

  it('takes options by the name of the export', async () => {
    const home = await sourceFolder({ 'rain.js': source });
    const url = pathToFileURL(join(home.root, 'rain.js')).href;
    const codec = values<number>();
    const tasks = defineTasks(url, { wet }, { wet: { runs: 'worker', codec, externals: ['d3-dsv'] } });
    expect(tasks.wet).toMatchObject({ runs: 'worker', externals: ['d3-dsv'] });
    expect(tasks.wet.codec).toBe(codec);
  });

  class Rain {
    wet() {}
  }
  const fails = (url: unknown, module: unknown, options?: unknown) => () =>
    (defineTasks as (...args: unknown[]) => unknown)(url, module, options);

  it('says what is wrong with a call', async () => {
    const home = await sourceFolder({ 'rain.js': source });
    await mkdir(join(home.root, 'dist'));
    const url = pathToFileURL(join(home.root, 'rain.js'));
    expect(fails('./rain.js', { wet })).toThrow(
      "defineTasks: its url is the text './rain.js'; give new URL('./rain.js', import.meta.url), with the name of your file",
    );
    expect(fails(new URL('https://example.org/rain.js'), { wet })).toThrow(/its url is the text 'https/);
    expect(fails(url, wet)).toThrow(
      "defineTasks of rain.js: its module is the function wet; give all of it: import * as rain from './rain.js'",
    );
    expect(fails(url, new Rain())).toThrow(
      "defineTasks of rain.js: its module is an instance of Rain, and a task is an exported function: import * as rain from './rain.js'",
    );
    expect(fails(url, { threshold: 1 })).toThrow('defineTasks of rain.js: the module exports no function');
    // biome-ignore lint/suspicious/noThenProperty: the case
    expect(fails(url, { wet, then: wet })).toThrow(
      "defineTasks of rain.js: a task must not be called 'then'; give the function another name",
    );
    expect(fails(url, { wet, 'a b': wet })).toThrow("the export 'a b' needs a name that is a word");
    expect(fails(url, { wet }, { wett: {} })).toThrow(
      "defineTasks of rain.js: 'wett' is no export of the module; did you mean 'wet'?",
    );
    expect(fails(url, { wet, threshold: 1 }, { threshold: {} })).toThrow(
      "'threshold' is exported, but is no function",
    );
    expect(fails(url, { wet }, { wet: { runs: 'thread' } })).toThrow(
      "defineTasks of rain.js: 'wet': runs is the text 'thread'; it is 'inline' (short) or 'worker' (long)",
    );
    expect(fails(url, { wet }, { wet: { codec: 'json' } })).toThrow(
      "'wet': its codec must have an id, encode and decode, as values() has them, and is the text 'json'",
    );
  });

  it.each([
    ['wether.js', '; did you mean weather.js?'],
    ['waether.js', '; did you mean weather.js?'],
    ['Weather.ts', '; did you mean weather.js?'],
    ['weather.ts', ', but weather.js lies beside it: name it as it is called'],
    ['gauge.mjs', ', but gauge.ts lies beside it: name it as it is called'],
    ['types.js', '. If a bundler has put'],
    ['folder.js', '. If a bundler has put'],
    ['nowhere/weather.js', '. If a bundler has put'],
  ])('says which file may have been meant by %s', async (asked, advice) => {
    const home = await sourceFolder({
      'weather.js': source,
      'gauge.ts': source,
      'types.d.ts': '',
      'folder/a.js': source,
    });
    const path = join(home.root, asked);
    expect(fails(pathToFileURL(path), { wet })).toThrow(`defineTasks: there is no file ${path}${advice}`);
  });

  it('refuses a bundled program by name', async () => {
    const home = await sourceFolder({ 'dist/run.js': '' });
    const bundled = fails(pathToFileURL(join(home.root, 'dist/rain.js')), { wet });
    expect(bundled).toThrow(BundleError);
    expect(bundled).toThrow(
      /^defineTasks: there is no file .*\/dist\/rain\.js\. If a bundler has put your program into one file, the functions have no file of their own: declare them with task\('package\/subpath#wet', …\) and build them with bundleTasks$/,
    );
  });
});
