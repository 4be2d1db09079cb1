import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { differingModules } from '../src/code/module-digests.js';
import { graph } from '../src/graph/graph.js';
import type { Recipe } from '../src/graph/recipe.js';
import type { Stage } from '../src/graph/stage.js';
import { stage } from '../src/graph/stage.js';
import type { Params } from '../src/graph/task.js';
import { type AnyTaskFunction, task } from '../src/graph/task.js';
import { readJournal } from '../src/run/journal.js';
import { plan } from '../src/run/plan.js';
import { explain } from '../src/run/reasons.js';
import { memoryStore } from '../src/store/memory-store.js';
import { viewGraph } from '../src/tell/graph-view.js';
import { describeChainLine, reasonChain } from '../src/tell/reason-chain.js';
import { createRig, type Rig } from '../src/testing/rig.js';
import { prune } from '../src/upkeep/prune.js';
import { type Codec, json, record } from '../src/values/codec.js';
import { digestOf } from '../src/values/digest.js';
import { temporaryPackage } from './support/temporary-package.js';

/** Every object inherits members of these names. Parameters, inputs, stages and parts of records may have them, too. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

/** An object with an own member of this name. (In an object literal, `__proto__` would set the prototype.) */
const member = <T>(name: string, value: T): Record<string, T> => Object.fromEntries([[name, value]]);

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig[Symbol.asyncDispose]());

