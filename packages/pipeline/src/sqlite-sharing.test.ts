import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CacheFolder, cacheFolder, countRight } from './cache-folder.js';
import { digestOf } from './digest.js';
import { sqliteTable } from './sqlite-table.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

describe('several processes', () => {
  it('may keep each other waiting for the switch to the log', async () => {
    await cache.make(3);
    const other = sqliteTable(cache.file, 'results');
    await other.query('PRAGMA journal_mode = DELETE');
    await other.query('BEGIN');
    await other.query('SELECT * FROM results');
    const opening = cache.open();
    // Long enough for the other to have been refused; if it was not, nothing is proved, and nothing fails.
    for (let turn = 0; turn < 300; turn++) await other.query('SELECT key FROM results');
    await other.query('COMMIT');
    await other.close();
    await using store = await opening;
    expect(await countRight(store, 3)).toBe(3);
    expect(cache.warnings).toEqual([]);
  });

  it('make one new store at once, and lose nothing', async () => {
    const script = new URL('../test/share-store.mjs', import.meta.url);
    const writers = Array.from({ length: 8 }, (_, writer) => writer);
    const reports = await Promise.all(
      writers.map(async (writer) => {
        const { stdout } = await promisify(execFile)(process.execPath, [
          script.pathname,
          cache.folder,
          String(writer),
        ]);
        return JSON.parse(stdout) as unknown;
      }),
    );
    expect(reports).toEqual(writers.map(() => ({ warnings: [], own: 30, shared: 30 })));
    await using store = await cache.open();
    const keys = writers.flatMap((writer) =>
      Array.from({ length: 30 }, (_, index) => digestOf(`key ${writer} ${index}`)),
    );
    expect((await store.results(keys)).filter((result) => result !== undefined)).toHaveLength(240);
    expect(cache.warnings).toEqual([]);
  });
});
