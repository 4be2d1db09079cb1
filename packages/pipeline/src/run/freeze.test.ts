import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { given } from '../graph/given.js';
import { graph } from '../graph/graph.js';
import { type Stage, settled } from '../graph/stage.js';
import { memoryStore } from '../store/memory-store.js';
import { describeChainLine, reasonChain } from '../tell/reason-chain.js';
import { createRig, type Rig } from '../testing/rig.js';
import { plan } from './plan.js';

let rows: { readonly results: Map<string, string>; readonly artifacts: Map<string, Uint8Array> };
let rig: Rig;
beforeEach(() => {
  rows = { results: new Map(), artifacts: new Map() };
  rig = createRig(memoryStore(rows));
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
});

/** A model, what is measured of it, and a page. */
function pipeline(steps: number, version = '1') {
  const model = rig.stage('model', (_, { steps }) => steps, { params: { steps }, version });
  const measured = rig.stage('measured', ({ model }) => 10 * model, { inputs: { model } });
  return rig.stage('page', ({ measured }) => `${measured}`, { inputs: { measured } });
}

const freeze = (...names: string[]) => ({ freeze: new Set(names), deliver: true });

describe('a frozen stage', () => {
  it('gives its last result instead of running, and says how that was made', async () => {
    await rig.run([pipeline(1000)]);
    expect(await rig.run([pipeline(2000)], freeze('model'))).toEqual([
      'model frozen, made with steps = 1000 instead of 2000',
      'measured fresh',
      'page fresh',
      'page = "10000"',
    ]);
    expect(await rig.run([pipeline(1000, '2')], freeze('model'))).toContain(
      'model frozen, made with other code of rig/model#fn',
    );
  });

  it('leaves nothing behind', async () => {
    await rig.run([pipeline(1000)]);
    const before = new Map(rows.results);
    await rig.run([pipeline(2000)], freeze('model'));
    expect(rows.results).toEqual(before);
    expect((await rig.run([pipeline(2000)], { deliver: true })).slice(0, 2)).toEqual([
      'model runs: steps changed 1000 → 2000',
      'model built',
    ]);
  });

  it('lets what depends on it run from its value, under keys that say so', async () => {
    await rig.run([pipeline(1000)]);
    const page = pipeline(2000);
    const other = (source: Stage) => rig.stage('other', ({ model }) => -model, { inputs: { model: source } });
    const frozen = rig.start([page, other(modelOf(page))], freeze('model'));
    await frozen.done;
    expect(frozen.lines).toContain('other = -1000');
    // The same key as without freezing, with the settings that the value was made with.
    expect(await rig.run([other(modelOf(pipeline(1000)))])).toEqual(['model fresh', 'other fresh']);
  });

  it('is fresh as ever when it would not have to run', async () => {
    await rig.run([pipeline(1000)]);
    expect(await rig.run([pipeline(1000)], freeze('model', 'page'))).toEqual([
      'model fresh',
      'measured fresh',
      'page fresh',
      'page = "10000"',
    ]);
    await rig.run([pipeline(2000)]);
    expect((await rig.run([pipeline(1000)], freeze('model')))[0]).toBe('model fresh');
  });

  it('runs when there is nothing to give, or when it is forced', async () => {
    expect(await rig.run([pipeline(1000)], freeze('model'))).toContain('model built');
    const forced = { ...freeze('model'), force: new Set(['model']) };
    expect(await rig.run([pipeline(2000)], forced)).toContain('model runs: steps changed 1000 → 2000');
  });

  it('is used also when an input of it fails', async () => {
    const made = (bad: () => unknown, version: string) => {
      const input = rig.stage('input', bad, { version });
      const kept = rig.stage('kept', () => 5, { inputs: { input } });
      return rig.stage('page', ({ all }) => all[0].value, { inputs: { all: settled([kept]) } });
    };
    await rig.run([made(() => 1, '1')]);
    const fail = () => {
      throw new Error('no');
    };
    expect(await rig.run([made(fail, '2')], freeze('kept'))).toEqual([
      'input runs: the code of rig/input#fn changed',
      'input failed (task): no',
      'kept frozen, whatever its inputs are now',
      'page fresh',
      'page = 5',
    ]);
  });

  it('fails, and does not run, when its last result is damaged', async () => {
    await rig.run([pipeline(1000)]);
    for (const digest of rows.artifacts.keys()) rows.artifacts.set(digest, Buffer.from('spoiled'));
    const lines = await rig.run([modelOf(pipeline(2000))], freeze('model'));
    expect(lines).toEqual([
      'model frozen, made with steps = 1000 instead of 2000',
      'model failed (input): it is frozen, and its last result is damaged: run it without freezing it',
    ]);
  });

  it('fails once when several stages read its damaged result at the same time', async () => {
    const readers = (steps: number) => {
      const model = modelOf(pipeline(steps));
      const reader = (n: number) =>
        rig.stage(`reader-${n}`, ({ model }) => n * model, { inputs: { model }, params: { steps } });
      return [reader(1), reader(2)];
    };
    await rig.run(readers(1000));
    for (const digest of rows.artifacts.keys()) rows.artifacts.set(digest, Buffer.from('spoiled'));
    const { events, done } = rig.start(readers(2000), freeze('model'));
    await done;
    const failures = events.flatMap((event) => (event.type === 'failed' ? [event] : []));
    expect(failures.map(({ stage }) => stage)).toEqual(['model', 'reader-1', 'reader-2']);
    // No class and no stack of this program.
    for (const { failure } of failures) expect(Object.keys(failure)).toEqual(['kind', 'message']);
  });

  it('is never a given value', async () => {
    await rig.run([given('weights', 1)]);
    expect(await rig.run([given('weights', 2)], freeze('weights'))).toContain('weights = 2');
  });

  it('is frozen in a plan and in an explanation, too', async () => {
    await rig.run([pipeline(1000)]);
    const whole = graph([pipeline(2000)]);
    const planned = await plan(whole, { ...rig, ...freeze('model', 'page') });
    expect(planned.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
      'model fresh',
      'measured fresh',
      'page fresh',
    ]);
    const lines = reasonChain([whole.byName.get('model')!], { graph: whole, planned });
    expect(lines.map((line) => describeChainLine(line, { duration: String, ago: String }))).toEqual([
      'model is frozen, made with steps = 1000 instead of 2000',
    ]);
  });
});

