// What a small pipeline costs when its tasks are declared by their file, and bundled on first use, beside tasks that were built by
// address: whole processes, from nothing, unchanged, and with the results there but the bundles gone. Also, in this process, the 40
// tasks of analyses and report, and the making of stages. `jiti bench/define-tasks.ts` after `pnpm build`.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { defineTasks, stage } from '@superposition/pipeline';
import { bundleOnUse } from '@superposition/pipeline/internal/code/bundle-on-use';
import { bundlePlaces } from '@superposition/pipeline/internal/code/bundle-place';
import type { AnyTask } from '@superposition/pipeline/internal/graph/task';
import { median, spread } from './statistics.js';
import { type Measurement, printTable } from './table.js';

const repeats = 11;

const functions = `
export const rainfall = (_inputs, { seed }) => Float64Array.from({ length: 365 }, (_, day) => (seed * (day + 1) * 16_807) % 21);
export const wetDays = ({ days }, { threshold }) => days.filter((rain) => rain > threshold).length;
`;
const stages = `
const days = stage('days', tasks.rainfall, { params: { seed: 1 }, inputs: {} });
const wet = stage('wet days', tasks.wetDays, { params: { threshold: 1 }, inputs: { days } });
`;
const byFile = `
import { compute, defineTasks, stage } from '@superposition/pipeline';
import * as rain from './rain.js';
const tasks = defineTasks(new URL('./rain.js', import.meta.url), rain, { wetDays: { runs: 'worker' } });
${stages}
console.log(await compute(wet));
`;
const tasksByAddress = `
import { float64, json, task } from '@superposition/pipeline';
export const tasks = {
  rainfall: task('rain/rain#rainfall', { codec: float64 }),
  wetDays: task('rain/rain#wetDays', { codec: json(), runs: 'worker' }),
};
`;
const build = `
import { bundleTasks } from '@superposition/pipeline/bundle-tasks';
import { tasks } from './tasks.js';
await bundleTasks(import.meta.dirname, import.meta.dirname + '/dist/tasks', Object.values(tasks));
`;
const byAddress = `
import { graph, openCodeLibrary, openStore, openWorkers, run, stage } from '@superposition/pipeline';
import { tasks } from './tasks.js';
${stages}
const store = await openStore('.cache', import.meta.dirname, console.warn);
const code = await openCodeLibrary([new URL('dist/tasks/', import.meta.url)]);
const workers = openWorkers();
run(graph([wet]), { store, code, workers, targets: [wet], deliver: true }).subscribe({
  next: (event) => { if (event.type === 'value') console.log(event.value); },
  async complete() {
    await workers[Symbol.asyncDispose]();
    await store[Symbol.asyncDispose]();
  },
});
`;
const manifest = { name: 'rain', type: 'module', sideEffects: false, exports: { './*': './*.js' } };

const start = promisify(execFile);

async function timed(cwd: string, programs: readonly string[]): Promise<number> {
  const since = performance.now();
  for (const program of programs) await start(process.execPath, [program], { cwd });
  return performance.now() - since;
}

async function processes(folder: string): Promise<Measurement['rows']> {
  await mkdir(join(folder, 'node_modules/@superposition'), { recursive: true });
  const pipeline = fileURLToPath(new URL('../packages/pipeline', import.meta.url));
  await symlink(pipeline, join(folder, 'node_modules/@superposition/pipeline'));
  const files = {
    'package.json': JSON.stringify(manifest),
    ...{
      'rain.js': functions,
      'file.js': byFile,
      'tasks.js': tasksByAddress,
      'build.js': build,
      'address.js': byAddress,
    },
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const remove = (...names: readonly string[]) =>
    Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  const cases: Record<string, { prepare?: () => Promise<unknown>; programs: readonly string[] }> = {
    'first run, by address: build and run': {
      prepare: () => remove('.cache', 'dist'),
      programs: ['build.js', 'address.js'],
    },
    'first run, by file': { prepare: () => remove('.superposition'), programs: ['file.js'] },
    'unchanged and checked, by address: build and run': { programs: ['build.js', 'address.js'] },
    'unchanged and checked, by file': { programs: ['file.js'] },
    'unchanged, by address: run alone': { programs: ['address.js'] },
    'results there, bundles gone, by file': {
      prepare: () => remove('.superposition/tasks'),
      programs: ['file.js'],
    },
  };
  const times = new Map<string, number[]>();
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const [name, { prepare, programs }] of Object.entries(cases)) {
      await prepare?.();
      times.set(name, [...(times.get(name) ?? []), await timed(folder, programs)]);
    }
  return Array.from(times, ([name, each]) => ({ case: name, median: median(each), ...spread(each) }));
}

/** The tasks of analyses and report, declared by their files. */
async function ourTasks(): Promise<readonly AnyTask[]> {
  const lists = ['analyses', 'report'].map(async (name) => {
    const root = fileURLToPath(new URL(`../packages/${name}`, import.meta.url));
    const { exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, Record<string, string>>;
    };
    const { tasks } = (await import(pathToFileURL(join(root, 'dist/pipeline.js')).href)) as {
      tasks: Record<string, AnyTask>;
    };
    return Object.values(tasks).map(({ address, externals }) => {
      const [, subpath, exportName] = /^@superposition\/[^/]+\/(.*)#(.*)$/.exec(address)!;
      const url = pathToFileURL(join(root, exports[`./${subpath}`]!['@superposition/source']!));
      return defineTasks(url, { [exportName!]: () => 0 }, { [exportName!]: { externals } })[
        exportName!
      ] as AnyTask;
    });
  });
  return (await Promise.all(lists)).flat();
}

async function inProcess(folder: string): Promise<Measurement['rows']> {
  const tasks = await ourTasks();
  const nothing = { find: () => undefined };
  const [bundled, checked, made]: number[][] = [[], [], []];
  const days = defineTasks(pathToFileURL(join(folder, 'rain.js')), {
    rainfall: (_: object, __: { seed: number }) => 0,
  });
  for (let repeat = 0; repeat < repeats; repeat++) {
    const places = bundlePlaces(join(folder, `bundles-${repeat}`));
    for (const times of [bundled!, checked!]) {
      const since = performance.now();
      await bundleOnUse(tasks, places, nothing);
      times.push(performance.now() - since);
    }
    const since = performance.now();
    for (let seed = 0; seed < 10_000; seed++) stage(`days ${seed}`, days.rainfall, { params: { seed } });
    made!.push(performance.now() - since);
  }
  return [
    { case: `${tasks.length} tasks of ours: bundle`, median: median(bundled!), ...spread(bundled!) },
    { case: `${tasks.length} tasks of ours: check`, median: median(checked!), ...spread(checked!) },
    { case: '10,000 calls of stage()', median: median(made!), ...spread(made!) },
  ];
}

/** Rows of the table. */
export async function bench(): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-define-tasks-'));
  try {
    const first = await processes(folder);
    return { title: 'tasks by file', unit: 'ms', rows: [...first, ...(await inProcess(folder))] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) printTable((await bench()).rows);
