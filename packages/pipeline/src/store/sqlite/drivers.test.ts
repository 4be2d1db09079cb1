import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder, countRight, fill } from '../../../test/support/cache-folder.js';
import { driversHere } from '../../../test/support/drivers.js';
import { sqliteUnderTest } from '../../../test/support/sqlite-under-test.js';
import { storeContract } from '../../testing/store-contract.js';
import { digestOf } from '../../values/digest.js';
import { chosenDriver } from './choose-driver.js';
import { withLock } from './file-lock.js';
import { sqliteTable } from './sqlite-table.js';

const use = (name: string) => vi.stubEnv('SUPERPOSITION_SQLITE', name);
const { here, missing } = await driversHere();
beforeEach(() => use(here[0]!));
afterEach(() => vi.unstubAllEnvs());

describe('a driver that does not work here', () => {
  it('says why', ({ skip }) => {
    const wanted = missing.filter(({ mayBeMissing }) => !mayBeMissing).map(({ reason }) => reason);
    if (wanted.length > 0 && process.env['CI']) throw new Error(wanted.join('; '));
    for (const { reason } of missing)
      expect(reason).toMatch(
        /^(@keyv\/sqlite|node-sqlite3-wasm) .*: npm i \S+$|^Node\.js v\S+ has no SQLite$/,
      );
    if (wanted.length > 0) skip(`not tested: ${wanted.join('; ')}`);
  });
});

describe.each(here)('%s', (name) => {
  beforeEach(() => use(name));
  storeContract(name, sqliteUnderTest, { describe, it });

  it('makes the same tables as the others, with a log', async () => {
    await using cache = await cacheFolder();
    await cache.make(1);
    const header = await readFile(cache.file);
    expect([...header.subarray(18, 20), header.readUInt32BE(60)]).toEqual([2, 2, 1]);
    const table = sqliteTable(cache.file, 'results');
    expect(
      await table.query('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name'),
    ).toEqual(
      ['artifacts', 'results'].map((each) => ({
        name: each,
        sql: `CREATE TABLE ${each}(key VARCHAR(255) PRIMARY KEY, value TEXT )`,
      })),
    );
    await table.close();
  });

  it('tells failures as SQLite names them', async () => {
    await using cache = await cacheFolder();
    const table = sqliteTable(cache.file, 'results');
    await expect(table.query('SELECT * FROM nowhere')).rejects.toMatchObject({
      code: 'SQLITE_ERROR',
      message: 'SQLITE_ERROR: no such table: nowhere',
    });
    await table.query('PRAGMA journal_mode = WAL');
    await table.query('PRAGMA query_only = ON');
    await expect(table.setMany(new Map([['a', '1']]))).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
    await table.close();
    await expect(table.query('SELECT 1')).rejects.toMatchObject({ code: 'SQLITE_MISUSE' });
  });

  it('closes one connection to a file after the other, because the last one has to remove the log', async () => {
    await using cache = await cacheFolder();
    await cache.make(1);
    const [busy, idle] = [sqliteTable(cache.file, 'results'), sqliteTable(cache.file, 'results')];
    for (const table of [busy, idle]) await table.query('SELECT 1');
    const counted = busy.query(
      'WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 3e5) SELECT count(*) AS rows FROM numbers',
    );
    await idle.query('SELECT 1');
    const order: string[] = [];
    await Promise.all([
      busy.close().then(() => order.push('busy')),
      idle.close().then(() => order.push('idle')),
    ]);
    expect(order).toEqual(['busy', 'idle']);
    expect(await counted).toEqual([{ rows: 3e5 }]);
    expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
  });

  it('leaves no log where it cannot make its table', async () => {
    await using cache = await cacheFolder();
    await cache.make(1);
    const bytes = await readFile(cache.file);
    bytes.write('CREATE TABLE results[', bytes.indexOf('CREATE TABLE results('), 'latin1');
    await writeFile(cache.file, bytes);
    const table = sqliteTable(cache.file, 'results');
    await expect(table.query('SELECT 1')).rejects.toMatchObject({ code: 'SQLITE_CORRUPT' });
    await table.close();
    expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
    expect(await readFile(cache.file)).toEqual(bytes);
  });

  it('waits for a transaction of this process, without stopping it', async () => {
    await using cache = await cacheFolder();
    const [one, other] = [sqliteTable(cache.file, 'results'), sqliteTable(cache.file, 'results')];
    await one.query('PRAGMA journal_mode = WAL');
    await other.existing([]);
    await one.query('BEGIN IMMEDIATE');
    const waiting = other.setMany(new Map([['b', '2']]));
    for (let turn = 0; turn < 20; turn++) await one.query('SELECT 1');
    await one.setMany(new Map([['a', '1']]));
    await one.query('COMMIT');
    await waiting;
    expect(await one.getMany(['a', 'b'])).toEqual(['1', '2']);
    for (const table of [one, other]) await table.close();
  });

  it('lets timers have their turn, however many statements follow each other', async () => {
    await using cache = await cacheFolder();
    const table = sqliteTable(cache.file, 'results');
    let isTimerDone = false;
    setTimeout(() => {
      isTimerDone = true;
    }, 1);
    // Without end if the timer waits for the statements.
    while (!isTimerDone) await table.query('SELECT 1');
    await table.close();
  });

  it('keeps a lock until the work under it is done', async () => {
    await using cache = await cacheFolder();
    const order: string[] = [];
    let second: Promise<unknown> | undefined;
    await withLock(cache.file, async () => {
      second = withLock(cache.file, async () => order.push('second'));
      for (let turn = 0; turn < 20; turn++) await readFile(`${cache.file}-lock`);
      order.push('first');
    });
    await second;
    expect(order).toEqual(['first', 'second']);
  });
});

