import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stage } from '../graph/stage.js';
import type { AnyTaskFunction } from '../graph/task.js';
import { createRig, type Rig } from '../testing/rig.js';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
});

/** A stage whose function fails so often, and then returns 1. */
function unsteady(failures: number, inputs: Record<string, Stage> = {}): Stage {
  let calls = 0;
  const fn: AnyTaskFunction = ({ list }: { list?: number[] }) => {
    list?.push(7);
    if (calls++ < failures) throw new Error(`failure ${calls}`);
    return list?.length ?? 1;
  };
  return rig.stage('unsteady', fn, { inputs });
}

describe('retries', () => {
  it('try a failed stage again, and record the result as if it had succeeded at first', async () => {
    expect(await rig.run([unsteady(2)], { retries: 2, deliver: true })).toEqual([
      'unsteady runs: not in the cache',
      'unsteady tried again (1 of 2) after task: failure 1',
      'unsteady tried again (2 of 2) after task: failure 2',
      'unsteady built',
      'unsteady = 1',
    ]);
    expect(await rig.run([unsteady(9)])).toEqual(['unsteady fresh']);
  });

  it('end with the last failure', async () => {
    const lines = await rig.run([unsteady(9)], { retries: 1 });
    expect(lines.slice(-2)).toEqual([
      'unsteady tried again (1 of 1) after task: failure 1',
      'unsteady failed (task): failure 2',
    ]);
  });

  it('give the function its inputs anew', async () => {
    const list = rig.stage('list', () => [1]);
    const lines = await rig.run([unsteady(1, { list })], { retries: 1, deliver: true });
    expect(lines.at(-1)).toBe('unsteady = 2');
  });

  it('are none by default, and none for other bytes from the same recipe', async () => {
    expect((await rig.run([unsteady(1)])).at(-1)).toBe('unsteady failed (task): failure 1');
    let calls = 0;
    const other = () => rig.stage('other', () => ++calls);
    await rig.run([other()]);
    const lines = await rig.run([other()], { force: new Set(['other']), retries: 3 });
    expect(lines.at(-1)).toMatch(/^other failed \(nondeterministic\)/);
    expect(calls).toBe(2);
  });

  it('also try again what the codec cannot encode', async () => {
    let calls = 0;
    const odd = rig.stage('odd', () => (calls++ === 0 ? [new Float32Array(1)] : 1));
    const lines = await rig.run([odd], { retries: 1 });
    expect(lines[1]).toMatch(/^odd tried again \(1 of 1\) after codec: /);
    expect(lines[2]).toBe('odd built');
  });

  it('end when the run is cancelled', async () => {
    let calls = 0;
    const endless = rig.stage('endless', () => {
      calls++;
      throw new Error('again');
    });
    const run = rig.start([endless], { retries: Number.POSITIVE_INFINITY });
    await run.seen('retried');
    await run.cancel();
    const before = calls;
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toBe(before);
  });
});
