// How many models a minute the pipeline trains on one and on two workers: 200 small stages of the document's shape.
import { fileURLToPath } from 'node:url';
import { median, spread } from './statistics.js';

const models = 200;
const steps = 300;
const repeats = 3;

async function modelsPerMinute(jobs) {
  const { graph, memoryStore, openCodeLibrary, run, workerPool } = await import(
    '../packages/pipeline/dist/index.js'
  );
  const { engines } = await import('../packages/analyses/dist/pipeline.js');
  const { defaultConfig } = await import('../packages/core/dist/config.js');
  const { model, data, training } = defaultConfig;
  const { seeds: _, ...settings } = { ...training, steps };
  const stages = Array.from({ length: models }, (_, seed) =>
    engines.kernel(`model[seed=${seed}]`, { model, data, training: settings, seed }),
  );
  const code = await openCodeLibrary([new URL('../packages/analyses/dist/tasks/', import.meta.url)]);
  const workers = workerPool(jobs);
  const started = performance.now();
  await new Promise((resolve, reject) => {
    run(graph(stages), { store: memoryStore(), code, workers }).subscribe({
      error: reject,
      complete: resolve,
    });
  });
  const minutes = (performance.now() - started) / 60_000;
  await workers[Symbol.asyncDispose]();
  return models / minutes;
}

/** Rows of the table: one worker, two, and the ratio. */
export async function bench() {
  const times = new Map([1, 2].map((jobs) => [jobs, []]));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [jobs, all] of times) all.push(await modelsPerMinute(jobs));
  }
  const ratios = times.get(2).map((two, index) => two / times.get(1)[index]);
  return {
    title: `${models} models of ${steps} steps`,
    unit: 'models/min',
    rows: [
      { case: '1 worker', median: median(times.get(1)), ...spread(times.get(1)) },
      { case: '2 workers', median: median(times.get(2)), ...spread(times.get(2)) },
      { case: 'two over one (ratio)', median: median(ratios), ...spread(ratios) },
    ],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table((await bench()).rows);
