import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourceFolder } from '../../test/support/source-package.js';
import * as typedRain from '../../test/support/typed-rain.js';
import type { Stage } from '../graph/stage.js';
import {
  type AnyTask,
  type Codec,
  defineTasks,
  given,
  json,
  type RunEvent,
  StageError,
  settled,
  stage,
} from '../index.js';
import { compute } from './compute.js';
import { openRunner, type Runner } from './runner.js';

const sources = {
  'package.json': '{ "type": "module", "sideEffects": false }',
  'rain.js': `
    export const rainfall = (_inputs, { seed }) => Float64Array.of(seed, 2, 3);
    export function* wetDays({ days }, { threshold }) {
      yield { done: 0, total: days.length };
      return days.filter((rain) => rain > threshold).length;
    }
    export async function total({ years }) {
      return years.map((year) => (year.status === 'value' ? year.value : year.message));
    }
    export const fails = () => { throw new Error('no rain'); };
    export const after = ({ before }) => before;
    export const endless = () => { for (;;); };
    export const nothing = () => {};
    export default () => 'default';`,
};
const names = ['rainfall', 'wetDays', 'total', 'fails', 'after', 'endless', 'nothing', 'default'];

async function rain() {
  const home = await sourceFolder(sources);
  const tasks = home.tasks('rain.js', ...names) as Record<string, AnyTask>;
  const make = (name: string, task: string, inputs: object = {}, params: object = {}): Stage<unknown> =>
    stage(name, tasks[task]!, { inputs, params } as never);
  const days = make('days', 'rainfall', {}, { seed: 1 });
  const wet = make('wet', 'wetDays', { days }, { threshold: 1 });
  const cache = join(home.root, '.superposition');
  return { home, make, days, wet, cache };
}

const typesOf = (events: readonly RunEvent[]) => events.map(({ type }) => type);

