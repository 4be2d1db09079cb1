import { execFile } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../src/store/open-store.js';
import { sqliteTable } from '../src/store/sqlite/sqlite-table.js';
import { holding, rowsOf } from '../src/upkeep/prune.js';
import { verifyStore } from '../src/upkeep/verify-store.js';
import { digestOf } from '../src/values/digest.js';
import { type CacheFolder, cacheFolder, countRight, fill } from './support/cache-folder.js';
import { needsSharing } from './support/drivers.js';

let cache: CacheFolder;
beforeEach(async (context) => {
  await needsSharing(context);
  cache = await cacheFolder();
});
afterEach(() => cache?.[Symbol.asyncDispose]());

describe('several processes', () => {
  it('may keep each other waiting for the switch to the log', async () => {
    await cache.make(3);
    const other = sqliteTable(cache.file, 'results');
    await other.query('PRAGMA journal_mode = DELETE');
    await other.query('BEGIN');
    await other.query('SELECT * FROM results');
    const opening = cache.open();
    // While this reader holds the file, SQLite refuses the store's switch to the log. These turns give the store time
    // to try. If it is slower, the test proves nothing, but it does not fail. The store tries again for five seconds, which
    // on a busy machine is less than all the turns take.
    const start = performance.now();
    for (let turn = 0; turn < 300 && performance.now() - start < 1_000; turn++)
      await other.query('SELECT key FROM results');
    await other.query('COMMIT');
    await other.close();
    await using store = await opening;
    expect(await countRight(store, 3)).toBe(3);
    expect(cache.warnings).toEqual([]);
  });

  it('make one new store at once, and lose nothing', async () => {
    const script = new URL('./share-store.mjs', import.meta.url);
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

  it('lose nothing when one of them opens the cache twice', async () => {
    const script = fileURLToPath(new URL('./share-store.mjs', import.meta.url));
    const share = async (writer: string) => {
      const { stdout } = await promisify(execFile)(process.execPath, [script, cache.folder, writer]);
      expect(JSON.parse(stdout)).toEqual({ warnings: [], own: 30, shared: 30 });
    };
    const descriptors = () =>
      readdirSync('/proc/self/fd').filter((name) => {
        try {
          return readlinkSync(`/proc/self/fd/${name}`).startsWith(cache.folder);
        } catch {
          return false;
        }
      });
    const first = await cache.open();
    await fill(first, 20);
    // The look at the file before it is opened must not cost the first one its locks: a process that closes the file would take itself
    // for the last one, and remove the log.
    for (let time = 0; time < 20; time++) await (await cache.open())[Symbol.asyncDispose]();
    const second = await cache.open();
    await share('1');
    await fill(first, 40, 20);
    await share('2');
    await fill(second, 60, 40);
    if (process.platform === 'linux') expect(descriptors().length).toBeLessThan(20);
    for (const store of [first, second]) await store[Symbol.asyncDispose]();
    if (process.platform === 'linux') expect(descriptors()).toEqual([]);
    await using third = await cache.open();
    expect(await countRight(third, 60)).toBe(60);
    const keys = ['1', '2', 'shared'].flatMap((writer) =>
      Array.from({ length: 30 }, (_, index) => digestOf(`key ${writer} ${index}`)),
    );
    expect((await third.results(keys)).filter((result) => result !== undefined)).toHaveLength(90);
    expect((await verifyStore(third)).problems).toEqual([]);
    expect(cache.warnings).toEqual([]);
  });

  it('run one new cache, then the hot one, then other configs, and agree', async () => {
    const script = fileURLToPath(new URL('./short-run.mjs', import.meta.url));
    const run = async (config: number, folder = cache.folder) => {
      const words = [script, 'run', config % 2 ? 'threads' : 'inline', String(config), folder];
      const { stdout } = await promisify(execFile)(process.execPath, words);
      const lines = stdout.trimEnd().split('\n');
      const those = (kind: string) => lines.flatMap((line) => line.split(`${kind} `, 2)[1] ?? []);
      return { built: those('built'), fresh: those('fresh'), value: those('value'), all: lines.length };
    };
    const held = async (folder = cache.folder) => {
      await using store = await openStore(folder, '/', (message) => cache.warnings.push(message));
      const rows = await rowsOf(store);
      const named = new Set(rows.flatMap(({ result }) => result?.digest ?? []));
      const { results, artifacts } = holding(rows);
      return { results, artifacts, named: named.size, problems: (await verifyStore(store)).problems };
    };
    const eight = (config: (index: number) => number) =>
      Promise.all(Array.from({ length: 8 }, (_, index) => run(config(index))));

    const cold = await eight(() => 0);
    const stages = cold[0]!.built.length + cold[0]!.fresh.length;
    const afterCold = await held();
    const hot = await eight(() => 0);
    const mixed = await eight((index) => index);
    const after = await held();
    const countBuilt = (runs: typeof cold) => runs.reduce((sum, { built }) => sum + built.length, 0);
    process.stderr.write(
      `\n8 processes: a new cache of ${stages} stages, ${countBuilt(cold)} built; the hot one, ${countBuilt(hot)} ` +
        `built; 8 configs, ${countBuilt(mixed)} built; ${after.results} results and ${after.artifacts} artifacts\n`,
    );
    // The output has only lines of stages and the value, and no complaints.
    for (const one of [...cold, ...hot, ...mixed])
      expect([one.built.length + one.fresh.length, one.value.length, one.all]).toEqual([
        stages,
        1,
        stages + 1,
      ]);
    expect(new Set([...cold, ...hot].flatMap(({ value }) => value)).size).toBe(1);
    expect(countBuilt(hot)).toBe(0);
    for (const index of [0, 3, 7]) {
      const folder = join(cache.folder, `alone ${index}`);
      expect((await run(index, folder)).value).toEqual(mixed[index]!.value);
      if (index === 0) expect(afterCold).toEqual(await held(folder));
    }
    expect(after).toMatchObject({ artifacts: after.named, problems: [] });
    expect(cache.warnings).toEqual([]);
  });
});
