import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryPackage, temporaryPackage } from '../../test/support/temporary-package.js';
import type { CodeLibrary } from '../code/code-library.js';
import { type Stage, type StageInput, stage } from '../graph/stage.js';
import { type AnyTaskFunction, type Params, type TaskAddress, task } from '../graph/task.js';
import { createRig, type Rig } from '../testing/rig.js';
import { type Codec, json } from '../values/codec.js';
import { openWorkers, type WorkerPool } from './worker-pool.js';

/** Tasks that reach beyond themselves. Each is a module of its own, as one line. */
const tasks = {
  count: 'let calls = 0; export const count = () => ++calls;',
  list: 'export const list = () => [3, 1, 2];',
  median: 'export const median = (_, { list }) => list.sort()[1];',
  first: 'export const first = (_, { list }) => list[0];',
  sortsInput: 'export const sortsInput = ({ list }) => list.sort();',
  readsInput: 'export const readsInput = ({ list }) => list;',
  // The build looks into third-party code for the worst only, because libraries ask for the global object without harm.
  setsGlobal:
    "import { globals } from 'reacher'; export const setsGlobal = () => { globals.left = 1; Array.prototype.last = 2; return 1; };",
  readsGlobal: 'export const readsGlobal = () => [typeof left, [].last ?? null];',
  changesMap: 'export const changesMap = () => { Array.prototype.map = () => 7; return 1; };',
  usesMap: 'export const usesMap = () => [1, 2].map((value) => value * 2);',
  matches: "export const matches = () => /secret/.test('secret');",
  readsMatch: "export const readsMatch = () => [RegExp['$&'], RegExp.lastMatch];",
  readsMatchAtLoad:
    "const at = [RegExp['$&'], RegExp.lastMatch, RegExp.input]; export const readsMatchAtLoad = () => at;",
  laysAccessor:
    "import { globals } from 'reacher'; export const laysAccessor = () => { let n = 0; return { get a() { if (n++ > 1) globals.left = n; return 1; } }; };",
  laysPromise:
    "import { globals } from 'reacher'; export const laysPromise = () => ({ get a() { Promise.resolve().then(() => { globals.left = 1; }); return 1; } });",
  laysError: "export const laysError = () => ({ get a() { Promise.reject(new Error('laid')); return 1; } });",
  settlesOnce:
    'export const settlesOnce = () => { let n = 0; return { then(resolve) { if (n++ === 0) resolve(1); } }; };',
  returnsThenable: 'export const returnsThenable = function* () { return { then() {} }; };',
  givesAllThen:
    "import { globals } from 'reacher'; globals.Object.prototype.then = () => {}; export const givesAllThen = () => 1;",
  takesTurns:
    "import { globals } from 'reacher'; export const takesTurns = () => { const Old = Promise; return new Old((resolve) => { globals.Promise = class { constructor(execute) { globals.Promise = Old; resolve(0); return new Old(execute); } }; }); };",
  seesTurns:
    'export const seesTurns = function* () { let step = 0, at = null; Promise.resolve().then(() => { at = step; }); for (; step < 2_000_000; step++) yield { done: step, total: 0 }; return at; };',
  seesReading:
    'export const seesReading = function* () { let reads = 0; const progress = { get done() { return reads++; }, total: 0 }; for (let step = 0; step < 1_000; step++) yield progress; return reads; };',
  yieldsOddly: 'export const yieldsOddly = function* () { yield 5; };',
  changesBuiltin:
    "import util from 'node:util'; export const changesBuiltin = () => { util.inspect.custom2 = 1; return 1; };",
  changesStream:
    "import querystring from 'node:querystring'; export const changesStream = () => { querystring.escape = () => 'EVIL'; return 1; };",
  readsBuiltin:
    "import util from 'node:util'; export const readsBuiltin = () => typeof util.inspect.custom2;",
  rejects: "export const rejects = () => { Promise.reject(new Error('left behind')); return 1; };",
  compiles: 'export const compiles = () => { WebAssembly.compile(new Uint8Array(8)); return 1; };',
  throwsLater:
    "export const throwsLater = () => { queueMicrotask(() => { throw new Error('later'); }); return 1; };",
  neverSettles: 'export const neverSettles = () => new Promise(() => {});',
  neverYields: 'export const neverYields = async function* () { await new Promise(() => {}); };',
  awaitsMuch:
    "export const awaitsMuch = async () => { for (let n = 0; n < 5_000; n++) await null; await import('node:util'); await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); return 1; };",
  speaks: "export const speaks = () => { console.log('%s is', 'this', 1); console.error('bad'); return 1; };",
  counts: "export const counts = () => { console.count('again'); return 1; };",
  breaksPromise:
    "import { globals } from 'reacher'; export const breaksPromise = () => { globals.Promise = undefined; return 1; };",
  breaksPush:
    'export const breaksPush = () => { Array.prototype.push = Map.prototype.set = undefined; return [1]; };',
  breaksThen: 'export const breaksThen = () => { Promise.prototype.then = undefined; return 1; };',
  loops: 'export const loops = () => { for (;;); };',
  isOne: 'export const isOne = () => 1;',
  instance: 'class Point { x = 1; } export const instance = () => ({ list: [new Point()] });',
  throwsOddly:
    "export const throwsOddly = () => { throw { [Symbol.for('nodejs.util.inspect.custom')]() { throw 1; } }; };",
} as const;