describe('a file', () => {
  const pairs = here.flatMap((writer) => here.map((reader) => ({ writer, reader })));

  it.each(pairs)('that $writer wrote is read and continued by $reader', async ({ writer, reader }) => {
    await using cache = await cacheFolder();
    const odd = [new Uint8Array(), Uint8Array.of(0), new Uint8Array(100_000).map((_, index) => index % 256)];
    use(writer);
    await using first = await cache.open();
    await fill(first, 20);
    for (const bytes of odd) await first.putArtifact(digestOf(bytes), bytes);
    await first.putNotes(new Map([['journal', 'ü\u2028😀']]));
    await first[Symbol.asyncDispose]();

    use(reader);
    await using second = await cache.open();
    expect(await countRight(second, 20)).toBe(20);
    for (const bytes of odd) expect(await second.artifact(digestOf(bytes))).toEqual(bytes);
    expect(await second.notes(['journal'])).toEqual(['ü\u2028😀']);
    await fill(second, 40, 20);
    await second[Symbol.asyncDispose]();

    use(writer);
    await using third = await cache.open();
    expect(await countRight(third, 40)).toBe(40);
    await third[Symbol.asyncDispose]();
    expect(cache.warnings).toEqual([]);
  });
});

describe('the choice', () => {
  it('is the first that works', async () => {
    use('');
    const { driver, passedOver } = await chosenDriver();
    for (const [index, reason] of passedOver.entries())
      expect(missing[index]!.reason.startsWith(reason)).toBe(true);
    use(here[0]!);
    expect(driver.description).toBe((await chosenDriver()).driver.description);
  });

  it('costs the cache when none works, with one warning that says what to install', async () => {
    use('nothing');
    await using cache = await cacheFolder();
    await using store = await cache.open();
    await fill(store, 3);
    expect(await countRight(store, 3)).toBe(3);
    expect(cache.warnings).toEqual([
      expect.stringMatching(
        /SUPERPOSITION_SQLITE is 'nothing', which is none of native, node, wasm; this run goes on without a cache$/,
      ),
    ]);
  });
});
