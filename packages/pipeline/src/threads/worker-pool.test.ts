import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryPackage, temporaryPackage } from '../../test/support/temporary-package.js';
import { type Stage, stage } from '../graph/stage.js';
import { type AnyTask, type AnyTaskFunction, type TaskAddress, task } from '../graph/task.js';
import { createRig, type Rig } from '../testing/rig.js';
import { float32, float64, json, record } from '../values/codec.js';
import { digestOf } from '../values/digest.js';
import { openWorkers } from './worker-pool.js';

const sources = {
  'src/arrays.ts': `
    export function make(_inputs: object, { count }: { count: number }) {
      return { single: Float32Array.from({ length: count }, (_, n) => n / 3), double: new Float64Array([-0, NaN, 0.1]) };
    }
    export function sum({ made }: { made: ReturnType<typeof make> }) {
      return { kinds: [made.single.constructor.name, made.double.constructor.name], last: made.single.at(-1) };
    }`,
  'src/odd.ts': `
    import { leave } from 'leaver';
    export function fails() { throw new RangeError('no luck'); }
    export function leaves() { leave(); return 1; }
    export function throwsNoError() { throw { call() {} }; }
    export function isNoData() { return { call() {} }; }
    export function leavesARejectionBehind() { Promise.reject(new Error('late')); return 1; }
    export function one() { return 1; }
    export function* counts() { for (let done = 1; ; done++) yield { done, total: 0, note: 'on and on' }; }
    export function* countsOnce() { yield { done: 1, total: 2 }; return 'done'; }
    export function counter({ count }: { count: Int32Array }) { for (;;) Atomics.add(count, 0, 1); }`,
  // The build refuses impure code in a task, but does not look into a package that is declared as external.
  'node_modules/leaver/package.json':
    '{ "name": "leaver", "version": "1.0.0", "type": "module", "main": "index.js" }',
  'node_modules/leaver/index.js': 'export function leave() { process.exit(7); }',
};

