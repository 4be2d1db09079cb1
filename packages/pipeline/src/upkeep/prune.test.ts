import { describe, expect, it } from 'vitest';
import { graph } from '../graph/graph.js';
import { systemClock } from '../run/clock.js';
import type { Store } from '../store/store.js';
import { createRig } from '../testing/rig.js';
import { digestOf } from '../values/digest.js';
import { defaultGrace, prune, rowsOf } from './prune.js';
import { verifyStore } from './verify-store.js';

const hour = 3_600_000;

/** Runs a stage at this hour. Its value is a text of this size. */
const clockAt = (time: number) => ({ clock: { ...systemClock, now: () => time } });

async function build(rig: ReturnType<typeof createRig>, name: string, size: number, at: number) {
  const made = rig.stage(name, (_inputs, params: { size: number }) => name[0]!.repeat(params.size), {
    params: { size },
  });
  return rig.run(graph([made]), clockAt(at * hour));
}

const stagesOf = async (store: Store) =>
  (await rowsOf(store)).flatMap(({ result }) => (result === undefined ? [] : [result.stage])).sort();

describe('prune', () => {
  it('removes what was used longest ago until the budget is kept, with room to spare', async () => {
    await using rig = createRig();
    for (const [index, name] of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].entries())
      await build(rig, name, 10_000, index);
    const { before } = await prune(rig.store, { budget: 1e9, now: 100 * hour });
    const { removed } = await prune(rig.store, { budget: before.bytes / 2, now: 100 * hour });
    expect(await stagesOf(rig.store)).toEqual(['f', 'g', 'h']);
    expect(removed).toMatchObject({ results: 5, artifacts: 5 });
    expect((await prune(rig.store, { budget: before.bytes / 2, now: 100 * hour })).removed.bytes).toBe(0);
    expect((await verifyStore(rig.store)).problems).toEqual([]);
  });

  it('counts a hit as use, to the hour, and writes nothing for one that follows soon', async () => {
    await using rig = createRig();
    await build(rig, 'a', 10_000, 0);
    await build(rig, 'b', 10_000, 1);
    expect(await build(rig, 'a', 10_000, 5)).toEqual(['a fresh']);
    const used = async () =>
      (await rowsOf(rig.store)).find(({ result }) => result?.stage === 'a')!.result!.usedAt;
    expect(await used()).toBe(5 * hour);
    await build(rig, 'a', 10_000, 5.9);
    expect(await used()).toBe(5 * hour);
    await build(rig, 'c', 10, 6);
    await prune(rig.store, { budget: 20_000, now: 100 * hour });
    expect(await stagesOf(rig.store)).toEqual(['a', 'c']);
  });

  it('keeps the last eventful run, what it is told to keep, and what is young', async () => {
    await using rig = createRig();
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) await build(rig, name, 1_000, index);
    const [kept] = await rig.store.latest(['b']);
    const now = 2 * hour + defaultGrace - 1;
    await prune(rig.store, { budget: 0, keep: new Set([kept!]), now });
    expect(await stagesOf(rig.store)).toEqual(['b', 'c', 'd']);
    await prune(rig.store, { budget: 0, now: 100 * hour });
    expect(await stagesOf(rig.store)).toEqual(['d']);
  });

  it('removes what is older than asked for, whatever the budget, and counts why the others stay', async () => {
    await using rig = createRig();
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries())
      await build(rig, name, 1_000, [0, 10, 99, 100][index]!);
    const request = { budget: Infinity, now: 100 * hour };
    expect((await prune(rig.store, { ...request })).stay).toEqual({ lastRun: 0, young: 0, fit: 4 });
    const dry = await prune(rig.store, { ...request, olderThan: 95 * hour, dryRun: true });
    expect(dry.removed).toMatchObject({ results: 1, artifacts: 1 });
    expect(dry.stay).toEqual({ lastRun: 0, young: 0, fit: 3 });
    expect(await stagesOf(rig.store)).toEqual(['a', 'b', 'c', 'd']);
    await prune(rig.store, { ...request, olderThan: 90 * hour });
    expect(await stagesOf(rig.store)).toEqual(['b', 'c', 'd']);
    // 'c' is younger than the grace period, and 'd' belongs to the last run.
    const eager = await prune(rig.store, { ...request, olderThan: -1 });
    expect(eager.stay).toEqual({ lastRun: 1, young: 1, fit: 0 });
    expect(await stagesOf(rig.store)).toEqual(['c', 'd']);
    const now = await prune(rig.store, { budget: 0, now: 100 * hour + 1, grace: 0 });
    expect(now.stay).toEqual({ lastRun: 1, young: 0, fit: 0 });
    expect(await stagesOf(rig.store)).toEqual(['d']);
    expect((await verifyStore(rig.store)).problems).toEqual([]);
  });

  it('lets a clock that is set back keep nothing for ever, nor remove what is young', async () => {
    await using rig = createRig();
    await build(rig, 'future', 1_000, 500);
    await build(rig, 'soon', 1_000, 101);
    await build(rig, 'last', 10, 100);
    await prune(rig.store, { budget: 0, now: 100 * hour });
    expect(await stagesOf(rig.store)).toEqual(['last', 'soon']);
  });

  it('keeps an artifact as long as any result names it', async () => {
    await using rig = createRig();
    const same = (name: string) => rig.stage(name, () => 'same'.repeat(1_000));
    await rig.run(graph([same('one')]), clockAt(0));
    await rig.run(graph([same('two')]), clockAt(hour));
    await build(rig, 'last', 10, 2);
    const [two] = await rig.store.latest(['two']);
    const kept = await prune(rig.store, { budget: 0, now: 100 * hour, keep: new Set([two!]) });
    expect(kept.removed).toMatchObject({ results: 1, artifacts: 0 });
    expect(await stagesOf(rig.store)).toEqual(['last', 'two']);
    expect((await verifyStore(rig.store)).problems).toEqual([]);
    const { removed } = await prune(rig.store, { budget: 0, now: 100 * hour });
    expect(removed.artifacts).toBe(1);
  });

  it('removes artifacts that nobody names, once they have been seen so for as long as the grace', async () => {
    await using rig = createRig();
    await build(rig, 'a', 10, 0);
    const lost = Uint8Array.of(1, 2, 3);
    await rig.store.putArtifact(digestOf(lost), lost);
    const at = async (time: number) => (await prune(rig.store, { budget: 1e9, now: time })).removed.artifacts;
    expect(await at(0)).toBe(0);
    expect(await at(defaultGrace - 1)).toBe(0);
    expect(await at(defaultGrace)).toBe(1);
    expect(await at(2 * defaultGrace)).toBe(0);
    expect(await stagesOf(rig.store)).toEqual(['a']);
  });

  it('removes nothing when it is dry', async () => {
    await using rig = createRig();
    await build(rig, 'a', 1_000, 0);
    await build(rig, 'b', 1_000, 1);
    const rows = await rowsOf(rig.store);
    const { removed } = await prune(rig.store, { budget: 0, now: 100 * hour, dryRun: true });
    expect(removed.results).toBe(1);
    expect(await rowsOf(rig.store)).toEqual(rows);
  });

  it('leaves a store in which what was removed is built again, and the rest is fresh', async () => {
    await using rig = createRig();
    const chain = () => {
      const source = rig.stage<string>('source', () => 'long'.repeat(10_000));
      return graph([
        rig.stage('length', ({ text }: { text: string }) => text.length, { inputs: { text: source } }),
      ]);
    };
    await rig.run(chain(), clockAt(0));
    await build(rig, 'last', 10, 1);
    await prune(rig.store, { budget: 20_000, now: 100 * hour });
    expect(await stagesOf(rig.store)).toEqual(['last', 'length']);
    expect(await rig.run(chain())).toEqual([
      'source runs: its last result is no longer in the cache',
      'source built',
      'length fresh',
    ]);
  });
});

it('verifies every row and every artifact', async () => {
  const rows = { results: new Map<string, string>(), artifacts: new Map<string, Uint8Array>() };
  const { memoryStore } = await import('../store/memory-store.js');
  await using rig = createRig(memoryStore(rows));
  for (const name of ['a', 'b', 'c']) await build(rig, name, 10, 0);
  expect(await verifyStore(rig.store)).toEqual({ results: 3, artifacts: 3, problems: [] });
  const [first, second] = [...rows.artifacts.keys()];
  rows.artifacts.get(first!)![0]! ^= 1;
  rows.artifacts.delete(second!);
  const [key] = await rig.store.latest(['c']);
  rows.results.set(key!, rows.results.get(key!)!.replace('"size":12', '"size":13'));
  const { problems } = await verifyStore(rig.store);
  expect(problems.map(({ kind }) => kind).sort()).toEqual([
    'damaged artifact',
    'damaged row',
    'missing artifact',
  ]);
  expect(problems.find(({ kind }) => kind === 'missing artifact')).toMatchObject({ stage: 'b' });
});