describe.each(names)('the name %s', (name) => {
  it('may be that of a parameter, which comes, changes and goes', async () => {
    const targets = (params: Params) => [
      rig.stage('a', (_inputs, given) => Object.entries(given), { params }),
    ];
    const planned = async (params: Params) =>
      (await plan(graph(targets(params)), { store: rig.store, code: rig.code })).map(({ state }) => state);
    const run = (params: Params) => rig.run(targets(params), { deliver: true });
    await run({ own: 1 });
    expect(await planned({ own: 1, ...member(name, null) })).toEqual(['runs']);
    expect(await run({ own: 1, ...member(name, null) })).toEqual([
      `a runs: ${name} changed (absent) → none`,
      'a built',
      `a = ${JSON.stringify(Object.entries({ own: 1, ...member(name, null) }).sort())}`,
    ]);
    expect(await run({ own: 1, ...member(name, { deep: [1] }) })).toContain(
      `a runs: ${name} changed none → {"deep":[1]}`,
    );
    expect(await run({ own: 1, ...member('Deep', member(name, 1)) })).toContain(
      `a runs: Deep changed (absent) → ${JSON.stringify(member(name, 1))}; ${name} changed {"deep":[1]} → (absent)`,
    );
    expect(await planned({ own: 1 })).toEqual(['fresh']);
  });

  it('may be that of an input, which enters the key', async () => {
    const targets = (value: number) => {
      const source = rig.stage('source', () => value, { version: String(value) });
      return [rig.stage('a', (inputs) => Object.entries(inputs), { inputs: member(name, source) })];
    };
    await rig.run(targets(1));
    expect(await rig.run(targets(2), { deliver: true })).toEqual([
      'source runs: the code of rig/source#fn changed',
      'source built',
      'a runs: the value of source changed',
      'a built',
      `a = ${JSON.stringify([[name, 2]])}`,
    ]);
    expect(await rig.run([rig.stage('a', (inputs) => Object.entries(inputs))])).toContain(
      `a runs: the input ${name} is gone`,
    );
  });

  it('may be that of a settled input whose bytes are lost', async () => {
    const rows = { results: new Map<string, string>(), artifacts: new Map<string, Uint8Array>() };
    await using losing = createRig(memoryStore(rows));
    let fails = false;
    const targets = (version: string) => {
      const source = losing.stage('source', () => {
        if (fails) throw new Error('no more');
        return 1;
      });
      const inputs = member(name, { settled: source as Stage });
      return [losing.stage('a', (given) => Object.values(given), { inputs, version })];
    };
    await losing.run(targets('1'));
    const recorded = await losing.store.latest(['a']);
    for (const digest of rows.artifacts.keys()) rows.artifacts.set(digest, Buffer.from('spoiled'));
    fails = true;
    const lines = await losing.run(targets('2'), { deliver: true });
    expect(lines.at(-1)).toBe('a = [{"message":"no more","stage":"source","status":"failure"}]');
    // The store keeps no result that was made from a failure.
    expect(await losing.store.latest(['a'])).toEqual(recorded);
  });

  it('may be that of an input that is new, gone, or has another value or length', () => {
    const digest = (of: string) => digestOf(of);
    const made = (inputs: object): Recipe => ({
      task: 'rig/a#fn',
      code: digest('code'),
      params: {},
      inputs: inputs as Recipe['inputs'],
      codec: 'json/1',
    });
    const none = made({});
    const one = made(member(name, digest('1')));
    const other = made(member(name, digest('2')));
    expect(explain(none, one, { inputs: {} })).toEqual([
      { kind: 'input binding', input: name, change: 'new' },
    ]);
    expect(explain(one, none, { inputs: {} })).toEqual([
      { kind: 'input binding', input: name, change: 'gone' },
    ]);
    // A comparison of recipes alone knows no stages: the name of the input stands for its stage.
    expect(explain(one, other, { inputs: {} })).toEqual([{ kind: 'input value', input: name, stage: name }]);
  });

  it('may be that of inputs and parameters of a worker thread', async () => {
    await using home = await temporaryPackage({
      'src/told.ts': `export function told(inputs: object, params: object) {
        return [Object.entries(inputs), Object.entries(params)];
      }`,
    });
    const told = task<AnyTaskFunction>('@temporary/room/told#told', { codec: json(), runs: 'worker' });
    const source = rig.stage('source', () => 1);
    const code = await home.build([told]);
    const both = { find: (address: never) => code.find(address) ?? rig.code.find(address) };
    const made = stage('a', told, { params: member(name, 2), inputs: member(name, source) as never });
    const lines = await rig.run([made as Stage], { code: both, deliver: true });
    expect(lines.at(-1)).toBe(`a = ${JSON.stringify([[[name, 1]], [[name, 2]]])}`);
  });

  it('may be that of a stage, which is told of and drawn as any other', async () => {
    const pipeline = (value: number) => {
      const source = rig.stage(name, () => value, { version: String(value) });
      const fails = rig.stage(
        `${name}[fails]`,
        ({ source }) => {
          if (source === 2) throw new Error('two');
          return 0;
        },
        { inputs: { source } },
      );
      return graph([rig.stage('last', (inputs) => inputs, { inputs: { source, fails } })]);
    };
    const read = async (whole: ReturnType<typeof pipeline>, asked: string) => {
      const planned = await plan(whole, { store: rig.store, code: rig.code });
      const journal = await readJournal(rig.store, whole.order);
      const lines = reasonChain([whole.byName.get(asked)!], { graph: whole, planned, journal });
      const { families } = viewGraph(whole, planned, journal);
      return {
        told: lines.map((line) =>
          describeChainLine(line, { duration: () => 'no time', ago: () => 'just now' }),
        ),
        drawn: families.map((family) => `${family.name} ${family.state}`),
      };
    };
    // The store is still empty.
    expect(await read(pipeline(1), name)).toEqual({
      told: [`${name} would run: not in the cache`],
      drawn: [`${name} stale`, `${name}[fails] stale`, 'last stale'],
    });
    await rig.run(pipeline(1));
    await rig.run(pipeline(2));
    expect(await read(pipeline(2), `${name}[fails]`)).toEqual({
      told: [
        `${name}[fails] would run: the value of ${name} changed (it failed: two)`,
        `${name} (no time): the code of rig/${name}#fn changed`,
      ],
      drawn: [`${name} fresh`, `${name}[fails] failed`, 'last stale'],
    });
  });

  it('may be that of a part of a record, and is no part where it is not given', () => {
    const codec = record<Record<string, unknown>>(member(name, json() as Codec<unknown>));
    const value = member(name, { deep: Number.NaN });
    expect(Object.entries(codec.decode(codec.encode(value)))).toEqual([[name, { deep: Number.NaN }]]);
    expect(() => codec.encode({})).toThrow(`in the part '${name}': it is missing`);
    expect(() => record({}).encode(value)).toThrow(`the record has no part named '${name}'`);
  });

  it('may be that of a member of a JSON value, also of a number that JSON lacks', () => {
    for (const value of [null, Number.NaN, member(name, -0)]) {
      const back = json<object>().decode(json<object>().encode(member(name, value)));
      expect(Object.entries(back)).toEqual([[name, value]]);
      expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    }
  });

  it('may be that of a module, and of a row of another program', async () => {
    expect(differingModules({}, member(name, '123'))).toEqual([name]);
    expect(differingModules(member(name, '123'), member(name, '123'))).toEqual([]);
    const rows = {
      results: new Map<string, string>(),
      artifacts: new Map<string, Uint8Array>([[name, Buffer.from('theirs')]]),
    };
    const store = memoryStore(rows);
    const hour = 3_600_000;
    await prune(store, { budget: 1e9, now: 10 * hour });
    await prune(store, { budget: 1e9, now: 11 * hour });
    expect([...rows.artifacts.keys()]).toEqual([name]);
    const { removed } = await prune(store, { budget: 1e9, now: 13 * hour });
    expect(removed.artifacts).toBe(1);
  });
});
