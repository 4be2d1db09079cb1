// Checked by `pnpm typecheck`: what must infer, and mistakes that must not compile.
import { expectTypeOf } from 'vitest';
import {
  compute,
  type defineTasks as define,
  given,
  openRunner,
  type Settled,
  type Stage,
  settled,
  stage,
} from '../src/index.js';
import { json } from '../src/values/codec.js';
import * as rain from './support/typed-rain.js';

declare const defineTasks: typeof define;
const url = new URL('./support/typed-rain.ts', import.meta.url);

async function infers(): Promise<void> {
  const tasks = defineTasks(url, rain, {
    lastDay: { codec: dates },
    wetDays: { runs: 'worker', externals: [] },
  });
  const days = stage('days', tasks.rainfall, { params: { seed: 1 } });
  expectTypeOf(days).toEqualTypeOf<Stage<Float64Array<ArrayBuffer>>>();
  const wet = stage('wet', tasks.wetDays, { params: { threshold: 1 }, inputs: { days } });
  expectTypeOf(wet).toEqualTypeOf<Stage<number>>();
  expectTypeOf(stage('p', tasks.promised, { inputs: { count: wet } })).toEqualTypeOf<
    Stage<{ readonly half: number }>
  >();
  expectTypeOf(stage('d', tasks.default)).toEqualTypeOf<Stage<string>>();
  const all = stage('all', tasks.summary, { inputs: { years: settled([wet]) } });
  expectTypeOf(all).toEqualTypeOf<Stage<string[]>>();
  const optional = stage('optional', tasks.optional, {});
  expectTypeOf(optional).toEqualTypeOf<Stage<number>>();
  const defaults = stage('defaults', tasks.defaults, { params: { times: 3 }, inputs: { count: wet } });
  expectTypeOf(defaults).toEqualTypeOf<Stage<number>>();
  expectTypeOf(await compute(wet)).toEqualTypeOf<number>();
  expectTypeOf(await compute([wet, all])).toEqualTypeOf<readonly [number, string[]]>();
  expectTypeOf(await compute({ wet, days })).toEqualTypeOf<{
    readonly wet: number;
    readonly days: Float64Array<ArrayBuffer>;
  }>();
  await using runner = await openRunner();
  expectTypeOf(await runner.compute({ all })).toEqualTypeOf<{ readonly all: string[] }>();
  expectTypeOf(given('csv', 'a,b')).toEqualTypeOf<Stage<string>>();
  expectTypeOf(given('date', new Date(0), dates)).toEqualTypeOf<Stage<Date>>();
  expectTypeOf<Settled<number>>().not.toBeAny();
}

const dates = {
  ...json<never>(),
  encode: (date: Date) => json().encode(date.getTime()),
  decode: () => new Date(0),
};

function refuses(): void {
  const tasks = defineTasks(url, rain, { lastDay: { codec: dates } });
  const days = stage('days', tasks.rainfall, { params: { seed: 1 } });
  const wet = stage('wet', tasks.wetDays, { params: { threshold: 1 }, inputs: { days } });
  // @ts-expect-error 1: no export has this name
  void tasks.rainfal;
  // @ts-expect-error 2: an export that is no function is no task
  void tasks.threshold;
  // @ts-expect-error 3: a parameter of another type
  stage('x', tasks.rainfall, { params: { seed: '1' } });
  // @ts-expect-error 3: also of parameters that have a default
  stage('x', tasks.defaults, { params: { times: '3' } });
  // @ts-expect-error 4: a parameter is missing
  stage('x', tasks.wetDays, { params: {}, inputs: { days } });
  // @ts-expect-error 5: a parameter that the function does not have
  stage('x', tasks.rainfall, { params: { seed: 1, sead: 2 } });
  // @ts-expect-error 6: an input is missing
  stage('x', tasks.wetDays, { params: { threshold: 1 } });
  // @ts-expect-error 7: the value of another stage has another type
  stage('x', tasks.wetDays, { params: { threshold: 1 }, inputs: { days: wet } });
  // @ts-expect-error 8: a plain value is no stage
  stage('x', tasks.wetDays, { params: { threshold: 1 }, inputs: { days: new Float64Array() } });
  // @ts-expect-error 9: options for what is no export
  defineTasks(url, rain, { lastDay: { codec: dates }, wetDay: { runs: 'worker' } });
  // @ts-expect-error 10: a thread of a kind that there is not
  defineTasks(url, rain, { lastDay: { codec: dates }, wetDays: { runs: 'thread' } });
  // @ts-expect-error 11: a function that returns a Date needs a codec
  defineTasks(url, rain);
  // @ts-expect-error 12: the codec is of another type
  defineTasks(url, rain, { lastDay: { codec: dates }, wetDays: { codec: json<string>() } });
  // @ts-expect-error 13: a stage without parameters, of a function that needs some
  stage('x', tasks.rainfall);
  // @ts-expect-error 14: a map needs a codec
  given('x', new Map());
  // @ts-expect-error 15: a value is not computed
  void compute(1);
  // @ts-expect-error 16: the mode is cacheMode
  void compute(wet, { cache: 'off', mode: 'off' });
}

// Nothing runs them.
void [infers, refuses];
