import { describe, expect, it } from 'vitest';
import { graph } from '../graph/graph.js';
import { createRig } from '../testing/rig.js';
import { dropResults } from './drop.js';
import { rowsOf } from './prune.js';
import { verifyStore } from './verify-store.js';

describe('dropResults', () => {
  it('removes results with what is only theirs, and keeps an artifact that another result names', async () => {
    await using rig = createRig();
    const stages = ['a', 'b', 'c'].map((name) => rig.stage(name, () => (name === 'c' ? 'own' : 'shared')));
    await rig.run(graph(stages));
    const dry = await dropResults(rig.store, ({ stage }) => stage !== 'a', true);
    expect(dry.results.map(({ stage }) => stage).sort()).toEqual(['b', 'c']);
    expect(dry.removed).toMatchObject({ results: 2, artifacts: 1 });
    expect(await rig.run(graph(stages))).toEqual(['a fresh', 'b fresh', 'c fresh']);

    await dropResults(rig.store, ({ stage }) => stage !== 'a');
    const left = await rowsOf(rig.store);
    expect(left.flatMap(({ result }) => (result === undefined ? [] : [result.stage]))).toEqual(['a']);
    expect(left.filter(({ table }) => table === 'artifacts')).toHaveLength(1);
    expect((await verifyStore(rig.store)).problems).toEqual([]);
    expect((await rig.run(graph(stages))).toSorted()).toEqual([
      'a fresh',
      'b built',
      'b runs: its last result is no longer in the cache',
      'c built',
      'c runs: its last result is no longer in the cache',
    ]);
  });
});
