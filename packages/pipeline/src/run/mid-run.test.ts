import { chmod, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CacheFolder, cacheFolder } from '../../test/support/cache-folder.js';
import { asOrdinaryUser } from '../../test/support/ordinary-user.js';
import type { Store } from '../store/store.js';
import { gate } from '../testing/gate.js';
import { createRig, type Rig } from '../testing/rig.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

const inFolder = (name: string) => join(cache.folder, name);

/** Three stages. The second waits until the test opens its gate. */
function stagesOf(rig: Rig, second = gate<number>()) {
  const first = rig.stage<number[]>('first', () => Array.from({ length: 5_000 }, (_, index) => index));
  const waiting = rig.stage<number>('waiting', second.fn, { inputs: { first } });
  const last = rig.stage<number>('last', ({ first, waiting }) => first.length + waiting, {
    inputs: { first, waiting },
  });
  return { targets: [last], second };
}

async function runWith(store: Store, meanwhile: () => Promise<void>): Promise<readonly string[]> {
  const rig = createRig(store);
  const { targets, second } = stagesOf(rig);
  const run = rig.start(targets, { deliver: true });
  await second.called;
  await meanwhile();
  second.open(37);
  await run.done;
  await rig[Symbol.asyncDispose]();
  return run.lines;
}

describe('a run is not stopped, and the next one neither, when', () => {
  const faults: Record<string, () => Promise<void>> = {
    'its folder may no longer be entered': () => chmod(cache.folder, 0o000),
    'its folder becomes read-only': () => chmod(cache.folder, 0o500),
    'the database becomes read-only': () => chmod(cache.file, 0o400),
    'the database may no longer be read': () => chmod(cache.file, 0o000),
    'all files are removed': async () => {
      for (const suffix of ['', '-wal', '-shm']) await rm(cache.file + suffix);
    },
    'only the log is removed': () => rm(`${cache.file}-wal`),
    'the database is renamed': () => rename(cache.file, inFolder('other')),
    'the database is replaced': async () => {
      await writeFile(inFolder('new'), 'These are my notes.\n'.repeat(1_000));
      await rename(inFolder('new'), cache.file);
    },
    'the database is emptied in its place': () => truncate(cache.file),
    'the database is cut in its place': async () =>
      truncate(cache.file, (await readFile(cache.file)).length >> 1),
    'the log is emptied in its place': () => truncate(`${cache.file}-wal`),
    'the database is overwritten in its place': async () =>
      writeFile(cache.file, Buffer.alloc((await readFile(cache.file)).length, 0xa5)),
  };

  it.each(Object.entries(faults))('%s', async (_, fault) => {
    await cache.make(200);
    await asOrdinaryUser([cache.folder, cache.file], async () => {
      const lines = await runWith(await cache.open(), fault);
      expect(lines.at(-1)).toBe('last = 5037');
      expect(lines.filter((line) => / failed | skipped /.test(line))).toEqual([]);
      // At most one warning for the failure, and one for the renamed file.
      expect(cache.warnings.length).toBeLessThanOrEqual(2);

      cache.warnings.length = 0;
      const rig = createRig(await cache.open());
      const { targets } = stagesOf(rig, Object.assign(gate<number>(), { fn: () => 37 }));
      expect((await rig.run(targets, { deliver: true })).at(-1)).toBe('last = 5037');
      await rig[Symbol.asyncDispose]();
      expect(cache.warnings.length).toBeLessThanOrEqual(2);
    });
  });
});
