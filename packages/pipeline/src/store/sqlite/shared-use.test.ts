import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CacheFolder, cacheFolder } from '../../../test/support/cache-folder.js';
import { driversHere } from '../../../test/support/drivers.js';
import { asOrdinaryUser } from '../../../test/support/ordinary-user.js';
import { newMark } from './process-mark.js';
import { isInSoleUse, soleUse } from './sole-use.js';
import { sqliteTable } from './sqlite-table.js';

const drivers = (await driversHere()).here.filter((driver) => driver !== 'wasm');
const signs = async () =>
  (await readdir(cache.folder)).filter((name) => name.startsWith('cache.sqlite-shared.'));

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await cache[Symbol.asyncDispose]();
});

describe.each(drivers)('a process with %s', (driver) => {
  beforeEach(() => vi.stubEnv('SUPERPOSITION_SQLITE', driver));

  it('keeps others from being alone with the file from its first statement until it has closed all', async () => {
    using other = soleUse(cache.file);
    const [one, two] = [sqliteTable(cache.file, 'results'), sqliteTable(cache.file, 'artifacts')];
    other.take();
    other.release();
    for (const table of [one, two]) await table.query('SELECT 1');
    expect(await signs()).toHaveLength(1);
    expect(() => other.take()).toThrow(
      /^SQLITE_BUSY: another process has it open with an SQLite that shares files; SQLite in WebAssembly must be alone$/,
    );
    expect(isInSoleUse(cache.file)).toBe(false);
    await one.close();
    expect(() => other.take()).toThrow('SQLITE_BUSY');
    await two.close();
    expect(await signs()).toEqual([]);
    other.take();
    other.release();
  });

  it('does not touch the file while another one is alone with it, who sees that it is wanted', async () => {
    using alone = soleUse(cache.file);
    alone.take();
    const table = sqliteTable(cache.file, 'results');
    let isAnswered = false;
    const answer = table.query('SELECT 1 AS one').finally(() => {
      isAnswered = true;
    });
    while (!alone.isWanted() && !isAnswered) await new Promise((resolve) => setImmediate(resolve));
    expect((await readdir(cache.folder)).filter((name) => /sqlite(-wal|-journal)?$/.test(name))).toEqual([]);
    expect(isAnswered).toBe(false);
    alone.release();
    expect(await answer).toEqual([{ one: 1 }]);
    await table.close();
    alone[Symbol.dispose]();
    expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
  });

  it('leaves a sign when it is killed, which the next process removes', async () => {
    const program = fileURLToPath(new URL('../../../test/write-on.mjs', import.meta.url));
    const child = spawn(process.execPath, [program, cache.folder, 'killed'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const closed = once(child, 'close');
    const [sign] = await signs();
    child.kill('SIGKILL');
    await closed;
    expect(await signs()).toEqual([sign]);
    using alone = soleUse(cache.file);
    // Another program could have it open too, so the index of its log decides.
    expect(() => alone.take()).toThrow(`If no process has it open, one was killed: remove ${cache.file}-shm`);
    expect(await signs()).toEqual([]);
  });

  it('has no sign any more once it is closed, whatever is asked then', async () => {
    const table = sqliteTable(cache.file, 'results');
    await table.query('SELECT 1');
    await table.close();
    await expect(table.query('SELECT 1')).rejects.toMatchObject({ code: 'SQLITE_MISUSE' });
    expect(await signs()).toEqual([]);
  });

  it('does not open the file any more when it was closed while it waited', async () => {
    using alone = soleUse(cache.file);
    alone.take();
    const table = sqliteTable(cache.file, 'results');
    const answer = table.query('SELECT 1').catch((error) => error);
    while (!alone.isWanted()) await new Promise((resolve) => setImmediate(resolve));
    const closed = table.close();
    alone.release();
    expect(await answer).toMatchObject({ code: 'SQLITE_MISUSE' });
    await closed;
    alone[Symbol.dispose]();
    expect(await readdir(cache.folder)).toEqual([]);
  });

  it('has a sign also where that of an ended process cannot be removed', async () => {
    const left = `${cache.file}-shared.${newMark().replace(/\.\d+\./, '.999999999.')}`;
    await mkdir(left);
    await writeFile(join(left, 'kept'), '');
    await chmod(left, 0o500);
    try {
      await asOrdinaryUser([cache.folder, left], async () => {
        const table = sqliteTable(cache.file, 'results');
        await table.query('SELECT 1');
        expect(await signs()).toHaveLength(2);
        await table.close();
        expect(await signs()).toEqual([basename(left)]);
      });
    } finally {
      await chmod(left, 0o700);
    }
  });

  it('has its sign beside the file that a link leads to', async () => {
    await writeFile(cache.file, '');
    await mkdir(join(cache.folder, 'links'));
    const link = join(cache.folder, 'links', 'cache.sqlite');
    await symlink(cache.file, link);
    const table = sqliteTable(link, 'results');
    await table.query('SELECT 1');
    expect(await signs()).toHaveLength(1);
    await table.close();
    expect(await readdir(join(cache.folder, 'links'))).toEqual(['cache.sqlite']);
  });

  it('says so again when somebody removes all that is there', async () => {
    const one = sqliteTable(cache.file, 'results');
    await one.query('SELECT 1');
    await rm(cache.folder, { recursive: true });
    await mkdir(cache.folder);
    const two = sqliteTable(cache.file, 'results');
    await two.query('SELECT 1');
    await one.close().catch(() => {});
    using alone = soleUse(cache.file);
    expect(() => alone.take()).toThrow('SQLITE_BUSY');
    await two.close();
    alone.take();
    alone.release();
  });
});

it('is not alone with a file that a process has open which cannot be seen from here', async () => {
  const sign = `${cache.file}-shared.${newMark().replace(/^[^.]+/, '0123456789ab')}`;
  await writeFile(sign, '');
  using alone = soleUse(cache.file);
  expect(() => alone.take()).toThrow(`(if no process has it open, remove ${sign})`);
  await rm(sign);
  alone.take();
  alone.release();
});
