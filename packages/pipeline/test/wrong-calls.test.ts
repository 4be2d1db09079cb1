import { describe, expect, it } from 'vitest';
import * as cache from '../src/cache.js';
import * as bundling from '../src/code/bundle-tasks.js';
import * as index from '../src/index.js';
import * as views from '../src/views.js';

type AnyFunction = (...args: unknown[]) => unknown;

/** What a call must not say: it names our own code instead of the caller's mistake. */
const raw =
  /Cannot (read|use|convert|destructure|set|access)|is not (a function|iterable|a constructor)|undefined is|null is not|Invalid (time|array)|Unexpected|must be of type|The "\w+" argument|ERR_/;

const wrong: readonly unknown[] = [
  undefined,
  null,
  3,
  'text',
  {},
  { foo: 1 },
  [],
  [undefined],
  () => 1,
  Symbol('s'),
];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? (value === undefined ? '' : '?'));
}

async function outcomeOf(fn: AnyFunction, args: readonly unknown[]): Promise<unknown> {
  try {
    const value = (await fn(...args)) as {
      next?: () => unknown;
      subscribe?: AnyFunction;
      close?: () => unknown;
    };
    // A generator checks its arguments when it begins.
    if (typeof value?.next === 'function') await value.next();
    if (typeof value?.close === 'function') await value.close();
    return undefined;
  } catch (error) {
    return error;
  }
}

const isError = ([name]: readonly [string, unknown]) => name.endsWith('Error');
const publicFunctions = [index, cache, views, bundling]
  .flatMap((module) => Object.entries(module) as [string, unknown][])
  .filter((entry): entry is [string, AnyFunction] => typeof entry[1] === 'function' && !isError(entry));

describe('a wrong call says what is wrong, where, and what to do', () => {
  it.each(publicFunctions)('%s', async (name, fn) => {
    const calls = wrong.flatMap((first) => [
      [first],
      ...wrong.map((second) => [first, second]),
      [first, {}, {}],
    ]);
    const opens = /^(openStore|openRunner)$/.test(name);
    for (const args of [[], ...calls]) {
      // A text is a folder, and a runner without options has one.
      if (opens && ['text', '{}', ''].includes(textOf(args[0]))) continue;
      const error = await outcomeOf(fn, args);
      if (error === undefined) continue;
      const said = `${name}(${args.map(String).join(', ')}): ${String(error)}`;
      expect(error, said).toBeInstanceOf(Error);
      expect(said).not.toMatch(raw);
      expect((error as Error).name, said).toMatch(
        /^(TypeError|RangeError|StoreError|BundleError|CodeMissingError)$/,
      );
    }
  });

  it('but a function may be the callback of map', () => {
    const { given, settled } = index;
    expect([given('a', 1), given('b', 1)].map(settled)).toMatchObject([
      { settled: { name: 'a' } },
      { settled: { name: 'b' } },
    ]);
  });

  it('also of codecs', () => {
    const { float32, float64, json, record, values } = index;
    for (const codec of [float32, float64, json(), values(), record({ a: json() })]) {
      for (const value of [undefined, null, 3, 'text', {}, [], () => 1]) {
        try {
          codec.encode(value as never);
        } catch (error) {
          expect(String(error)).not.toMatch(raw);
        }
      }
    }
  });
});

