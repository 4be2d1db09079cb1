import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { digestOf } from './digest.js';
import { openStore } from './open-store.js';
import { keyOf, type Recipe } from './recipe.js';
import { sqliteTable } from './sqlite-table.js';
import type { Store, StoredResult } from './store.js';
import { createRig } from './testing.js';

let folder: string;
let warnings: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlite-store-'));
  warnings = [];
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

const file = () => join(folder, 'cache.sqlite');
const openHere = () => openStore(folder, folder, (message) => warnings.push(message));

const bytesOf = (index: number) => new TextEncoder().encode(`artifact ${index} `.repeat(40));
function resultOf(index: number): StoredResult {
  const recipe: Recipe = {
    task: 'a/b#c',
    code: digestOf('code'),
    params: { index },
    inputs: {},
    codec: 'json/1',
  };
  const bytes = bytesOf(index);
  const facts = { digest: digestOf(bytes), size: bytes.length, duration: 1, builtAt: 1 };
  return { key: keyOf(recipe), stage: `stage ${index}`, recipe, ...facts };
}

async function fill(store: Store, count: number, from = 0): Promise<void> {
  for (let index = from; index < count; index++) {
    await store.putArtifact(resultOf(index).digest, bytesOf(index));
    await store.putResult(resultOf(index));
  }
}

async function makeStore(count: number): Promise<void> {
  await using store = await openHere();
  await fill(store, count);
}

/** How many of the first results are there; fails when one of them, or its artifact, is another than was written. */
async function countRight(store: Store, count: number): Promise<number> {
  let right = 0;
  const results = Array.from({ length: count }, (_, index) => resultOf(index));
  const found = await store.results(results.map(({ key }) => key));
  const latest = await store.latest(results.map(({ stage }) => stage));
  for (const [index, result] of results.entries()) {
    const artifact = await store.artifact(result.digest);
    if (found[index] !== undefined) expect(found[index]).toEqual(result);
    if (artifact !== undefined) expect(artifact).toEqual(bytesOf(index));
    if (latest[index] !== undefined) expect(latest[index]).toBe(result.key);
    if (found[index] !== undefined && artifact !== undefined) right++;
  }
  return right;
}

async function expectWorks(store: Store): Promise<void> {
  await fill(store, 5);
  expect(await countRight(store, 5)).toBe(5);
}

async function overwrite(path: string, position: number, bytes: Uint8Array): Promise<void> {
  await using handle = await open(path, 'r+');
  await handle.write(bytes, 0, bytes.length, position);
}

