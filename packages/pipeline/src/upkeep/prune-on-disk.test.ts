import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CacheFolder, cacheFolder } from '../../test/support/cache-folder.js';
import { graph } from '../graph/graph.js';
import { systemClock } from '../run/clock.js';
import type { Store } from '../store/store.js';
import { createRig } from '../testing/rig.js';
import { digestOf } from '../values/digest.js';
import { type PruneRequest, pruneIfOver } from './prune.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

const hour = 3_600_000;

/** Opens the cache, builds stages of these names in hours that are out of order, and prunes as a run does. Tells how often it listed the cache. */
async function runs(names: readonly string[], request: PruneRequest, length = 200) {
  await using store = await cache.open();
  await using rig = createRig(store);
  for (const [index, name] of names.entries())
    await rig.run(
      graph([rig.stage(name, (_inputs, { length }) => name.padEnd(length), { params: { length } })]),
      { clock: { ...systemClock, now: () => ((index * 61) % many.length) * hour } },
    );
  let listed = 0;
  const counting: Store = {
    ...store,
    contents() {
      listed++;
      return store.contents();
    },
  };
  const pruned = await pruneIfOver(counting, request);
  return { listed, removed: pruned?.removed.results ?? 0, used: (await store.used())! };
}

const many = Array.from({ length: 150 }, (_, index) => `stage ${index}`);

it.each([
  ['short', 200],
  ['long', 9_000],
])('prunes what a file takes, and lists it once: its values are %s', async (_, length) => {
  const { used: before } = await runs(many, { budget: 1e9, now: 0 }, length);
  const request = { budget: before * 0.75, now: 1_000 * hour };
  const first = await runs([], request, length);
  expect(first.listed).toBe(1);
  expect(first.used).toBeLessThanOrEqual(request.budget);
  // It does not remove more than it must.
  expect(first.used).toBeGreaterThan(request.budget * 0.75);
  expect(await runs(['another'], request, length)).toMatchObject({ listed: 0, removed: 0 });
});

it('does not list a store in vain that it cannot make smaller, until an hour has passed or it has grown', async () => {
  const now = (many.length - 1) * hour;
  const { used: before } = await runs(many, { budget: 1e9, now });
  const request = { budget: before / 2, now, grace: 1_000 * hour };
  expect(await runs([], request)).toMatchObject({ listed: 1, removed: 0 });
  expect(await runs(['another'], { ...request, now: now + hour / 2 })).toMatchObject({
    listed: 0,
    removed: 0,
  });
  expect(await runs([], { ...request, budget: before / 3 })).toMatchObject({ listed: 1 });
  expect(await runs([], { ...request, budget: before / 3, now: now + hour })).toMatchObject({ listed: 1 });
  await using store = await cache.open();
  const bytes = new Uint8Array(before / 2);
  await store.putArtifact(digestOf(bytes), bytes);
  await store[Symbol.asyncDispose]();
  expect(await runs([], { ...request, now: now + hour })).toMatchObject({ listed: 1 });
});
