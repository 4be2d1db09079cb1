import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { type CacheFolder, cacheFolder, expectWorks } from '../../test/support/cache-folder.js';
import { createRig } from '../testing/rig.js';
import { openStore } from './open-store.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

describe('a full disk', () => {
  it('costs what follows its filling, and nothing that was there', async (context) => {
    const disk = join(cache.folder, 'disk');
    await using _ = await smallDisk(context, disk, '3m');
    const store = await openStore(disk, cache.folder, (message) => cache.warnings.push(message));
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
    expect(cache.warnings).toEqual([
      expect.stringMatching(/is full.*later results of this run are not cached/),
    ]);
    await store[Symbol.asyncDispose]();

    await using again = await openStore(disk, cache.folder, (message) => cache.warnings.push(message));
    await using later = createRig(again);
    const planned = await later.run(
      parts.map((stage) => later.stage(stage.name, () => '', { params: stage.params })),
    );
    expect(planned.filter((line) => line.endsWith(' fresh')).length).toBeGreaterThan(3);
  });

  it('costs the cache when it is full from the beginning', async (context) => {
    const disk = join(cache.folder, 'disk');
    await using _ = await smallDisk(context, disk, '8k');
    await using store = await openStore(disk, cache.folder, (message) => cache.warnings.push(message));
    await expectWorks(store);
    expect(cache.warnings).toHaveLength(1);
  });
});

/**
 * Mounts a small file system. Only root may do this. If it fails, the test fails in CI, and is skipped with a note
 * elsewhere.
 */
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
