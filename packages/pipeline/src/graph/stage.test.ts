import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRig, type Rig } from '../testing/rig.js';
import { json } from '../values/codec.js';
import { type StageInput, settled, stage } from './stage.js';
import { type AnyTaskFunction, type Params, task } from './task.js';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig[Symbol.asyncDispose]());

const anyTask = task<AnyTaskFunction>('@me/room/gain#gain', { codec: json() });
const made = (params: Params, inputs: Record<string, StageInput> = {}) =>
  stage('made', anyTask, { params, inputs: inputs as never });

describe('a stage', () => {
  it('keeps its parameters when the object that gave them changes, and lets nobody change its own', () => {
    const params = { list: [3, 1, 2], deep: { list: [{ a: 1 }] } };
    const { params: kept } = made(params);
    params.list.sort();
    params.deep.list[0]!.a = 2;
    expect(kept).toEqual({ list: [3, 1, 2], deep: { list: [{ a: 1 }] } });
    const { list, deep } = kept as unknown as typeof params;
    expect(() => list.sort()).toThrow(TypeError);
    expect(() => Object.assign(deep.list[0]!, { a: 2 })).toThrow(TypeError);
    expect(() => Object.assign(kept, { more: 1 })).toThrow(TypeError);
  });

  it('keeps its inputs when the lists that gave them change, and lets nobody change its own', () => {
    const [a, b] = [made({ of: 'a' }), made({ of: 'b' })];
    const [list, settling] = [[a], [a]];
    const inputs = { list, settling: settled(settling) };
    const kept = made({}, inputs);
    list.push(b);
    settling.push(b);
    expect(kept.inputs).toEqual({ list: [a], settling: { settled: [a] } });
    expect(() => (kept.inputs['list'] as unknown[]).push(b)).toThrow(TypeError);
    expect(() => Object.assign(kept.inputs, { more: a })).toThrow(TypeError);
    expect(() => Object.assign(kept, { name: 'other' })).toThrow(TypeError);
  });

  // The recipe sorts them. If the task saw another order, two recipes with one key could have different values.
  it('shows its task the members of parameters and inputs in the order of the recipe', async () => {
    const source = rig.stage('source', () => 1);
    const names: AnyTaskFunction = (inputs, { of }) => [Object.keys(inputs), Object.keys(of)];
    const asked = (of: Params, inputs: Record<string, StageInput>) => [
      rig.stage('names', names, { params: { of }, inputs }),
    ];
    const written = [...(await rig.run(asked({ b: 1, a: 2 }, { y: source, x: source }), { deliver: true }))];
    expect(written.at(-1)).toBe('names = [["x","y"],["a","b"]]');
    expect(await rig.run(asked({ a: 2, b: 1 }, { x: source, y: source }), { deliver: true })).toEqual([
      'source fresh',
      'names fresh',
      'names = [["x","y"],["a","b"]]',
    ]);
  });
});
