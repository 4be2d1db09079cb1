// What a run costs that finds everything fresh: milliseconds a stage from the first line after the imports (making the
// graph, opening a real SQLite file, running, closing it), each run in a process of its own.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, spread } from './statistics.js';
import { printTable } from './table.js';

const sizes = [100, 1_000, 10_000];
const shapes = ['fan', 'grid', 'chain'];
const repeats = 7;

/** Stages of a shape: the last ones are its targets. */
function stagesOf(shape, count, makeStage) {
  const stages = [];
  const add = (inputs) => stages.push(makeStage(`${shape} ${stages.length}`, inputs));
  if (shape === 'fan') {
    const source = stages[add({}) - 1];
    while (stages.length < count - 1) add({ source });
    add({ all: stages.slice(1) });
  } else if (shape === 'chain') {
    while (stages.length < count) add(stages.length === 0 ? {} : { previous: stages.at(-1) });
  } else {
    const width = [...Array(count).keys()]
      .map((n) => n + 1)
      .filter((n) => count % n === 0 && n * n <= count)
      .at(-1);
    for (let cell = 0; cell < count; cell++) {
      add({
        ...(cell >= width && { above: stages[cell - width] }),
        ...(cell % width > 0 && { left: stages[cell - 1] }),
      });
    }
  }
  return stages;
}

async function runOnce(file, shape, count) {
  const { digestOf, graph, json, openStore, run, stage, task, workerPool } = await import(
    '../packages/pipeline/dist/index.js'
  );
  const start = performance.now();
  const processor = process.cpuUsage();
  const fn = (inputs, { index }) => index + Object.keys(inputs).length;
  const found = { fingerprint: digestOf('bench'), exportName: 'fn', load: async () => fn };
  const code = { find: () => found };
  const cell = task('bench/cell#fn', { codec: json() });
  const stages = stagesOf(shape, count, (name, inputs) =>
    stage(name, cell, { params: { index: Number(name.split(' ')[1]) }, inputs }),
  );
  const workers = workerPool(1);
  const store = await openStore(file, '/', (message) => console.error(message));
  let fresh;
  await new Promise((resolve, reject) => {
    run(graph(stages), { store, code, workers }).subscribe({
      next: (event) => {
        if (event.type === 'finished') fresh = event.fresh;
      },
      error: reject,
      complete: resolve,
    });
  });
  await store[Symbol.asyncDispose]();
  await workers[Symbol.asyncDispose]();
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  return { milliseconds, processorMilliseconds: (user + system) / 1000, fresh, peakMegabytes };
}

async function runInProcess(file, shape, count) {
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(import.meta.url),
    file,
    shape,
    String(count),
  ]);
  return JSON.parse(stdout);
}

/** @returns {Promise<{ title: string, unit: string, rows: object[] }>} */
export async function bench() {
  const folder = await mkdtemp(join(tmpdir(), 'bench-no-op-'));
  try {
    const cases = shapes.flatMap((shape) =>
      sizes.map((count) => ({
        shape,
        count,
        file: `sqlite:${join(folder, `${shape}-${count}.sqlite`)}`,
        runs: [],
      })),
    );
    for (const { shape, count, file } of cases) await runInProcess(file, shape, count);
    // Interleaved, so that a slow spell of the machine meets all of them alike.
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const { shape, count, file, runs } of cases) {
        const made = await runInProcess(file, shape, count);
        if (made.fresh !== count)
          throw new Error(`${shape} of ${count}: only ${made.fresh} stages were fresh`);
        runs.push(made);
      }
    }
    return {
      title: 'no-op run, a stage',
      unit: 'ms',
      rows: cases.map(({ shape, count, runs }) => {
        const each = runs.map(({ milliseconds }) => milliseconds / count);
        return {
          case: `${shape} of ${count}`,
          median: median(each),
          ...spread(each),
          ...(count >= 1_000 && { limit: 0.15 }),
          // Of all threads: what a busy machine does not change.
          processor: median(runs.map(({ processorMilliseconds }) => processorMilliseconds / count)),
          peakMegabytes: median(runs.map(({ peakMegabytes }) => peakMegabytes)),
        };
      }),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, shape, count] = process.argv.slice(2);
  if (file === undefined) printTable((await bench()).rows);
  else console.log(JSON.stringify(await runOnce(file, shape, Number(count))));
}
