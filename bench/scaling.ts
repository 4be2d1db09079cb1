// What one training step costs against the size of the problem: milliseconds a step, and the exponent of a power law fitted
// by least squares of the logarithms.
import { defaultConfig, trainKernel } from '@superposition/core';
import { median, spread } from './statistics.js';
import type { Measurement, Row } from './table.js';

const base = { features: 100, neurons: 10, activeProbability: 0.02, batchSize: 2_048 };
const axes = {
  features: [50, 100, 200, 400, 800],
  neurons: [5, 10, 20, 40, 80],
  activeProbability: [0.005, 0.01, 0.02, 0.04, 0.08, 0.16],
  batchSize: [256, 512, 1_024, 2_048, 4_096],
};
const steps = 60;
const repeats = 5;

function millisecondsPerStep({ features, neurons, activeProbability, batchSize }: typeof base): number {
  const { model, training } = defaultConfig;
  const config = {
    model: { ...model, features, neurons },
    data: { activeProbability },
    training: { ...training, steps, batchSize },
  };
  const started = performance.now();
  const run = trainKernel({ config, seed: 0 });
  while (!run.next().done);
  return (performance.now() - started) / steps;
}

function fittedExponent(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (index: 0 | 1) => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)] as const;
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

/** Rows of the table: each size of each axis, and the exponent of the axis. */
export async function bench(): Promise<Measurement> {
  millisecondsPerStep(base);
  const rows: Row[] = [];
  for (const [axis, values] of Object.entries(axes)) {
    const times = new Map(values.map((value): [number, number[]] => [value, []]));
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const [value, all] of times) {
        all.push(millisecondsPerStep({ ...base, [axis]: value }));
      }
    }
    const exponent = fittedExponent([...times].map(([value, all]) => [value, median(all)] as const));
    for (const [value, all] of times) {
      rows.push({ case: `${axis} ${value}`, median: median(all), ...spread(all), exponent });
    }
  }
  return { title: 'one training step, kernel', unit: 'ms', rows };
}
