import { copyFile, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CacheFolder,
  cacheFolder,
  countRight,
  expectWorks,
  fill,
} from '../../test/support/cache-folder.js';
import { openStore } from './open-store.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

const results = 8;
type Files = Readonly<Record<string, Buffer>>;

async function filesIn(folder: string): Promise<Files> {
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
  );
}

/** The files of a cache that is open. A crash of the machine would leave them like this, with the rows in the log. */
async function filesInUse(): Promise<Files> {
  const store = await cache.open();
  await fill(store, results);
  const copies = await mkdtemp(join(cache.folder, 'copies-'));
  for (const name of ['cache.sqlite', 'cache.sqlite-wal', 'cache.sqlite-shm']) {
    // SQLite in WebAssembly keeps the index of the log in memory, and a link in its place.
    if ((await lstat(join(cache.folder, name))).isFile())
      await copyFile(join(cache.folder, name), join(copies, name));
  }
  await store[Symbol.asyncDispose]();
  return filesIn(copies);
}

/**
 * Opens a cache with these files and counts the results that are as they were written. Fails if the cache does not
 * work.
 */
async function countOf(files: Files): Promise<number> {
  const folder = await mkdtemp(join(cache.folder, 'damaged-'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const store = await openStore(folder, '/', () => {});
  const right = await countRight(store, results);
  await expectWorks(store);
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
  return right;
}

const flipped = (bytes: Buffer, at: number, change: number) => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= change;
  return copy;
};

/** Counts the damages that cost results and those that cost nothing, and prints the counts. */
async function tell(group: string, damaged: readonly Files[]): Promise<{ all: number; some: number }> {
  const kept = { all: 0, some: 0 };
  for (const files of damaged) kept[(await countOf(files)) === results ? 'all' : 'some']++;
  process.stderr.write(
    `\n${group}: ${damaged.length}, of which ${kept.some} cost results and ${kept.all} nothing; 0 wrong\n`,
  );
  return kept;
}

describe('a cache never costs more than itself', () => {
  it('whichever byte of the database is flipped, and wherever it ends', async () => {
    await cache.make(results);
    const { 'cache.sqlite': intact } = await filesIn(cache.folder);
    const step = Math.ceil(intact!.length / 170);
    const places = Array.from(intact!.keys()).filter((at) => (at < 100 ? at % 3 === 0 : at % step === 0));
    const flips = await tell(
      'flips in the database',
      places.map((at) => ({ 'cache.sqlite': flipped(intact!, at, 0x41) })),
    );
    // The flips must have hit bytes that matter, and also bytes that do not.
    expect(flips.all).toBeGreaterThan(5);
    expect(flips.some).toBeGreaterThan(5);
    const lengths = [0, 1, 15, 16, 99, 100, 101, 511, 512, 4_095, 4_096, 4_097, 8_192, 20_000];
    const cuts = await tell(
      'truncations of the database',
      lengths.map((length) => ({ 'cache.sqlite': intact!.subarray(0, length) })),
    );
    expect(cuts.all).toBe(0);
  });

  it('whatever becomes of its log', async () => {
    const intact = await filesInUse();
    expect(await countOf(intact)).toBe(results);
    const logs = Object.keys(intact).filter((name) => name !== 'cache.sqlite');
    const damaged = logs.flatMap((name): Files[] => {
      const bytes = intact[name]!;
      const { [name]: _, ...others } = intact;
      const places = fc.sample(fc.nat(bytes.length - 1), { seed: 3, numRuns: 30 });
      return [
        others,
        { ...intact, [name]: Buffer.alloc(0) },
        { ...intact, [name]: Buffer.from('These are my notes.\n'.repeat(3_000)) },
        ...[1, 31, 32, 33, 4_000, bytes.length >> 1, bytes.length - 1].map((length) => ({
          ...intact,
          [name]: bytes.subarray(0, length),
        })),
        ...places.map((at) => ({ ...intact, [name]: flipped(bytes, at, 0x10) })),
      ];
    });
    const kept = await tell('damages of the log and of its index', damaged);
    // Only damages of the index cost nothing.
    if (logs.length > 1) expect(kept.all).toBeGreaterThan(5);
    expect(kept.some).toBeGreaterThan(5);
  });

  it('when only its log is left, or a folder is in the place of it', async () => {
    const { 'cache.sqlite': _, ...rest } = await filesInUse();
    expect(await countOf(rest)).toBe(0);
    await rm(cache.file);
    await mkdir(`${cache.file}-wal`, { recursive: true });
    await using store = await cache.open();
    await expectWorks(store);
    expect(cache.warnings).toHaveLength(1);
  });
});
