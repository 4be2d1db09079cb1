// The setting of the literature, examples/paper.config.ts, by the kernel: seconds for 1,000 of its steps, and what all of them would
// take at this rate.
import { fileURLToPath } from 'node:url';
import { parseConfig, trainKernel } from '@superposition/core';
import paper from '../examples/paper.config.js';
import { median, spread } from './statistics.js';
import { type Measurement, printTable } from './table.js';

const repeats = 3;
const steps = 1_000;

/** One row. */
export async function bench(): Promise<Measurement> {
  const parsed = parseConfig(paper);
  if ('problems' in parsed) throw new Error(parsed.problems.join('; '));
  const { config } = parsed;
  const train = (seed: number, count: number) => {
    const started = performance.now();
    const training = trainKernel({
      config: { ...config, training: { ...config.training, steps: count } },
      seed,
    });
    while (!training.next().done);
    return (performance.now() - started) / 1000;
  };
  train(0, 20);
  const times = Array.from({ length: repeats }, (_, seed) => train(seed, steps));
  const all = (median(times) * config.training.steps) / steps;
  return {
    title: 'the setting of the literature, kernel',
    unit: 's',
    rows: [{ case: `${steps} steps`, median: median(times), ...spread(times), allSteps: all }],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) printTable((await bench()).rows);
