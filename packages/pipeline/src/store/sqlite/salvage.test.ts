import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CacheFolder,
  cacheFolder,
  countRight,
  expectWorks,
  fill,
} from '../../../test/support/cache-folder.js';
import type { Recipe } from '../../graph/recipe.js';
import { verifyStore } from '../../upkeep/verify-store.js';
import { type Digest, digestOf } from '../../values/digest.js';
import { claimOf, writeClaim } from '../claim.js';
import { openStore } from '../open-store.js';
import { sqliteTable } from './sqlite-table.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

const results = 150;
const page = 4_096;
/** So large that it takes a chain of pages. */
const large = new Uint8Array(60_000).map((_, index) => index % 251);

async function makeCache(): Promise<void> {
  await cache.make(results);
  await using store = await cache.open();
  await store.putArtifact(digestOf(large), large);
}

interface Outcome {
  readonly right: number;
  readonly large: boolean;
  readonly warnings: readonly string[];
}

/** Opens a copy of the files whose bytes are these, for a run. Fails if a value is wrong, or the cache does not work. */
async function outcomeOf(files: Readonly<Record<string, Uint8Array>>): Promise<Outcome> {
  const folder = await mkdtemp(join(cache.folder, 'damaged-'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const warnings: string[] = [];
  const store = await openStore(folder, '/', (message) => warnings.push(message));
  const right = await countRight(store, results);
  const artifact = await store.artifact(digestOf(large));
  if (artifact !== undefined) expect(Buffer.compare(artifact, large)).toBe(0);
  await expectWorks(store);
  await store[Symbol.asyncDispose]();
  await using again = await openStore(folder, '/', (message) => warnings.push(message));
  expect(await countRight(again, results)).toBeGreaterThanOrEqual(right);
  if (warnings.length > 0) expect((await verifyStore(again)).problems).toEqual([]);
  await again[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
  return { right, large: artifact !== undefined, warnings };
}

/** The most results that can be on one page of 4096 bytes, or on the pages of their artifacts. */
const perPage = 12;

describe('what is left of a damaged cache', () => {
  it('is all but the rows of one page, whichever page is overwritten', async () => {
    await makeCache();
    const intact = await readFile(cache.file);
    const pages = intact.length / page;
    const seed = 7;
    const middle = fc.sample(fc.integer({ min: 12, max: pages - 1 }), { seed, numRuns: 15 });
    const chosen = [...new Set([...Array.from({ length: 12 }, (_, index) => index), ...middle])];
    const costs: number[] = [];
    let keptLarge = 0;
    for (const number of chosen) {
      for (const fill of number < 6 ? [0, 0xa5] : [number % 2 === 0 ? 0 : 0xa5]) {
        const damaged = Buffer.from(intact).fill(fill, number * page, (number + 1) * page);
        const { right, large, warnings } = await outcomeOf({ 'cache.sqlite': damaged });
        if (large) keptLarge++;
        expect({ number, warnings: warnings.length <= 1 }).toEqual({ number, warnings: true });
        expect({ number, lost: results - right <= perPage }).toEqual({ number, lost: true });
        costs.push(results - right);
      }
    }
    const sum = costs.reduce((total, cost) => total + cost, 0);
    process.stderr.write(
      `\n${pages} pages, of which ${chosen.length} were overwritten (seed ${seed}): at most ${Math.max(...costs)} of ${results} results lost, ${sum / costs.length} on average\n`,
    );
    expect(sum).toBeGreaterThan(0);
    expect(keptLarge).toBeGreaterThan(costs.length / 2);
  });

  it('says what it kept and what it lost', async () => {
    await makeCache();
    const bytes = await readFile(cache.file);
    // The schema, and the roots of both tables and of their indexes.
    const damaged = bytes.fill(0, 0, 5 * page);
    await writeFile(cache.file, damaged);
    await using store = await cache.open();
    expect(await countRight(store, results)).toBeGreaterThan(results - perPage);
    expect(cache.warnings).toEqual([
      expect.stringMatching(
        /^the cache .*cache\.sqlite was damaged: it is kept as .*damaged-1, and a new one is started; \d+ results and \d+ artifacts were copied from it, and /,
      ),
    ]);
    expect(damaged.equals(await readFile(`${cache.file}.damaged-1`))).toBe(true);
  });

  it('includes what stands only in its log, and what the log replaced', async () => {
    const inLog = 60;
    const store = await cache.open();
    await fill(store, results - inLog);
    const table = sqliteTable(cache.file, 'results');
    await table.query('PRAGMA wal_checkpoint(TRUNCATE)');
    await fill(store, results, results - inLog);
    const files: Record<string, Buffer> = {};
    for (const name of ['cache.sqlite', 'cache.sqlite-wal'])
      files[name] = await readFile(join(cache.folder, name));
    await table.close();
    await store[Symbol.asyncDispose]();
    expect(files['cache.sqlite-wal']!.length).toBeGreaterThan(100_000);
    // SQLite reads the first page from the log, so this damage alone is none.
    const header = Buffer.from(files['cache.sqlite']!).fill(0, 0, page);
    const { right, warnings } = await outcomeOf({ ...files, 'cache.sqlite': header });
    expect({ right, warnings: warnings.length }).toEqual({ right: results, warnings: 1 });
    // The log ends where it is damaged, and what was before it counts.
    const wal = Buffer.from(files['cache.sqlite-wal']!);
    wal.fill(0xa5, wal.length >> 1, (wal.length >> 1) + page);
    const cut = await outcomeOf({ 'cache.sqlite': header, 'cache.sqlite-wal': wal });
    expect(cut.right).toBeGreaterThan(results - inLog);
    expect(cut.right).toBeLessThan(results);
  });

  it('holds no rows that were removed before', async () => {
    await makeCache();
    await using store = await cache.open();
    const removed = await store.contents()[Symbol.asyncIterator]().next();
    await store.remove(removed.value!);
    await store[Symbol.asyncDispose]();
    const bytes = await readFile(cache.file);
    const { right } = await outcomeOf({ 'cache.sqlite': bytes.fill(0xa5, 2 * page, 3 * page) });
    expect(right).toBe(0);
  });
});

it('takes a result, and not the claim that stood in its place before', async () => {
  // It takes no chain of pages, which names its pages by number.
  const bytes = new TextEncoder().encode('small');
  const key = digestOf('a key');
  const facts = { digest: digestOf(bytes), size: bytes.length, duration: 1, builtAt: 1, stage: 'late' };
  const recipe: Recipe = {
    task: 'a/b#c',
    code: digestOf('code'),
    params: {},
    inputs: {},
    codec: 'json/1',
  };
  await using store = await cache.open();
  await fill(store, 40);
  await store.claim(key, writeClaim(claimOf('run', 1)));
  await store[Symbol.asyncDispose]();
  // A page keeps its bytes when it is freed. Without the first page, nobody knows that it is free.
  const before = await readFile(cache.file);
  const claimed = Math.floor(before.indexOf('claim {') / page) * page;
  const old = before.subarray(claimed, claimed + page);
  await using later = await cache.open();
  await later.putArtifact(digestOf(bytes), bytes);
  await later.putResult({ key, recipe, ...facts });
  await later[Symbol.asyncDispose]();
  const pages = (await readFile(cache.file)).fill(0, 0, page);
  await writeFile(cache.file, Buffer.concat([pages.subarray(0, page), old, pages.subarray(page)]));
  await using mended = await cache.open();
  expect(await mended.results([key])).toEqual([{ key, recipe, ...facts }]);
});

it('mends a cache once that many read at the same time', async () => {
  await makeCache();
  const digests: Digest[] = [];
  await using store = await cache.open();
  for await (const rows of store.contents())
    for (const { table, name } of rows) if (table === 'artifacts') digests.push(name as Digest);
  await store[Symbol.asyncDispose]();
  const bytes = await readFile(cache.file);
  const middle = page * Math.floor(bytes.length / page / 2);
  await writeFile(cache.file, bytes.fill(0xa5, middle, middle + 4 * page));
  await using damaged = await cache.open();
  const read = await Promise.all(digests.map((digest) => damaged.artifact(digest)));
  await Promise.all(Array.from({ length: 20 }, () => countRight(damaged, results)));
  const lost = read.filter((artifact) => artifact === undefined).length;
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThanOrEqual(4 * perPage);
  expect(cache.warnings).toEqual([expect.stringContaining('was damaged: it is kept as')]);
});

describe('looking at a damaged cache', () => {
  const lookedAt = () =>
    openStore(cache.folder, '/', (message) => cache.warnings.push(message), { repair: false });

  it('tells each row that cannot be read as one problem, and changes nothing', async () => {
    await makeCache();
    const intact = await readFile(cache.file);
    const pages = intact.length / page;
    let told = 0;
    for (const number of [
      0,
      1,
      2,
      3,
      ...fc.sample(fc.integer({ min: 4, max: pages - 1 }), { seed: 5, numRuns: 16 }),
    ]) {
      const damaged = Buffer.from(intact).fill(0xa5, number * page, (number + 1) * page);
      await writeFile(cache.file, damaged);
      await using store = await lookedAt();
      const { problems } = await verifyStore(store);
      expect({ number, few: problems.length > 0 && problems.length < 60 }).toEqual({ number, few: true });
      if (problems.some(({ kind }) => kind === 'unreadable row')) told++;
      await store[Symbol.asyncDispose]();
      expect(damaged.equals(await readFile(cache.file))).toBe(true);
      expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
    }
    expect(told).toBeGreaterThan(5);
    expect(cache.warnings).toEqual([]);
  });

  it('changes nothing when the schema cannot be read', async () => {
    await makeCache();
    const bytes = await readFile(cache.file);
    bytes.write('CREATE TABLE artifacts[', bytes.indexOf('CREATE TABLE artifacts('), 'latin1');
    await writeFile(cache.file, bytes);
    await using store = await lookedAt();
    const verdict = await verifyStore(store);
    expect(verdict).toMatchObject({ results, problems: [{ kind: 'damaged database' }] });
    await store[Symbol.asyncDispose]();
    expect(bytes.equals(await readFile(cache.file))).toBe(true);
    expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
  });

  it('fails when it needs what cannot be read', async () => {
    await makeCache();
    const bytes = await readFile(cache.file);
    const middle = page * Math.floor(bytes.length / page / 2);
    await writeFile(cache.file, bytes.fill(0xa5, middle, middle + page));
    await using store = await lookedAt();
    const rows = async () => {
      for await (const _ of store.contents());
    };
    await expect(rows()).rejects.toThrow(/^the cache .*cache\.sqlite failed: SQLITE_CORRUPT/);
  });
});