describe('a plan and a run agree about a frozen stage', () => {
  /** What is frozen measures a model, which is made of data. */
  const pipelineOf = (steps: number) => {
    const data = rig.stage('data', () => 1);
    const model = rig.stage('model', ({ data }, { steps }) => data * steps, {
      params: { steps },
      inputs: { data },
    });
    return rig.stage('measured', ({ model }) => 10 * model, { inputs: { model } });
  };
  const before: Readonly<Record<string, () => Promise<unknown>>> = {
    'its own result is the last': () => rig.run([pipelineOf(1000)]),
    'its own result is an older one': async () => {
      await rig.run([pipelineOf(1000)]);
      await rig.run([pipelineOf(2000)]);
    },
    'it has only results of other settings': async () => {
      await rig.run([pipelineOf(2000)]);
      await rig.run([modelOf(pipelineOf(1000))]);
    },
    'it has no result': () => rig.run([modelOf(pipelineOf(1000))]),
  };
  const inputs: Readonly<Record<string, readonly string[]>> = {
    'its input is fresh': [],
    'its input must run': ['model'],
    'its input may stay fresh': ['data'],
  };
  const told: Readonly<Record<string, readonly [planned: string, ran: string]>> = {
    'its own result is the last, its input is fresh': ['fresh', 'fresh'],
    'its own result is the last, its input must run': ['fresh, or else frozen', 'fresh'],
    'its own result is the last, its input may stay fresh': ['fresh, or else frozen', 'fresh'],
    'its own result is an older one, its input is fresh': ['fresh', 'fresh'],
    'its own result is an older one, its input must run': ['fresh, or else frozen', 'fresh'],
    'its own result is an older one, its input may stay fresh': ['fresh, or else frozen', 'fresh'],
    'it has only results of other settings, its input is fresh': ['frozen', 'frozen'],
    'it has only results of other settings, its input must run': ['fresh, or else frozen', 'frozen'],
    'it has only results of other settings, its input may stay fresh': ['fresh, or else frozen', 'frozen'],
    'it has no result, its input is fresh': ['runs', 'built'],
    'it has no result, its input must run': ['depends', 'built'],
    'it has no result, its input may stay fresh': ['depends', 'built'],
  };
  it.each(Object.entries(told))('when %s', async (name, expected) => {
    const [history, input] = name.split(', ') as [string, string];
    await before[history]!();
    const options = { ...freeze('measured'), force: new Set(inputs[input]) };
    const wanted = pipelineOf(1000);
    const planned = (await plan(graph([wanted]), { ...rig, ...options })).at(-1)!;
    const { events, done } = rig.start([wanted], options);
    await done;
    const ended = events.find(
      (event) => 'stage' in event && event.stage === 'measured' && event.type !== 'started',
    );
    const stateOf = ({ state, frozen, on }: { state: string; frozen?: unknown; on?: unknown }) => {
      if (state !== 'fresh' || frozen === undefined) return state;
      return on === undefined ? 'frozen' : 'fresh, or else frozen';
    };
    expect([stateOf(planned), stateOf({ ...ended!, state: ended!.type })]).toEqual(expected);
  });
});

function modelOf(page: Stage): Stage {
  return graph([page]).byName.get('model')!;
}