describe('compute', () => {
  it('gives one value, a list and an object of values, and runs only what changed', async () => {
    const { home, days, wet, cache } = await rain();
    expect(await compute(wet, { cache })).toBe(2);
    expect(await compute([wet, days], { cache })).toEqual([2, Float64Array.of(1, 2, 3)]);
    const events: RunEvent[] = [];
    const onEvent = (event: RunEvent) => void events.push(event);
    expect(await compute({ wet, again: wet }, { cache, onEvent })).toEqual({ wet: 2, again: 2 });
    expect(events.at(-1)).toMatchObject({ type: 'finished', fresh: 2, built: 0 });
    await home.write({ 'rain.js': sources['rain.js'].replace('rain > threshold', 'rain >= threshold') });
    expect(await compute(wet, { cache, onEvent })).toBe(3);
    expect(events.at(-1)).toMatchObject({ type: 'finished', fresh: 1, built: 1 });
    expect(events).toContainEqual(
      expect.objectContaining({
        stage: 'wet',
        reasons: [{ kind: 'code', task: 'local/rain#wetDays', modules: ['rain.js'] }],
      }),
    );
  });

  it('takes a default export, data from outside, and a failure as data', async () => {
    const { make, wet } = await rain();
    const csv = given('rain.csv', 'a,b');
    const years = [wet, make('failed', 'fails'), make('d', 'default'), csv];
    const total = make('total', 'total', { years: settled(years) });
    expect(await compute(total, { cache: 'memory:' })).toEqual([2, 'no rain', 'default', 'a,b']);
  });

  it('rejects with the stage that failed, when the others have finished', async () => {
    const { make, wet, cache } = await rain();
    const failed = make('failed', 'fails');
    const after = make('after', 'after', { before: failed });
    const events: RunEvent[] = [];
    const error = await compute({ after, wet }, { cache, onEvent: (event) => void events.push(event) }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(StageError);
    expect(error).toMatchObject({
      name: 'StageError',
      wanted: 'after',
      stage: 'failed',
      failure: { kind: 'task', message: 'no rain', place: { file: 'rain.js' } },
      message: "the stage 'after' has no value, because the stage 'failed' failed (task): no rain",
    });
    expect(events).toContainEqual(expect.objectContaining({ type: 'value', stage: 'wet' }));
    await expect(compute(failed, { cache })).rejects.toThrow("the stage 'failed' failed (task): no rain");
  });

  it('says that a function returned nothing', async () => {
    const { make } = await rain();
    await expect(compute(make('nothing', 'nothing'), { cache: 'memory:' })).rejects.toThrow(
      "the stage 'nothing' failed (codec): it returned nothing: return a value, or null",
    );
  });

  it('stops at its signal, an endless loop too, and keeps what was finished', async () => {
    const { make, days, wet, cache } = await rain();
    const endless = make('endless', 'endless', { wet });
    const controller = new AbortController();
    const running = compute(endless, {
      cache,
      signal: controller.signal,
      onEvent(event) {
        if (event.type === 'started' && event.stage === 'endless') controller.abort(new Error('enough'));
      },
    });
    await expect(running).rejects.toThrow('enough');
    const events: RunEvent[] = [];
    await compute([days, wet], { cache, onEvent: (event) => void events.push(event) });
    expect(events.at(-1)).toMatchObject({ fresh: 2, built: 0 });
    await expect(
      compute(wet, { cache: join(cache, 'other'), signal: AbortSignal.abort('before') }),
    ).rejects.toBe('before');
    expect(await readdir(cache)).not.toContain('other');
  });

  it('ends with what onEvent throws', async () => {
    const { wet } = await rain();
    const onEvent = () => {
      throw new Error('of the caller');
    };
    await expect(compute(wet, { cache: 'memory:', onEvent })).rejects.toThrow('of the caller');
  });

  it('forces stages and refuses the cache', async () => {
    const { wet, cache } = await rain();
    const builtBy = async (options: object) => {
      const events: RunEvent[] = [];
      await compute(wet, { cache, ...options, onEvent: (event) => void events.push(event) });
      return events.flatMap((event) => (event.type === 'built' ? [event.stage] : []));
    };
    expect(await builtBy({})).toEqual(['days', 'wet']);
    expect(await builtBy({ force: ['wet'] })).toEqual(['wet']);
    expect(await builtBy({ cacheMode: 'refresh' })).toEqual(['days', 'wet']);
    expect(await builtBy({ cacheMode: 'off' })).toEqual(['days', 'wet']);
    expect(await builtBy({})).toEqual([]);
  });

  it('finds the code of two modules of one address', async () => {
    const { home } = await rain();
    const [one, two] = [await sourceFolder({ 'f.js': 'export const f = () => 1;' }), home];
    await two.write({ 'package.json': '{}', 'f.js': 'export const f = () => 2;' });
    const both = [one, two].map((each) => each.tasks('f.js', 'f')['f']!);
    expect(both.map(({ address }) => address)).toEqual(['local/f#f', 'local/f#f']);
    expect(
      await compute(
        both.map((task, index) => stage(`f ${index}`, task)),
        { cache: 'memory:' },
      ),
    ).toEqual([1, 2]);
  });
});

describe('a module in TypeScript', () => {
  it('is declared as it is imported, under Vitest too', async () => {
    const url = new URL('../../test/support/typed-rain.js', import.meta.url);
    const tasks = defineTasks(url, typedRain, { lastDay: { codec: dates }, wetDays: { runs: 'worker' } });
    const days = stage('days', tasks.rainfall, { params: { seed: 1 } });
    const count = stage('count', tasks.wetDays, { params: { threshold: 1 }, inputs: { days } });
    const half = stage('half', tasks.promised, { inputs: { count } });
    const values = { count, half, name: stage('name', tasks.default), last: stage('last', tasks.lastDay) };
    expect(await compute(values, { cache: 'memory:' })).toEqual({
      count: 244,
      half: { half: 122 },
      name: 'rain',
      last: new Date(Date.UTC(2026, 11, 31)),
    });
  });

  const dates: Codec<Date> = {
    id: 'date/1',
    encode: (date) => json<number>().encode(date.getTime()),
    decode: (bytes) => new Date(json<number>().decode(bytes)),
  };
});

describe('a runner', () => {
  const opened = async <T>(cache: string, action: (runner: Runner) => Promise<T>) => {
    await using runner = await openRunner({ cache, jobs: 2 });
    return await action(runner);
  };

  it('computes at once what several callers want', async () => {
    const { days, wet, cache } = await rain();
    await opened(cache, async (runner) => {
      expect(await Promise.all([runner.compute(wet), runner.compute({ days, wet })])).toEqual([
        2,
        { days: Float64Array.of(1, 2, 3), wet: 2 },
      ]);
    });
  });

  it('sees an edit between two computations', async () => {
    const { home, wet, cache } = await rain();
    await opened(cache, async (runner) => {
      expect(await runner.compute(wet)).toBe(2);
      await home.write({ 'rain.js': sources['rain.js'].replace('rain > threshold', 'rain >= threshold') });
      expect(await runner.plan(wet)).toMatchObject([
        { state: 'fresh' },
        { state: 'runs', reasons: [{ kind: 'code' }] },
      ]);
      expect(await runner.compute(wet)).toBe(3);
      expect(await runner.plan(wet)).toMatchObject([{ state: 'fresh' }, { state: 'fresh' }]);
    });
  });

  it('runs as a stream, which unsubscribing cancels', async () => {
    const { make, wet, cache } = await rain();
    await opened(cache, async (runner) => {
      const events: RunEvent[] = [];
      await new Promise<void>((resolve, reject) => {
        runner.run(wet).subscribe({ next: (event) => events.push(event), error: reject, complete: resolve });
      });
      expect(typesOf(events)).toContain('value');
      await new Promise<void>((resolve) => {
        const running = runner.run(make('endless', 'endless')).subscribe((event) => {
          if (event.type !== 'started') return;
          running.unsubscribe();
          resolve();
        });
      });
      expect(await runner.compute(wet)).toBe(2);
    });
  });

  it('cancels what runs when it is closed, and takes nothing any more', async () => {
    const { make, wet, cache } = await rain();
    const runner = await openRunner({ cache });
    const endless = runner.compute(make('endless', 'endless'), {
      onEvent: (event) => void (event.type === 'started' && runner.close()),
    });
    await expect(endless).rejects.toThrow('the runner was closed');
    await runner.close();
    await runner.close();
    await expect(runner.compute(wet)).rejects.toThrow('compute: this runner is closed');
    expect(() => runner.run(wet)).toThrow('run: this runner is closed');
  });

  it('ends a plan before it is closed', async () => {
    const { home, wet } = await rain();
    const runner = await openRunner({ cache: home.root });
    const order: string[] = [];
    const planning = runner.plan(wet).then(() => order.push('planned'));
    await runner.close().then(() => order.push('closed'));
    await planning;
    expect(order).toEqual(['planned', 'closed']);
  });

  it('refuses a signal where it would do nothing', async () => {
    const { wet } = await rain();
    await opened('memory:', async (runner) => {
      const asked = { signal: new AbortController().signal } as object;
      expect(() => runner.run(wet, asked)).toThrow("run: 'signal' is no option");
      await expect(runner.plan(wet, asked)).rejects.toThrow("plan: 'signal' is no option");
    });
  });

  it('holds one state of the code in a run, however often the file is saved', async () => {
    const { home, make, cache } = await rain();
    await opened(cache, async (runner) => {
      const write = (round: number) =>
        home.write({
          'rain.js': `export const rainfall = () => ${round}; export const after = ({ before }) => [before, ${round}];`,
        });
      for (let round = 10; round < 20; round++) {
        await write(round);
        const before = make('before', 'rainfall', {}, { round });
        const running = runner.compute(make('after', 'after', { before }));
        await write(round + 100);
        const [first, second] = (await running) as [number, number];
        expect(first).toBe(second);
      }
    });
  });

  it('writes bundles into the folder of the cache', async () => {
    const { wet, cache } = await rain();
    await opened(cache, (runner) => runner.compute(wet));
    const files = await readdir(join(cache, 'tasks'));
    expect(files.filter((name) => name.endsWith('.mjs'))).toHaveLength(2);
    const url = pathToFileURL(join(cache, 'tasks', files.find((name) => name.endsWith('.mjs'))!));
    expect(await readFile(url, 'utf8')).toMatch(/^(function|var|let)/);
  });
});
