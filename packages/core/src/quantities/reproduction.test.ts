import { beforeAll, expect, test } from 'vitest';
import { defaultConfig } from '../config/config.js';
import { evaluate } from '../evaluation/evaluate.js';
import { complete } from '../training/complete.js';
import { trainReference } from '../training/train-reference.js';
import { modelQuantities } from './quantities.js';
import type { QuantityId } from './quantity-definitions.js';
import { type QuantitySummaries, summariseModels } from './summary.js';

/*
 * The numbers of an independent implementation at the defaults over five seeds, as mean ± sd. Our number is a mean over
 * two seeds. The two means may differ by four standard deviations of their difference, and by half of the last printed
 * digit.
 */
const published: [id: QuantityId, mean: number, sd: number, digit: number][] = [
  ['mse.active', 0.0746, 0.001, 0.0001],
  ['mse.isolated', 0.0644, 0.0006, 0.0001],
  ['mse.allPerActive', 0.306, 0.003, 0.001],
  ['l4.allPerActive', 0.0291, 0.0004, 0.0001],
  ['gain.positive', 0.381, 0.004, 0.001],
  ['output.minusOne', -0.053, 0.004, 0.001],
  ['gain.effective', 0.4335, 0.002, 0.0001],
  ['crossGain.mean', 0.043, 0.004, 0.001],
  ['crossGain.meanAbs', 0.097, 0.003, 0.001],
  ['cosine.meanAbs', 0.2607, 0.003, 0.0001],
  ['cosine.mean', 0.18, 0.02, 0.01],
  ['framePotential', 1094, 15, 1],
];

/** Numbers that the same source prints with "about" and without a spread. */
const rough: [id: QuantityId, value: number, tolerance: number][] = [
  ['crossGain.min', -0.22, 0.05],
  ['crossGain.max', 0.35, 0.06],
  ['perFeature.mse.min', 0.069, 0.004],
  ['perFeature.mse.max', 0.08, 0.004],
  ['naive.mse.active', 0.15, 1e-12],
];

let summary: QuantitySummaries;

beforeAll(() => {
  const perSeed = [0, 1].map((seed) => {
    const { weights } = complete(trainReference({ config: defaultConfig, seed }));
    const request = { weights, activeProbability: 0.02, samples: 250_000, lossExponent: 4, seed };
    return modelQuantities(weights, complete(evaluate(request)));
  });
  summary = summariseModels(perSeed);
});

test.each(published)('%s is %d ± %d at the defaults', (id, value, sd, digit) => {
  const spread = sd * Math.sqrt(1 / 2 + 1 / 5);
  expect(Math.abs(summary[id].mean! - value)).toBeLessThan(4 * spread + digit / 2);
});

test.each(rough)('%s is about %d at the defaults', (id, value, tolerance) => {
  expect(Math.abs(summary[id].mean! - value)).toBeLessThan(tolerance);
});