describe('a damaged database', () => {
  const damages: Record<string, () => Promise<void>> = {
    'is no database': () => writeFile(file(), 'These are my notes.\n'.repeat(2_000)),
    'is shorter than a header': () => writeFile(file(), 'SQLite format 3\0 and no more'),
    'has a spoiled first page': () => overwrite(file(), 100, new Uint8Array(600).fill(0xa5)),
    'lacks its second half': async () => {
      const bytes = await readFile(file());
      await writeFile(file(), bytes.subarray(0, bytes.length / 2));
    },
    'has tables of another making': async () => {
      await rm(file());
      const table = sqliteTable(file(), 'results');
      await table.query('DROP TABLE results');
      await table.query('CREATE TABLE results (id INTEGER, note TEXT)');
      await table.close();
    },
  };
  it.each(Object.entries(damages))('is set aside and a new one begun: it %s', async (_, damage) => {
    await makeStore(30);
    await damage();
    const before = await readFile(file());
    await using store = await openHere();
    // What SQLite finds only when it reads is told then, so the store is read before it is judged.
    await countRight(store, 30);
    await expectWorks(store);
    await store[Symbol.asyncDispose]();
    expect(warnings).toContainEqual(expect.stringContaining(`is kept as ${file()}.damaged-1`));
    expect(await readFile(`${file()}.damaged-1`)).toEqual(before);

    warnings = [];
    await using again = await openHere();
    await fill(again, 5);
    await again[Symbol.asyncDispose]();
    await using third = await openHere();
    expect(await countRight(third, 5)).toBe(5);
    expect(warnings).toEqual([]);
  });

  it('never costs more than the cache, whichever byte is flipped', async () => {
    await makeStore(8);
    const intact = await readFile(file());
    const kept = { all: 0, some: 0 };
    for (let at = 0; at < intact.length; at += at < 100 ? 3 : 797) {
      const damaged = Uint8Array.from(intact);
      damaged[at]! ^= 0x41;
      await writeFile(file(), damaged);
      const store = await openHere();
      const right = await countRight(store, 8);
      await expectWorks(store);
      await store[Symbol.asyncDispose]();
      kept[right === 8 ? 'all' : 'some']++;
      await rm(folder, { recursive: true });
      await mkdir(folder);
    }
    // The flips must have met both what matters and what does not.
    expect(kept.all).toBeGreaterThan(5);
    expect(kept.some).toBeGreaterThan(5);
  });

  it('is survived when it is damaged in the middle of a run, and set aside after it', async () => {
    await makeStore(200);
    const { size } = await stat(file());
    const store = await openHere();
    await overwrite(file(), 4_096, new Uint8Array(size - 4_096).fill(0xff));
    await using rig = createRig(store);
    const source = rig.stage('source', () => 20);
    const target = rig.stage('target', ({ source }) => source + 1, { inputs: { source } });
    expect(await rig.run([target], { deliver: true })).toContain('target = 21');
    expect(await rig.run([target], { deliver: true })).toEqual([
      'source fresh',
      'target fresh',
      'target = 21',
    ]);
    expect(warnings).toEqual([expect.stringContaining('malformed')]);
    await store[Symbol.asyncDispose]();
    expect(warnings).toEqual([
      expect.stringContaining('this run goes on without it'),
      expect.stringContaining(`is kept as ${file()}.damaged-1`),
    ]);
    await using fresh = await openHere();
    await expectWorks(fresh);
  });

  it('costs nothing more when it cannot even be set aside', async () => {
    await makeStore(50);
    await asOrdinaryUser([file(), folder], async () => {
      const store = await openHere();
      await overwrite(file(), 4_096, new Uint8Array(8 * 4_096).fill(0xff));
      await countRight(store, 50);
      await expectWorks(store);
      await chmod(folder, 0o500);
      await store[Symbol.asyncDispose]();
    });
    expect(warnings).toEqual([expect.stringContaining('this run goes on without it')]);
    expect(await readdir(folder)).toContain('cache.sqlite');
  });

  it('is not set aside when another process has already begun a new one', async () => {
    await makeStore(50);
    const first = await openHere();
    const second = await openHere();
    await overwrite(file(), 4_096, new Uint8Array(8 * 4_096).fill(0xff));
    await countRight(first, 50);
    await countRight(second, 50);
    await first[Symbol.asyncDispose]();
    const third = await openHere();
    await fill(third, 5);
    await third[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
    await using after = await openHere();
    expect(await countRight(after, 5)).toBe(5);
    expect((await readdir(folder)).filter((name) => /damaged-\d+$/.test(name))).toEqual([
      'cache.sqlite.damaged-1',
    ]);
  });
});

describe('a database that cannot be used', () => {
  it('is left as it is, byte for byte, when its format is newer', async () => {
    const newer = sqliteTable(file(), 'results');
    await newer.query('ALTER TABLE results RENAME TO outcomes');
    await newer.query('PRAGMA user_version = 2');
    await newer.close();
    const before = await readFile(file());
    await using store = await openHere();
    await expectWorks(store);
    await store[Symbol.asyncDispose]();
    expect(warnings).toEqual([expect.stringMatching(/written by a newer version.*goes on without a cache/)]);
    expect(await readFile(file())).toEqual(before);
    expect(await readdir(folder)).toEqual(['cache.sqlite']);
  });

  it('is left alone when a newer format stands only in its log', async () => {
    await makeStore(3);
    const newer = sqliteTable(file(), 'results');
    await newer.query('PRAGMA user_version = 2');
    await using store = await openHere();
    await expectWorks(store);
    expect(warnings).toEqual([expect.stringContaining('written by a newer version')]);
    expect(await newer.query('SELECT count(*) AS rows FROM results')).toEqual([{ rows: 6 }]);
    await newer.close();
  });

  it('costs a warning when its path is a folder', async () => {
    await mkdir(file());
    await using store = await openHere();
    await expectWorks(store);
    expect(warnings).toEqual([expect.stringMatching(/cannot be used.*goes on without a cache/)]);
    expect(await readdir(folder)).toEqual(['cache.sqlite']);
  });

  it('costs a warning when a part of its path is a file', async () => {
    await writeFile(join(folder, 'notes'), '');
    await using store = await openStore(join('notes', 'deep'), folder, (message) => warnings.push(message));
    await expectWorks(store);
    expect(warnings).toEqual([expect.stringContaining('cannot be used')]);
  });

  it.each([
    ['its folder is read-only', 0o600, 0o500],
    ['its folder may not be entered', 0o600, 0o000],
    ['it may not be read', 0o000, 0o700],
  ])('costs a warning when %s', async (_, fileMode, folderMode) => {
    await makeStore(3);
    const before = await readFile(file());
    await chmod(file(), fileMode);
    await chmod(folder, folderMode);
    await asOrdinaryUser([file(), folder], async () => {
      await using store = await openHere();
      await expectWorks(store);
    });
    expect(warnings).toEqual([expect.stringMatching(/cannot be used.*goes on without a cache/)]);
    await chmod(folder, 0o700);
    expect(await readFile(file())).toEqual(before);
  });
});

describe('a database that may only be read', () => {
  it('is read', async () => {
    await makeStore(3);
    const before = await readFile(file());
    await chmod(file(), 0o400);
    await asOrdinaryUser([file(), folder], async () => {
      await using store = await openHere();
      expect(await countRight(store, 3)).toBe(3);
      await fill(store, 5, 3);
      expect(await countRight(store, 5)).toBe(5);
    });
    expect(warnings).toEqual([expect.stringMatching(/readonly.*what follows is not cached/)]);
    expect(await readFile(file())).toEqual(before);
  });
});

describe('a full disk', () => {
  it('costs what follows its filling, and nothing that was there', async (context) => {
    const disk = join(folder, 'disk');
    await using _ = await smallDisk(context, disk, '3m');
    const store = await openStore(disk, folder, (message) => warnings.push(message));
    await using rig = createRig(store);
    const part = (index: number) =>
      rig.stage<string>(
        `part ${index}`,
        (_inputs, params: { index: number }) => `${params.index}`.repeat(100_000),
        {
          params: { index },
        },
      );
    const parts = Array.from({ length: 20 }, (_, index) => part(index));
    const lengths = rig.stage(
      'lengths',
      ({ parts }: { parts: string[] }) => parts.map((text) => text.length),
      {
        inputs: { parts },
      },
    );
    const lines = await rig.run([lengths], { deliver: true });
    expect(lines.filter((line) => line.endsWith(' built'))).toHaveLength(21);
    expect(lines.at(-1)).toBe(
      `lengths = [${parts.map((_, index) => 100_000 * String(index).length).join()}]`,
    );
    expect(warnings).toEqual([expect.stringMatching(/is full.*what follows is not cached/)]);
    await store[Symbol.asyncDispose]();

    await using again = await openStore(disk, folder, (message) => warnings.push(message));
    await using later = createRig(again);
    const planned = await later.run(
      parts.map((stage) => later.stage(stage.name, () => '', { params: stage.params })),
    );
    expect(planned.filter((line) => line.endsWith(' fresh')).length).toBeGreaterThan(3);
  });

  it('costs the cache when it is full from the beginning', async (context) => {
    const disk = join(folder, 'disk');
    await using _ = await smallDisk(context, disk, '8k');
    await using store = await openStore(disk, folder, (message) => warnings.push(message));
    await expectWorks(store);
    expect(warnings).toHaveLength(1);
  });
});

describe('several processes', () => {
  it('may keep each other waiting for the switch to the log', async () => {
    await makeStore(3);
    const other = sqliteTable(file(), 'results');
    await other.query('PRAGMA journal_mode = DELETE');
    await other.query('BEGIN');
    await other.query('SELECT * FROM results');
    const opening = openHere();
    // Long enough for the other to have been refused; if it was not, nothing is proved, and nothing fails.
    for (let turn = 0; turn < 300; turn++) await other.query('SELECT key FROM results');
    await other.query('COMMIT');
    await other.close();
    await using store = await opening;
    expect(await countRight(store, 3)).toBe(3);
    expect(warnings).toEqual([]);
  });

  it('make one new store at once, and lose nothing', async () => {
    const script = new URL('../test/share-store.mjs', import.meta.url);
    const writers = Array.from({ length: 8 }, (_, writer) => writer);
    const reports = await Promise.all(
      writers.map(async (writer) => {
        const { stdout } = await promisify(execFile)(process.execPath, [
          script.pathname,
          folder,
          String(writer),
        ]);
        return JSON.parse(stdout) as unknown;
      }),
    );
    expect(reports).toEqual(writers.map(() => ({ warnings: [], own: 30, shared: 30 })));
    await using store = await openHere();
    const keys = writers.flatMap((writer) =>
      Array.from({ length: 30 }, (_, index) => digestOf(`key ${writer} ${index}`)),
    );
    expect((await store.results(keys)).filter((result) => result !== undefined)).toHaveLength(240);
    expect(warnings).toEqual([]);
  });
});

/** Mounts a small file system, which only root may; elsewhere the test is skipped, loudly, and in CI it fails. */
async function smallDisk(context: TestContext, path: string, size: string): Promise<AsyncDisposable> {
  await mkdir(path);
  try {
    await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]);
  } catch (error) {
    if (process.env['CI']) throw error;
    context.skip(`a full disk was not tested, because none can be mounted: ${(error as Error).message}`);
  }
  return {
    async [Symbol.asyncDispose]() {
      await promisify(execFile)('umount', ['--lazy', path]);
    },
  };
}

/** Root may do anything, so what depends on permissions is done as nobody. */
async function asOrdinaryUser(owned: readonly string[], action: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return action();
  const nobody = 65_534;
  for (const path of owned) await chown(path, nobody, nobody);
  process.setegid?.(nobody);
  process.seteuid?.(nobody);
  try {
    await action();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
