import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CacheFolder, cacheFolder, countRight } from '../../../test/support/cache-folder.js';
import { digestOf } from '../../values/digest.js';
import { withLock } from './file-lock.js';
import { recover } from './recover.js';
import { salvage } from './salvage.js';
import { identityOf, keep, setAside, unfinishedName } from './set-aside.js';
import { sqliteStore } from './sqlite-store.js';
import { sqliteTable } from './sqlite-table.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

const results = 40;
const warn = (message: string) => void cache.warnings.push(message);
const tell = { warn, note: warn };
/** Makes a cache whose first page is overwritten. */
async function makeDamaged(): Promise<Buffer> {
  await cache.make(results);
  const damaged = (await readFile(cache.file)).fill(0xa5, 0, 4_096);
  await writeFile(cache.file, damaged);
  return damaged;
}

const keptFiles = async () =>
  (await readdir(cache.folder)).filter((name) => /damaged-\d+$/.test(name)).sort();

it('is done once by all who found the same damage', async () => {
  const damaged = await makeDamaged();
  const identity = await identityOf(cache.file);
  const begin = async () =>
    (await sqliteStore(cache.file, () => {}, { repair: false }))[Symbol.asyncDispose]();
  // All have found the damage before the first of them renames the file.
  await Promise.all(Array.from({ length: 8 }, () => recover(cache.file, identity, begin, tell)));
  expect(cache.warnings).toEqual([expect.stringContaining('is kept as')]);
  expect(await keptFiles()).toEqual(['cache.sqlite.damaged-1']);
  expect(damaged.equals(await readFile(`${cache.file}.damaged-1`))).toBe(true);
  await using store = await cache.open();
  expect(await countRight(store, results)).toBe(results);
});

it('waits for a process that is at it, and then leaves the new file alone', async () => {
  await makeDamaged();
  const identity = await identityOf(cache.file);
  const begin = async () =>
    (await sqliteStore(cache.file, () => {}, { repair: false }))[Symbol.asyncDispose]();
  let second: Promise<void> | undefined;
  await withLock(cache.file, async () => {
    second = recover(cache.file, identity, begin, tell);
    // These turns give the second one time to do something that it must not. If it is slower, the test proves nothing, but it does
    // not fail.
    for (let turn = 0; turn < 500; turn++) await identityOf(cache.file);
    expect(await keptFiles()).toEqual([]);
    await setAside(cache.file, identity);
    await begin();
    await keep(cache.file);
  });
  const begun = await identityOf(cache.file);
  await second;
  expect(await identityOf(cache.file)).toBe(begun);
  expect(await keptFiles()).toEqual(['cache.sqlite.damaged-1']);
  expect(cache.warnings).toEqual([]);
});

it('is done once by processes that start at the same time, and no row is lost', async () => {
  const script = fileURLToPath(new URL('../../../test/open-damaged.mjs', import.meta.url));
  const names = Array.from({ length: results }, (_, index) => `artifact ${index} `.repeat(40));
  for (let round = 1; round <= 3; round++) {
    await makeDamaged();
    const writers = Array.from({ length: 6 }, (_, index) => `writer ${round} ${index}`);
    const reports = await Promise.all(
      writers.map(async (writer) => {
        const words = [script, cache.folder, writer, ...names];
        const { stdout } = await promisify(execFile)(process.execPath, words);
        return JSON.parse(stdout) as { warnings: string[]; found: number };
      }),
    );
    expect(reports.flatMap(({ warnings }) => warnings)).toEqual([expect.any(String)]);
    expect(await keptFiles()).toHaveLength(round);
    await using store = await cache.open();
    expect(await countRight(store, results)).toBe(results);
    const own = await Promise.all(writers.map((writer) => store.artifact(digestOf(writer))));
    expect(own.filter((bytes) => bytes !== undefined)).toHaveLength(writers.length);
  }
  expect(cache.warnings).toEqual([]);
});

it('renames nothing onto a file that is there', async () => {
  await makeDamaged();
  for (const name of ['damaged-1', 'damaged-2-wal']) await writeFile(`${cache.file}.${name}`, 'earlier');
  await setAside(cache.file, await identityOf(cache.file));
  expect(await keep(cache.file)).toBe(`${cache.file}.damaged-3`);
  for (const name of ['damaged-1', 'damaged-2-wal'])
    expect(await readFile(`${cache.file}.${name}`, 'utf8')).toBe('earlier');
});

describe('what a killed process was copying', () => {
  const stops: Record<string, (begin: () => Promise<void>) => Promise<void>> = {
    'before it made the new file': async () => {},
    'before it copied a row': (begin) => begin(),
    'after it copied some rows': async (begin) => {
      await begin();
      await using table = {
        ...sqliteTable(cache.file, 'results'),
        [Symbol.asyncDispose]: () => table.close(),
      };
      await salvage(unfinishedName(cache.file), cache.file);
      await table.query('DELETE FROM results WHERE rowid % 2 = 0');
    },
  };
  it.each(Object.entries(stops))('is copied by the next one: killed %s', async (_, stop) => {
    const damaged = await makeDamaged();
    await setAside(cache.file, await identityOf(cache.file));
    await stop(async () =>
      (await sqliteStore(cache.file, () => {}, { repair: false }))[Symbol.asyncDispose](),
    );
    await using store = await cache.open();
    expect(await countRight(store, results)).toBe(results);
    await store[Symbol.asyncDispose]();
    expect(await keptFiles()).toEqual(['cache.sqlite.damaged-1']);
    expect(damaged.equals(await readFile(`${cache.file}.damaged-1`))).toBe(true);
    expect(cache.warnings).toEqual([
      expect.stringContaining(`${results} results and ${results} artifacts were copied`),
    ]);
    expect((await readdir(cache.folder)).sort()).toEqual([
      'cache.sqlite',
      'cache.sqlite-lock',
      'cache.sqlite.damaged-1',
    ]);
  });

  it('is kept when the new file is damaged too', async () => {
    await makeDamaged();
    await setAside(cache.file, await identityOf(cache.file));
    await cache.make(0);
    await makeDamaged();
    await using store = await cache.open();
    expect(await countRight(store, results)).toBe(results);
    expect(await keptFiles()).toEqual(['cache.sqlite.damaged-1', 'cache.sqlite.damaged-2']);
  });
});
