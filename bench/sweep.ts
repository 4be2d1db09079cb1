// How many models a minute the pipeline trains on one and on two workers: 200 small stages of the document's shape.
import { fileURLToPath } from 'node:url';
import { engines } from '@superposition/analyses/pipeline';
import { defaultConfig } from '@superposition/core';
import { graph, openCodeLibrary, openWorkers, run } from '@superposition/pipeline';
import { memoryStore } from '@superposition/pipeline/internal/store/memory-store';
import { median, spread } from './statistics.js';
import type { Measurement } from './table.js';

const models = 200;
const steps = 300;
const repeats = 3;

async function modelsPerMinute(jobs: number): Promise<number> {
  const { model, data, training } = defaultConfig;
  const { seeds: _, ...settings } = { ...training, steps };
  const stages = Array.from({ length: models }, (_, seed) =>
    engines.kernel(`model[seed=${seed}]`, { model, data, training: settings, seed }),
  );
  const code = await openCodeLibrary([new URL('../packages/analyses/dist/tasks/', import.meta.url)]);
  const workers = openWorkers(jobs);
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
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
export async function bench(): Promise<Measurement> {
  const one: number[] = [];
  const two: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    one.push(await modelsPerMinute(1));
    two.push(await modelsPerMinute(2));
  }
  const ratios = two.map((rate, index) => rate / one[index]!);
  return {
    title: `${models} models of ${steps} steps`,
    unit: 'models/min',
    rows: [
      { case: '1 worker', median: median(one), ...spread(one) },
      { case: '2 workers', median: median(two), ...spread(two) },
      { case: 'two over one (ratio)', median: median(ratios), ...spread(ratios) },
    ],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table((await bench()).rows);