describe('the mistakes that people make', () => {
  const { float64, given, graph, json, plan, run, stage, task } = index;
  const tasks = { days: task('rain/rain#days', { codec: float64 }) };
  const workers = index.openWorkers(1);
  const code = { find: () => undefined };

  it.each<[string, AnyFunction, string]>([
    [
      'a stage without a task',
      () => stage('wet', undefined as never),
      "stage 'wet': its task is nothing (undefined); give a task of defineTasks, such as tasks.rainfall, or of task()",
    ],
    [
      'a value for a stage',
      () => stage('wet', tasks.days, { inputs: { days: 3 } } as never),
      "stage 'wet': the input 'days' is no stage but 3; a plain value belongs into params, or given()",
    ],
    [
      'a list with a hole',
      () => stage('wet', tasks.days, { inputs: { years: [given('a', 1), undefined] } } as never),
      "stage 'wet': the input 'years' is a list whose element 1 is no stage but nothing (undefined); a plain value belongs into params, or given()",
    ],
    [
      'two stages in the place of a list',
      () => (index.settled as AnyFunction)(given('a', 1), given('b', 2)),
      'settled: it got an object as a further argument; give a list, settled([a, b])',
    ],
    [
      'two lists of stages',
      () => (graph as AnyFunction)([given('a', 1)], [given('b', 1)]),
      'graph: it got a list of 1 as a further argument; give all stages in one list',
    ],
    [
      'parameters and inputs one after the other',
      () => (stage as AnyFunction)('wet', tasks.days, { params: {} }, { inputs: {} }),
      "stage 'wet': it got an object as a further argument; give parameters and inputs in one object, { params, inputs }",
    ],
    [
      'parts one after the other',
      () => (index.record as AnyFunction)({ a: json() }, { b: json() }),
      'record: it got an object as a further argument; give all parts in one object',
    ],
    [
      'a type as an argument',
      () => (json as AnyFunction)('number'),
      "json: it got the text 'number' as a further argument; it takes none: json()",
    ],
    [
      'a promise of a stage',
      () => stage('wet', tasks.days, { inputs: { days: Promise.resolve(given('a', 1)) } } as never),
      "stage 'wet': the input 'days' is no stage but a promise (await it first)",
    ],
    [
      'a promise in a list of stages',
      () => stage('wet', tasks.days, { inputs: { days: [Promise.resolve(given('a', 1))] } } as never),
      "stage 'wet': the input 'days' is a list whose element 0 is no stage but a promise (await it first)",
    ],
    [
      'a promise of parameters and inputs',
      () => (stage as AnyFunction)('wet', tasks.days, Promise.resolve({})),
      "stage 'wet': its options are a promise (await it first); give an object, such as { params }",
    ],
    [
      'a list of settled stages',
      () => stage('wet', tasks.days, { inputs: { days: [index.settled(given('a', 1))] } } as never),
      "stage 'wet': the input 'days' is a list whose element 0 is no stage but an object; give settled([a, b]), one of the whole list",
    ],
    [
      'a stage among the parameters',
      () => stage('wet', tasks.days, { params: { from: { years: [1, given('a', 1)] } } } as never),
      "the parameters of the stage 'wet': $.from.years[1] is a stage, and a stage belongs into inputs",
    ],
    [
      'a stage as a given value',
      () => given('b', given('a', 1) as never),
      "given 'b': its value is the stage 'a'; a stage can be an input as it is, without given()",
    ],
    [
      'parameters in the place of the binding',
      () => stage('wet', tasks.days, { threshold: 1 } as never),
      "stage 'wet': 'threshold' is no option; there are params, inputs",
    ],
    [
      'a task without a codec',
      () => (task as AnyFunction)('rain/rain#days'),
      "task 'rain/rain#days': it has no codec, which says how its value is stored: give { codec: values() }, or json(), float64, …",
    ],
    [
      'the codec before the value',
      () => given('a', json(), 1 as never),
      "given 'a': its value is a codec; the value comes first: given(name, value, codec?)",
    ],
    [
      'a run without workers',
      () => run(graph([given('a', 1)]), { store: {}, code } as never),
      'run: its store must be a store, as openStore opens it, and is an object',
    ],
    [
      'a run without options',
      () => (run as AnyFunction)(graph([given('a', 1)])),
      'run: its options are nothing (undefined); give { store, code, workers }, or use openRunner, which makes them',
    ],
    [
      'a graph of one stage',
      () => graph(given('a', 1) as never),
      'graph: its stages are one stage; give a list of stages',
    ],
    [
      'half a thread',
      () => index.openWorkers(0.5),
      'openWorkers: jobs must be a whole number from 1 on, and is 0.5',
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(expect.objectContaining({ message }));
  });

  it.each<[string, AnyFunction, string]>([
    [
      'a run without workers',
      async () => run(graph([given('a', 1)]), { store: await index.openStore('memory:'), code } as never),
      'run: its workers must be a pool of threads, as openWorkers makes it, and is nothing (undefined)',
    ],
    [
      'a task whose code is nowhere',
      () => index.compute(stage('days', tasks.days), { cache: 'memory:' }),
      'there is no built code for the task rain/rain#days: add it to the tasks that its package hands to bundleTasks, and build the package',
    ],
    [
      'the mode in the place of the cache',
      () => index.compute(given('a', 1), { cacheMode: 'of' as never }),
      "compute: cacheMode is the text 'of'; it is 'use', 'refresh' or 'off'",
    ],
    [
      'an option with a typing error',
      () => index.compute(given('a', 1), { onEvents: () => {} } as never),
      "compute: 'onEvents' is no option; did you mean 'onEvent'?",
    ],
    [
      'a stage to force that there is not',
      () => index.compute(given('day', 1), { cache: 'memory:', force: ['days'] }),
      "compute: force names the text 'days', which is no stage of this graph; did you mean 'day'?",
    ],
    [
      'a promise to compute',
      () => index.compute(Promise.resolve(given('a', 1)) as never),
      'compute: it was asked for a promise (await it first); give a stage, a list of stages or { name: stage, … }',
    ],
    [
      'two lists of stages to compute',
      () => (index.compute as AnyFunction)([given('a', 1)], {}, [given('b', 1)]),
      'compute: it got a list of 1 as a further argument; give all stages in one list, and all options in one object',
    ],
    ['a value to compute', () => index.compute({ a: 1 } as never), "compute: 'a' is no stage but 1"],
    [
      'a plan of stages',
      () => plan([given('a', 1)] as never, { code, workers } as never),
      'plan: its graph is a list of 1; make one of stages with graph([…]), or use compute',
    ],
  ])('%s', async (_, call, message) => {
    await expect(call()).rejects.toThrow(expect.objectContaining({ message }));
  });
});
