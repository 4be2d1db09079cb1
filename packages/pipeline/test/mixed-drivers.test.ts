import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sqliteTable } from '../src/store/sqlite/sqlite-table.js';
import { verifyStore } from '../src/upkeep/verify-store.js';
import { type Digest, digestOf } from '../src/values/digest.js';
import { type CacheFolder, cacheFolder } from './support/cache-folder.js';
import { driversHere } from './support/drivers.js';

const { here } = await driversHere();
const programOf = (name: string) => fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));
const environment = (driver: string) => ({ ...process.env, SUPERPOSITION_SQLITE: driver });

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await cache[Symbol.asyncDispose]();
});

/** Opens the cache with each driver in turn, and fails if one of them finds damage. */
async function withEach(action: (driver: string) => Promise<void>): Promise<void> {
  for (const driver of here) {
    vi.stubEnv('SUPERPOSITION_SQLITE', driver);
    const table = sqliteTable(cache.file, 'results');
    expect(await table.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    await table.close();
    await action(driver);
  }
}

describe('processes with different drivers', () => {
  it('share one new cache, or go on without it and say so', async () => {
    const writers = [...here, ...here, ...here].map((driver, index) => ({ driver, name: `${index}` }));
    const reports = await Promise.all(
      writers.map(async ({ driver, name }) => {
        const { stdout } = await promisify(execFile)(
          process.execPath,
          [programOf('share-store'), cache.folder, name],
          { env: environment(driver) },
        );
        const { warnings, own } = JSON.parse(stdout) as { warnings: string[]; own: number };
        return { driver, name, warnings, own };
      }),
    );
    // In memory or in the database, each finds what it wrote.
    expect(reports.map(({ own }) => own)).toEqual(reports.map(() => 30));
    for (const { warnings } of reports)
      for (const warning of warnings) expect(warning).toMatch(/another process has it open/);
    const kept = reports.filter(({ warnings }) => warnings.length === 0);
    expect(kept.length).toBeGreaterThan(0);
    process.stderr.write(
      `\n${reports.length} processes with ${here.join(', ')}: ${kept.map(({ driver }) => driver).join(', ')} kept all, ` +
        `${reports.length - kept.length} went on without the cache\n`,
    );
    const keys = kept.flatMap(({ name }) =>
      Array.from({ length: 30 }, (_, index) => digestOf(`key ${name} ${index}`)),
    );
    await withEach(async () => {
      await using store = await cache.open();
      expect((await store.results(keys)).filter((result) => result !== undefined)).toHaveLength(keys.length);
      expect((await verifyStore(store)).problems).toEqual([]);
    });
    expect(cache.warnings).toEqual([]);
  });

  /** A process that writes until it is killed. */
  function startWriting(driver: string) {
    const child = spawn(process.execPath, [programOf('write-on'), cache.folder, driver], {
      env: environment(driver),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const told = createInterface({ input: child.stdout });
    const lines: string[] = [];
    told.on('line', (line) => lines.push(line));
    const closed = once(child, 'close');
    return {
      /** Waits until it has told so many lines more. */
      async more(count: number) {
        for (const enough = lines.length + count; lines.length < enough; ) await once(told, 'line');
      },
      async kill(): Promise<readonly string[]> {
        child.kill('SIGKILL');
        expect(await closed).toEqual([null, 'SIGKILL']);
        return lines;
      },
    };
  }
  const digestsIn = (lines: readonly string[]) => {
    expect(lines.filter((line) => !line.startsWith('wrote '))).toEqual([]);
    return lines.map((line) => line.slice('wrote '.length) as Digest);
  };

  it('find all that one wrote with WebAssembly until it was killed', async () => {
    const written: Digest[] = [];
    for (let round = 0; round < here.length; round++) {
      const writer = startWriting('wasm');
      await writer.more(15 + 10 * round);
      written.push(...digestsIn(await writer.kill()));
      const driver = here[round]!;
      vi.stubEnv('SUPERPOSITION_SQLITE', driver);
      await using store = await cache.open();
      expect({ driver, present: (await store.present(written)).size }).toEqual({
        driver,
        present: new Set(written).size,
      });
    }
    expect(cache.warnings).toEqual([]);
  });

  it.each(here)('take turns with one that writes with WebAssembly: %s', async (driver) => {
    const writer = startWriting('wasm');
    const names = ['first', 'second', 'third'];
    for (const name of names) {
      await writer.more(20);
      const share = [programOf('share-store'), cache.folder, name];
      const { stdout } = await promisify(execFile)(process.execPath, share, { env: environment(driver) });
      expect(JSON.parse(stdout)).toEqual({ warnings: [], own: 30, shared: 30 });
    }
    await writer.more(20);
    const written = digestsIn(await writer.kill());
    const keys = names.flatMap((name) =>
      Array.from({ length: 30 }, (_, index) => digestOf(`key ${name} ${index}`)),
    );
    await withEach(async () => {
      await using store = await cache.open();
      expect((await store.results(keys)).filter((result) => result !== undefined)).toHaveLength(keys.length);
      expect((await store.present(written)).size).toBe(new Set(written).size);
    });
    expect(cache.warnings).toEqual([]);
  });

  it.each(here.filter((driver) => driver !== 'wasm'))(
    'are told, in WebAssembly, that one with %s has the file, and keep the file as it is',
    async (driver) => {
      vi.stubEnv('SUPERPOSITION_SQLITE', driver);
      await using open = await cache.open();
      await open.putArtifact(digestOf('before'), new TextEncoder().encode('before'));
      const share = [programOf('share-store'), cache.folder, 'beside'];
      const { stdout } = await promisify(execFile)(process.execPath, share, { env: environment('wasm') });
      expect(JSON.parse(stdout)).toEqual({
        warnings: [
          expect.stringMatching(
            /cannot be used: SQLITE_BUSY: another process has it open with an SQLite that shares files.*goes on without a cache$/,
          ),
        ],
        own: 30,
        shared: 30,
      });
      expect(await open.artifact(digestOf('before'))).toEqual(new TextEncoder().encode('before'));
      expect(await open.results([digestOf('key beside 0')])).toEqual([undefined]);
      expect(cache.warnings).toEqual([]);
    },
  );
});
