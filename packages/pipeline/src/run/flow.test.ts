import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shuffledOrder } from '../../test/support/shuffled-order.js';
import { graph } from '../graph/graph.js';
import type { Stage } from '../graph/stage.js';
import { gate } from '../testing/gate.js';
import { createRig, type Rig } from '../testing/rig.js';
import { revision } from './run.js';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
});

describe('cancellation', () => {
  it('aborts what runs, commits nothing of it and keeps what had finished', async () => {
    const slow = gate<number>();
    const done = rig.stage('done', () => 1);
    const waiting = (fn: typeof slow.fn) => rig.stage('waiting', fn, { inputs: { done } });
    const run = rig.start([waiting(slow.fn)]);
    await slow.called;
    await run.cancel();
    await slow.aborted;
    expect(run.lines).not.toContain('waiting built');
    expect(await rig.run([waiting(() => 2)])).toEqual([
      'done fresh',
      'waiting runs: not in the cache',
      'waiting built',
    ]);
  });

  it('lets a chain of 10,000 be cancelled without growing the stack', async () => {
    const slow = gate();
    const stages = chain(10_000, slow.fn);
    const run = rig.start([stages.at(-1)!]);
    await slow.called;
    await run.cancel();
    expect(run.lines).toEqual(['link 0 runs: not in the cache']);
  });

  it('stops a run of thousands of fresh stages at its next turn', async () => {
    const stages = chain(2_000, () => 0);
    await rig.run([stages.at(-1)!]);
    const run = rig.start([stages.at(-1)!]);
    await run.seen('fresh');
    await run.cancel();
    expect(run.lines.length).toBeGreaterThan(0);
    expect(run.lines.length).toBeLessThan(1_000);
  });

  it('stops at once when it comes from the hearer of an event', async () => {
    const stages = chain(10, () => 0);
    await rig.run([stages.at(-1)!]);
    const heard: string[] = [];
    const { store, code, workers } = rig;
    const made = revision(graph(stages), { store, code, workers });
    await new Promise<void>((resolve) => {
      const subscription = made.events.subscribe((event) => {
        if (event.type === 'fresh') heard.push(event.stage);
        if (heard.length === 3) {
          subscription.unsubscribe();
          resolve();
        }
      });
    });
    await made.drained();
    expect(heard).toEqual(['link 0', 'link 1', 'link 2']);
  });
});

describe('shapes', () => {
  it('finishes an empty graph and a stage with an empty list', async () => {
    expect(await rig.run([])).toEqual([]);
    const none = rig.stage('none', ({ list }: { list: unknown[] }) => list.length, { inputs: { list: [] } });
    expect(await rig.run([none], { deliver: true })).toContain('none = 0');
  });

  it('runs and re-runs a chain of 10,000', async () => {
    const stages = chain(10_000, () => 0);
    const run = rig.start([stages.at(-1)!], { deliver: true });
    await run.done;
    expect(run.events.at(-2)).toMatchObject({ type: 'value', value: 9_999 });
    const again = rig.start([stages.at(-1)!]);
    await again.done;
    expect(again.events.at(-1)).toMatchObject({ type: 'finished', fresh: 10_000, built: 0 });
    // After the forced first link, the other 9,999 stages are fresh and are resolved one right after the other. This
    // must not grow the call stack either.
    const forced = rig.start([stages.at(-1)!], { force: new Set(['link 0']) });
    await forced.done;
    expect(forced.events.at(-1)).toMatchObject({ type: 'finished', fresh: 9_999, built: 1 });
  });

  it('gives the same values whatever the order of ready stages', async () => {
    const leaves = Array.from({ length: 6 }, (_, n) => rig.stage(`leaf ${n}`, () => n));
    const sums = leaves.map((leaf, n) =>
      rig.stage(`sum ${n}`, ({ a, b }) => a + b, { inputs: { a: leaf, b: leaves[(n + 1) % 6]! } }),
    );
    const top = rig.stage('top', ({ sums }: { sums: number[] }) => sums.join(), { inputs: { sums } });
    const values = new Set<unknown>();
    const orders = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const run = rig.start([top], { deliver: true, cacheMode: 'off', reorder: shuffledOrder(seed) });
      await run.done;
      orders.add(run.lines.filter((line) => line.includes(' built')).join());
      values.add(run.events.flatMap((event) => (event.type === 'value' ? [event.value] : []))[0]);
    }
    expect(values).toEqual(new Set(['1,3,5,7,9,5']));
    expect(orders.size).toBeGreaterThan(5);
  });

  it('refuses cycles, names used twice and parameters that are no JSON, as mistakes of the pipeline', () => {
    const mistake = (message: string) =>
      expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(message) });
    const a = rig.stage('a', () => 1);
    expect(() => graph([a, { ...a, params: { other: 1 } }])).toThrow(mistake("two stages are named 'a'"));
    const looped = { ...a, inputs: {} as Record<string, Stage> };
    looped.inputs['self'] = looped;
    expect(() => graph([looped])).toThrow(mistake("stage 'a' depends on itself"));
    expect(() => rig.stage('b', () => 1, { params: { at: Number.NaN } })).toThrow(
      mistake("the parameters of the stage 'b': $.at is NaN"),
    );
  });
});

function chain(length: number, first: Parameters<Rig['stage']>[1]): Stage[] {
  const stages: Stage[] = [];
  for (let index = 0; index < length; index++) {
    const previous = stages.at(-1);
    stages.push(
      previous === undefined
        ? rig.stage('link 0', first)
        : rig.stage(`link ${index}`, ({ n }: { n: number }) => n + 1, { inputs: { n: previous } }),
    );
  }
  return stages;
}
