import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../graph/stage.js';
import { memoryStore } from '../store/memory-store.js';
import { gate } from '../testing/gate.js';
import { createRig, type Rig } from '../testing/rig.js';
import { readJournal } from './journal.js';

let rows: { readonly results: Map<string, string>; readonly artifacts: Map<string, Uint8Array> };
let rig: Rig;
beforeEach(() => {
  rows = { results: new Map(), artifacts: new Map() };
  rig = createRig(memoryStore(rows));
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
});

const no = () => {
  throw new Error('no');
};

describe('a run that fails fast', () => {
  it('starts nothing after the first failure, and keeps what was running', async () => {
    const running = gate<number>();
    const known = rig.stage('known', () => 1);
    await rig.run([known]);
    const first = rig.stage('first', running.fn);
    const bad = rig.stage('bad', no);
    const others = [1, 2, 3].map((n) => rig.stage(`other ${n}`, () => n));
    const child = rig.stage('child', () => 1, { inputs: { bad } });
    const grandchild = rig.stage('grandchild', () => 1, { inputs: { other: others[2]! } });
    const page = rig.stage('page', () => 1, { inputs: { parts: settled([first, bad, known]) } });
    const run = rig.start([known, first, bad, ...others, child, grandchild, page], { failFast: true });
    await run.seen('failed');
    running.open(5);
    await run.done;
    expect(run.lines).toEqual([
      'known fresh',
      'first runs: not in the cache',
      'bad runs: not in the cache',
      'bad failed (task): no',
      'child skipped because bad failed',
      'other 1 not started because bad failed',
      'other 2 not started because bad failed',
      'other 3 not started because bad failed',
      'grandchild not started because bad failed',
      'first built',
      'page not started because bad failed',
    ]);
    expect(run.events.at(-1)).toMatchObject({ fresh: 1, built: 1, failed: 1, skipped: 6 });
    expect(await rig.run([first])).toEqual(['first fresh']);
  });

  it('leaves the journal of what it has not started', async () => {
    const other = (version: string) => rig.stage('other', () => version, { version });
    await rig.run([other('1')]);
    const stages = [other('1')];
    const before = (await readJournal(rig.store, stages)).stages.get('other');
    // The slots for short tasks are two.
    const blocked = [rig.stage('bad', no), rig.stage('bad too', no), rig.stage('last', () => 1)];
    await rig.run([...blocked, other('2')], { failFast: true });
    expect(before).toMatchObject({ state: 'built' });
    expect((await readJournal(rig.store, stages)).stages.get('other')).toEqual(before);
  });

  it('does not wait for the result of another run', async () => {
    await using second = createRig(memoryStore(rows));
    const gated = gate<number>();
    const one = rig.start([rig.stage('slow', gated.fn)]);
    await gated.called;
    const failing = gate();
    const other = second.start([second.stage('slow', () => 1), second.stage('bad', failing.fn)], {
      failFast: true,
    });
    await other.seen('log');
    failing.fail(new Error('no'));
    await other.done;
    expect(other.lines.slice(-2)).toEqual(['bad failed (task): no', 'slow not started because bad failed']);
    gated.open(1);
    await one.done;
    expect(one.lines.at(-1)).toBe('slow built');
  });

  it('is not what a run does by default', async () => {
    expect(
      await rig.run([rig.stage('bad', no), rig.stage('other', () => 1), rig.stage('more', () => 2)]),
    ).toContain('more built');
  });
});