let home: TemporaryPackage;
let rig: Rig;
beforeEach(async () => {
  home = await temporaryPackage(sources);
  rig = createRig();
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

const inWorker = (address: `${string}#${string}`, codec: AnyTask['codec'] = json()): AnyTask =>
  task<AnyTaskFunction>(`@temporary/room/${address}` as TaskAddress, {
    codec,
    runs: 'worker',
    externals: ['leaver'],
  });

const stageOf = (made: AnyTask, inputs: Record<string, Stage> = {}, params = {}): Stage =>
  stage(made.address.split('#')[1]!, made, { params, inputs: inputs as never });

async function runAll(stages: readonly Stage[], jobs = 2) {
  await using workers = openWorkers(jobs);
  const code = await home.build(stages.map((one) => one.task));
  return rig.run(stages, { code, workers, deliver: true });
}

describe('a task in a worker thread', () => {
  it('takes and returns values with typed arrays', async () => {
    const codec = record<{ single: Float32Array; double: Float64Array }>({
      single: float32,
      double: float64,
    });
    const made = stageOf(inWorker('arrays#make', codec), {}, { count: 1_000 });
    const lines = await runAll([made, stageOf(inWorker('arrays#sum'), { made })]);
    expect(lines.at(-1)).toBe('sum = {"kinds":["Float32Array","Float64Array"],"last":333}');
  });

  it('tells its progress', async () => {
    const code = await home.build([inWorker('odd#countsOnce')]);
    await using workers = openWorkers(1);
    const run = rig.start([stageOf(inWorker('odd#countsOnce'))], { code, workers });
    await run.done;
    expect(run.events).toContainEqual({ type: 'progress', stage: 'countsOnce', done: 1, total: 2 });
  });

  it('fails with what it throws, and its siblings finish', async () => {
    const lines = await runAll([stageOf(inWorker('odd#fails')), stageOf(inWorker('odd#one'))]);
    expect(lines.toSorted()).toEqual([
      'fails failed (task): no luck',
      'fails runs: not in the cache',
      'one = 1',
      'one built',
      'one runs: not in the cache',
    ]);
  });

  it('fails when its value cannot leave the thread', async () => {
    const lines = await runAll([stageOf(inWorker('odd#isNoData'))]);
    expect(lines.at(-1)).toMatch(
      /^isNoData failed \(codec\): \$\.call is the function call, which no other thread can have: leave it out/,
    );
  });

  it('may throw anything', async () => {
    const lines = await runAll([stageOf(inWorker('odd#throwsNoError'))]);
    expect(lines.at(-1)).toBe('throwsNoError failed (task): it threw { call: [Function: call] }');
  });

  it('fails by name when its thread ends, and the next task gets another thread', async () => {
    const one = inWorker('odd#one');
    const waiting = Array.from({ length: 4 }, (_, n) =>
      stage(`waiting ${n}`, one, { params: { n }, inputs: {} as never }),
    );
    const lines = await runAll([stageOf(inWorker('odd#leaves')), ...waiting], 1);
    expect(lines.filter((line) => !line.includes(' runs: '))).toEqual([
      'leaves failed (task): its worker thread ended with exit code 7 before it had a value',
      ...waiting.map(({ name }) => `${name} built`),
      ...waiting.map(({ name }) => `${name} = 1`),
    ]);
  });

  it('gets a thread also when it had to wait for one that died', async () => {
    const code = await home.build([inWorker('odd#leaves'), inWorker('odd#one')]);
    await using workers = openWorkers(1);
    const { signal } = abortable();
    const calls = ['leaves', 'one'].map((name) =>
      workers.call(code.find(`@temporary/room/odd#${name}`)!, {}, {}, signal),
    );
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('fails when it leaves a rejection behind, and no other task with it', async () => {
    const lines = await runAll(
      [stageOf(inWorker('odd#leavesARejectionBehind')), stageOf(inWorker('odd#one'))],
      1,
    );
    expect(lines).toContain('leavesARejectionBehind failed (task): late');
    expect(lines).toContain('one = 1');
  });

  it('that needs more memory than there is fails by name, and its sibling finishes', async () => {
    const script = new URL('../../test/out-of-memory.mjs', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=64', script]);
    expect(JSON.parse(stdout)).toEqual(['its worker thread ran out of memory', 'the sibling is done']);
  });

  it('names the bundle that lacks its export', async () => {
    await using workers = openWorkers(1);
    const code = await home.build([inWorker('odd#one')]);
    const found = { ...code.find('@temporary/room/odd#one')!, exportName: 'two' };
    const signal = new AbortController().signal;
    await expect(workers.call(found, {}, {}, signal)).rejects.toThrow("has no export 'two'");
  });
});

describe('cancelling', () => {
  it('ends an endless task, and the pool serves the next run', async () => {
    const code = await home.build([inWorker('odd#counts'), inWorker('odd#one')]);
    await using workers = openWorkers(1);
    const run = rig.start([stageOf(inWorker('odd#counts'))], { code, workers });
    await run.seen('progress');
    await run.cancel();
    expect(run.lines).toEqual(['counts runs: not in the cache']);
    expect(await rig.run([stageOf(inWorker('odd#one'))], { code, workers, deliver: true })).toContain(
      'one = 1',
    );
  });

  it('comes back when the thread has really ended, also from a loop that never yields', async () => {
    const code = await home.build([inWorker('odd#counter'), inWorker('odd#one')]);
    await using workers = openWorkers(1);
    const count = new Int32Array(new SharedArrayBuffer(4));
    const controller = new AbortController();
    const call = workers.call(code.find('@temporary/room/odd#counter')!, { count }, {}, controller.signal);
    await until(() => Atomics.load(count, 0) > 0);
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    const counted = Atomics.load(count, 0);
    const live = new AbortController().signal;
    expect(await workers.call(code.find('@temporary/room/odd#one')!, {}, {}, live)).toBe(1);
    expect(Atomics.load(count, 0)).toBe(counted);
    expect(counted).toBeGreaterThan(0);
  });

  it('waits for a thread that no signal can reach', async () => {
    const [pipe, begun] = [join(home.root, 'pipe'), join(home.root, 'begun')];
    await promisify(execFile)('mkfifo', [pipe]);
    const file = join(home.root, 'stuck.mjs');
    // When the program has begun, the thread already waits for its end.
    await writeFile(
      file,
      `import { execFileSync } from 'node:child_process';
       export function stuck(_, { pipe, begun }) { execFileSync('sh', ['-c', ': > "$1"; cat "$0"', pipe, begun]); }`,
    );
    await using workers = openWorkers(1);
    const { signal, abort } = abortable();
    const code = {
      file: pathToFileURL(file).href,
      exportName: 'stuck',
      fingerprint: digestOf(''),
      load: async () => () => 0,
    };
    let ended = false;
    const call = workers.call(code, {}, { pipe, begun }, signal).finally(() => {
      ended = true;
    });
    const turns = async (count: number) => {
      for (let turn = 0; turn < count; turn++) await stat(file);
    };
    await until(() => existsSync(begun));
    abort();
    await turns(100);
    expect(ended).toBe(false);
    await Promise.all([expect(call).rejects.toThrow('aborted'), writeFile(pipe, '')]);
  });

  it('does not start a task that waits for a thread', async () => {
    const code = await home.build([inWorker('odd#counter')]);
    await using workers = openWorkers(1);
    const { signal: busy, ...first } = abortable();
    const { signal: waiting, ...second } = abortable();
    const endless = code.find('@temporary/room/odd#counter')!;
    const count = () => new Int32Array(new SharedArrayBuffer(4));
    const [ran, never] = [count(), count()];
    const calls = [
      workers.call(endless, { count: ran }, {}, busy),
      workers.call(endless, { count: never }, {}, waiting),
    ];
    await until(() => Atomics.load(ran, 0) > 0);
    second.abort();
    first.abort();
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(Atomics.load(never, 0)).toBe(0);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
