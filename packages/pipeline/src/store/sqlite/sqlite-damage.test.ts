import { chmod, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CacheFolder,
  cacheFolder,
  countRight,
  expectWorks,
  fill,
} from '../../../test/support/cache-folder.js';
import { asOrdinaryUser } from '../../../test/support/ordinary-user.js';
import { createRig } from '../../testing/rig.js';
import { sqliteTable } from './sqlite-table.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

async function overwrite(path: string, position: number, bytes: Uint8Array): Promise<void> {
  await using handle = await open(path, 'r+');
  await handle.write(bytes, 0, bytes.length, position);
}

describe('a damaged database', () => {
  const damages: Record<string, () => Promise<void>> = {
    'is no database': () => writeFile(cache.file, 'These are my notes.\n'.repeat(2_000)),
    'is shorter than a header': () => writeFile(cache.file, 'SQLite format 3\0 and no more'),
    'has a spoiled first page': () => overwrite(cache.file, 100, new Uint8Array(600).fill(0xa5)),
    'says that only a newer SQLite may write it': () => overwrite(cache.file, 18, new Uint8Array([0x41])),
    'lacks its second half': async () => {
      const bytes = await readFile(cache.file);
      await writeFile(cache.file, bytes.subarray(0, bytes.length / 2));
    },
    'has tables of another making': async () => {
      await rm(cache.file);
      const table = sqliteTable(cache.file, 'results');
      await table.query('DROP TABLE results');
      await table.query('CREATE TABLE results (id INTEGER, note TEXT)');
      await table.close();
    },
  };
  it.each(Object.entries(damages))('is set aside and a new one begun: it %s', async (_, damage) => {
    await cache.make(30);
    await damage();
    const before = await readFile(cache.file);
    await using store = await cache.open();
    // SQLite notices some damages only when it reads the rows. So we read the store before we check the warnings.
    await countRight(store, 30);
    await expectWorks(store);
    await store[Symbol.asyncDispose]();
    expect(cache.warnings).toContainEqual(expect.stringContaining(`is kept as ${cache.file}.damaged-1`));
    expect(await readFile(`${cache.file}.damaged-1`)).toEqual(before);

    cache.warnings.length = 0;
    await using again = await cache.open();
    await fill(again, 5);
    await again[Symbol.asyncDispose]();
    await using third = await cache.open();
    expect(await countRight(third, 5)).toBe(5);
    expect(cache.warnings).toEqual([]);
  });

  it('is survived when it is damaged in the middle of a run, and set aside at once', async () => {
    await cache.make(200);
    const { size } = await stat(cache.file);
    const store = await cache.open();
    await overwrite(cache.file, 4_096, new Uint8Array(size - 4_096).fill(0xff));
    await using rig = createRig(store);
    const source = rig.stage('source', () => 20);
    const target = rig.stage('target', ({ source }) => source + 1, { inputs: { source } });
    expect(await rig.run([target], { deliver: true })).toContain('target = 21');
    expect(await rig.run([target], { deliver: true })).toEqual([
      'source fresh',
      'target fresh',
      'target = 21',
    ]);
    await store[Symbol.asyncDispose]();
    expect(cache.warnings).toEqual([expect.stringContaining(`is kept as ${cache.file}.damaged-1`)]);
    await using fresh = await cache.open();
    await expectWorks(fresh);
  });

  it('is read in a copy when it cannot be set aside', async () => {
    await cache.make(50);
    await asOrdinaryUser([cache.file, cache.folder], async () => {
      const store = await cache.open();
      await overwrite(cache.file, 4_096, new Uint8Array(8 * 4_096).fill(0xff));
      await chmod(cache.folder, 0o500);
      expect(await countRight(store, 50)).toBeGreaterThan(20);
      await expectWorks(store);
      await store[Symbol.asyncDispose]();
    });
    expect(cache.warnings).toEqual([expect.stringContaining('new results are kept for this run only')]);
    expect(await readdir(cache.folder)).toContain('cache.sqlite');
  });

  it('is not set aside when another process has already begun a new one', async () => {
    await cache.make(50);
    const first = await cache.open();
    const second = await cache.open();
    await overwrite(cache.file, 4_096, new Uint8Array(8 * 4_096).fill(0xff));
    await countRight(first, 50);
    await countRight(second, 50);
    await first[Symbol.asyncDispose]();
    const third = await cache.open();
    await fill(third, 5);
    await third[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
    await using after = await cache.open();
    expect(await countRight(after, 5)).toBe(5);
    expect((await readdir(cache.folder)).filter((name) => /damaged-\d+$/.test(name))).toEqual([
      'cache.sqlite.damaged-1',
    ]);
  });
});
