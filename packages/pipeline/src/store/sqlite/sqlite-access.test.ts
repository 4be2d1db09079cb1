import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CacheFolder,
  cacheFolder,
  countRight,
  expectWorks,
  fill,
} from '../../../test/support/cache-folder.js';
import { mustBeAlone } from '../../../test/support/drivers.js';
import { asOrdinaryUser } from '../../../test/support/ordinary-user.js';
import { verifyStore } from '../../upkeep/verify-store.js';
import { openStore } from '../open-store.js';
import { sqliteTable } from './sqlite-table.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

describe('a database that cannot be used', () => {
  it('is left as it is, byte for byte, when its format is newer', async () => {
    const newer = sqliteTable(cache.file, 'results');
    await newer.query('ALTER TABLE results RENAME TO outcomes');
    await newer.query('PRAGMA user_version = 2');
    await newer.close();
    const before = await readFile(cache.file);
    await using store = await cache.open();
    await expectWorks(store);
    await store[Symbol.asyncDispose]();
    expect(cache.warnings).toEqual([
      expect.stringMatching(/written by a newer version.*goes on without a cache/),
    ]);
    expect(await readFile(cache.file)).toEqual(before);
    expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
  });

  it('is left alone when a newer format stands only in its log', async () => {
    await cache.make(3);
    const newer = sqliteTable(cache.file, 'results');
    await newer.query('PRAGMA user_version = 2');
    await using store = await cache.open();
    await expectWorks(store);
    expect(cache.warnings).toEqual([expect.stringContaining('written by a newer version')]);
    expect(await newer.query('SELECT count(*) AS rows FROM results')).toEqual([{ rows: 6 }]);
    await newer.close();
  });

  it('costs a warning when its path is a folder', async () => {
    await mkdir(cache.file);
    await using store = await cache.open();
    await expectWorks(store);
    expect(cache.warnings).toEqual([expect.stringMatching(/cannot be used.*goes on without a cache/)]);
    expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
  });

  it('costs a warning when it is a socket, which keeps its name, or a pipe, for which nobody waits', async () => {
    if (process.platform === 'win32') return;
    // Not a device: a store that took it for a damaged database would rename it for the whole machine.
    const server = createServer().listen(cache.file);
    await once(server, 'listening');
    await using store = await cache.open();
    await expectWorks(store);
    expect((await lstat(cache.file)).isSocket()).toBe(true);
    server.close();
    await once(server, 'close');
    execFileSync('mkfifo', [cache.file]);
    await using other = await cache.open();
    await expectWorks(other);
    const refused = expect.stringMatching(
      /cannot be used: .* is not a file; this run goes on without a cache/,
    );
    expect(cache.warnings).toEqual([refused, refused]);
    expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
  });

  it('costs a warning when a part of its path is a file', async () => {
    await writeFile(join(cache.folder, 'notes'), '');
    await using store = await openStore(join('notes', 'deep'), cache.folder, (message) =>
      cache.warnings.push(message),
    );
    await expectWorks(store);
    expect(cache.warnings).toEqual([expect.stringContaining('cannot be used')]);
  });

  it.each([
    ['its folder may not be entered', 0o600, 0o000],
    ['it may not be read', 0o000, 0o700],
  ])('costs a warning when %s', async (_, fileMode, folderMode) => {
    await cache.make(3);
    const before = await readFile(cache.file);
    await chmod(cache.file, fileMode);
    await chmod(cache.folder, folderMode);
    await asOrdinaryUser([cache.file, cache.folder], async () => {
      await using store = await cache.open();
      await expectWorks(store);
    });
    expect(cache.warnings).toEqual([expect.stringMatching(/cannot be used.*goes on without a cache/)]);
    await chmod(cache.folder, 0o700);
    await chmod(cache.file, 0o600);
    expect(await readFile(cache.file)).toEqual(before);
  });
});

/** Reads what is there and writes more, as a user who may only read the database. The database stays as it was. */
async function readAsOrdinaryUser(): Promise<void> {
  const before = await readFile(cache.file);
  await asOrdinaryUser([cache.file, cache.folder], async () => {
    await using store = await cache.open();
    expect(await countRight(store, 3)).toBe(3);
    await fill(store, 5, 3);
    expect(await countRight(store, 5)).toBe(5);
  });
  expect(await readFile(cache.file)).toEqual(before);
}

describe('a database that may only be read', () => {
  it('is read, also in a folder that takes no new files', async () => {
    await cache.make(3);
    await chmod(cache.folder, 0o500);
    await readAsOrdinaryUser();
    expect(cache.warnings).toEqual([
      expect.stringMatching(/may only be read by this user: new results are kept for this run only$/),
    ]);
    expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
  });

  it('is read', async () => {
    await cache.make(3);
    await chmod(cache.file, 0o400);
    await readAsOrdinaryUser();
    expect(cache.warnings).toEqual([
      // SQLite in WebAssembly does not open a file that it may not write.
      (await mustBeAlone())
        ? expect.stringMatching(/may only be read by this user: new results are kept for this run only$/)
        : expect.stringMatching(/readonly.*later results of this run are not cached/),
    ]);
  });

  const damages: Record<string, (bytes: Buffer) => void> = {
    'in its first page': (bytes) => bytes.fill(0xa5, 100, 500),
    'in a later page': (bytes) => bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 4_096),
    'in its last page': (bytes) => bytes.fill(0xa5, bytes.length - 4_096),
  };
  it.each(Object.entries(damages))(
    'is told as damaged and read as far as it can be: %s',
    async (_, damage) => {
      const results = 40;
      await cache.make(results);
      const damaged = await readFile(cache.file);
      damage(damaged);
      await writeFile(cache.file, damaged);
      await chmod(cache.folder, 0o500);
      await asOrdinaryUser([cache.file, cache.folder], async () => {
        await using looked = await openStore(cache.folder, '/', () => {}, { repair: false });
        const { problems } = await verifyStore(looked);
        expect(problems[0]).toMatchObject({
          kind: 'damaged database',
          name: cache.file,
          reason: expect.stringContaining(`the cache ${cache.file} `),
        });
        await using store = await cache.open();
        expect(await countRight(store, results)).toBeGreaterThan(results - 12);
        await expectWorks(store);
      });
      expect(cache.warnings).toEqual([expect.stringContaining('may only be read by this user')]);
      expect(await readFile(cache.file)).toEqual(damaged);
      expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
    },
  );
});

it('is mended where it is when its path is a link, with what stands only in its log', async () => {
  const results = 20;
  const store = await cache.open();
  await fill(store, results);
  const [database, log] = await Promise.all(['', '-wal'].map((suffix) => readFile(`${cache.file}${suffix}`)));
  await store[Symbol.asyncDispose]();
  const [place, linked] = ['place', 'linked'].map((name) => join(cache.folder, name));
  for (const folder of [place!, linked!]) await mkdir(folder);
  await writeFile(join(place!, 'cache.sqlite'), database!.fill(0xa5, 0, 4_096));
  await writeFile(join(place!, 'cache.sqlite-wal'), log!);
  await symlink(join(place!, 'cache.sqlite'), join(linked!, 'cache.sqlite'));
  const opened = await openStore(linked!, '/', (message) => cache.warnings.push(message));
  expect(await countRight(opened, results)).toBe(results);
  await opened[Symbol.asyncDispose]();
  expect(cache.warnings).toEqual([expect.stringContaining(`${results} results`)]);
  expect(await readdir(linked!)).toEqual(['cache.sqlite']);
  expect((await lstat(join(linked!, 'cache.sqlite'))).isSymbolicLink()).toBe(true);
});