let home: TemporaryPackage;
let code: CodeLibrary;
let workers: WorkerPool;
let rig: Rig;
beforeAll(async () => {
  home = await temporaryPackage({
    ...Object.fromEntries(Object.entries(tasks).map(([name, text]) => [`src/${name}.ts`, text])),
    'node_modules/reacher/package.json': '{ "type": "module", "main": "index.js" }',
    'node_modules/reacher/index.js': 'export const globals = globalThis;',
  });
  code = await home.build(Object.keys(tasks).map((name) => taskOf(name, 'worker')));
});
afterAll(() => home[Symbol.asyncDispose]());
beforeEach(() => {
  rig = createRig();
  // One thread: the tasks of a test come one after the other into the same thread.
  workers = openWorkers(1);
});
afterEach(async () => {
  await workers[Symbol.asyncDispose]();
  await rig[Symbol.asyncDispose]();
});

function taskOf(name: string, runs: 'inline' | 'worker', codec: Codec<unknown> = json()) {
  return task<AnyTaskFunction>(`@temporary/room/${name}#${name}` as TaskAddress, { codec, runs });
}

describe.each(['inline', 'worker'] as const)('a task that runs %s', (runs) => {
  const made = (name: keyof typeof tasks, params: Params = {}, inputs: Record<string, StageInput> = {}) =>
    stage(`${name}${JSON.stringify(params)}`.replace('{}', ''), taskOf(name, runs), {
      params,
      inputs: inputs as never,
    });
  /** Runs the stages in this order, each after the one before. */
  async function run(...stages: readonly Stage[]): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const each of stages) lines.push(...(await rig.run([each], { code, workers, deliver: true })));
    return lines.filter((line) => !line.includes(' runs: ') && !line.endsWith(' built'));
  }

  it.each<[string, () => readonly Stage[], readonly string[]]>([
    [
      'the parameters of another that has the same',
      () => {
        const shared = { list: [3, 1, 2] };
        return [made('median', shared), made('first', shared)];
      },
      ['median{"list":[3,1,2]} = 2', 'first{"list":[3,1,2]} = 3'],
    ],
    [
      'the inputs of another that has the same',
      () => {
        const list = made('list');
        return [made('sortsInput', {}, { list }), made('readsInput', {}, { list })];
      },
      ['sortsInput = [1,2,3]', 'list fresh', 'readsInput = [3,1,2]'],
    ],
    [
      'the variables of its module for its next call',
      () => [1, 2, 3, 4].map((n) => made('count', { n })),
      [1, 2, 3, 4].map((n) => `count{"n":${n}} = 1`),
    ],
    [
      'globals',
      () => [made('setsGlobal'), made('readsGlobal')],
      [
        'setsGlobal logs: it changed left, Array.prototype.last; no other task sees this',
        'setsGlobal = 1',
        'readsGlobal = ["undefined",null]',
      ],
    ],
    [
      'what JavaScript defines',
      () => [made('changesMap'), made('usesMap')],
      [
        'changesMap logs: it changed Array.prototype.map; no other task sees this',
        'changesMap = 1',
        'usesMap = [2,4]',
      ],
    ],
    [
      'the last match',
      () => [made('matches'), made('readsMatch')],
      ['matches = true', 'readsMatch = ["",""]'],
    ],
    [
      'the last match, while another loads',
      () => [made('matches'), made('readsMatchAtLoad')],
      ['matches = true', 'readsMatchAtLoad = ["","",""]'],
    ],
    [
      'globals when its value is read',
      () => [made('laysAccessor'), made('readsGlobal')],
      [
        'laysAccessor logs: it changed left; no other task sees this',
        'laysAccessor = {"a":1}',
        'readsGlobal = ["undefined",null]',
      ],
    ],
    [
      'globals after its value was read',
      () => [made('laysPromise'), made('readsGlobal')],
      [
        'laysPromise logs: it changed left; no other task sees this',
        'laysPromise = {"a":1}',
        'readsGlobal = ["undefined",null]',
      ],
    ],
    [
      'modules of Node',
      () => [made('changesBuiltin'), made('readsBuiltin')],
      [
        'changesBuiltin logs: it changed util.inspect.custom2; no other task sees this',
        'changesBuiltin = 1',
        'readsBuiltin = "undefined"',
      ],
    ],
    [
      'other modules of Node',
      () => [made('changesStream'), made('isOne')],
      [
        'changesStream logs: it changed querystring.escape; no other task sees this',
        'changesStream = 1',
        'isOne = 1',
      ],
    ],
    [
      'the counts of the console',
      () => [made('counts', { n: 1 }), made('counts', { n: 2 })],
      [1, 2].flatMap((n) => [`counts{"n":${n}} logs: again: 1`, `counts{"n":${n}} = 1`]),
    ],
  ])('does not change %s', async (_, stages, lines) => {
    expect(await run(...stages())).toEqual(lines);
  });

  it.each<[keyof typeof tasks, RegExp]>([
    ['rejects', /^rejects failed \(task\): left behind$/],
    ['compiles', /^compiles failed \(task\): WebAssembly\.compile\(\): /],
    ['throwsLater', /^throwsLater failed \(task\): later$/],
    ['neverSettles', /^neverSettles failed \(task\): it waits for a promise that nothing can settle$/],
    ['laysError', /^laysError failed \(task\): laid$/],
    ['returnsThenable', /^returnsThenable failed \(task\): it waits for a promise that nothing can settle$/],
    ['yieldsOddly', /^yieldsOddly failed \(task\): its generator yielded something else than /],
    ['neverYields', /^neverYields failed \(task\): it waits for a promise that nothing can settle$/],
    [
      'instance',
      /^instance failed \(codec\): \$\.list\[0\] is an instance of Point, which would lose its class/,
    ],
    ['throwsOddly', /^throwsOddly failed \(task\): it threw what cannot be described$/],
  ])('fails alone: %s', async (name, failed) => {
    const lines = await run(made(name), made('isOne'));
    expect(lines[0]).toMatch(failed);
    expect(lines.slice(1)).toEqual(['isOne = 1']);
  });

  it.each(['breaksPromise', 'breaksThen', 'breaksPush'] as const)('ends no other: %s', async (name) => {
    expect((await run(made(name), made('isOne'))).at(-1)).toBe('isOne = 1');
  });

  it.each(['givesAllThen', 'takesTurns'] as const)(
    'cannot touch the promises of its thread: %s',
    async (name) => {
      const lines = await run(made(name), made('isOne'));
      expect(lines).toContain(`${name} failed (task): it waits for a promise that nothing can settle`);
      expect(lines.at(-1)).toBe('isOne = 1');
    },
  );

  it('may return a promise of a kind of its own', async () => {
    expect(await run(made('settlesOnce'))).toEqual(['settlesOnce = 1']);
  });

  it('cannot tell the time by what its generator sees', async () => {
    expect(await run(made('seesTurns'), made('seesReading'))).toEqual([
      'seesTurns = null',
      'seesReading = 1000',
    ]);
  });

  it('may wait as long as something can come', async () => {
    expect(await run(made('awaitsMuch'))).toEqual(['awaitsMuch = 1']);
  });

  it('speaks as itself', async () => {
    expect(await run(made('speaks'))).toEqual(['speaks logs: this is 1', 'speaks logs: bad', 'speaks = 1']);
  });

  it('ends when the run is cancelled, also in an endless loop', async () => {
    const looping = rig.start([made('loops')], { code, workers });
    await looping.seen('started');
    await looping.cancel();
    expect(await run(made('isOne'))).toEqual(['isOne = 1']);
  });

  it('fails when its codec cannot read what it wrote, and its sibling finishes', async () => {
    const oneWay: Codec<unknown> = {
      ...json<unknown>(),
      id: 'one-way',
      decode() {
        throw new Error('no way back');
      },
    };
    const odd = stage('odd', taskOf('isOne', runs, oneWay), { params: {}, inputs: {} as never });
    const [after, sibling] = [made('readsInput', {}, { list: odd }), made('isOne')];
    const lines = await rig.run([odd, after, sibling], { code, workers, deliver: true });
    const failure = 'its codec one-way cannot read the value that it wrote: no way back';
    expect(lines).toContain(`odd failed (codec): ${failure}`);
    expect(lines).toContain(
      `readsInput failed (input): the value of 'odd' is lost and could not be built again: ${failure}`,
    );
    expect(lines.at(-1)).toBe('isOne = 1');
  });
});
