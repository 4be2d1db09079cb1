import { complete } from '@superposition/core/internal/training/complete';
import { experiment } from '@superposition/core/internal/testing/small-experiment';
import { exactly } from '@superposition/core/internal/quantities/missing';
import { type QuantitySummaries, summariseValues } from '@superposition/core/internal/quantities/summary';
import { findBackend } from '@superposition/engine-tfjs/internal/find-backend';
import { loadBackend } from '@superposition/engine-tfjs/internal/load-backend';
import { ownNumbers } from '@superposition/engine-tfjs/internal/own-numbers';
import { trainTfjs } from '@superposition/engine-tfjs/internal/train-tfjs';
import { expect, it } from 'vitest';
import { summariseQuantities } from '../quantities/summarise-quantities.js';
import { compareQuantities } from './compare-quantities.js';

const nothing = summariseQuantities({ models: [] });
const gains = (values: readonly number[]): QuantitySummaries => ({
  ...nothing,
  'gain.positive': summariseValues(values.map(exactly)),
});

it('takes the difference of the means by Welch’s t', () => {
  const compare = (theirs: readonly number[]) =>
    compareQuantities({ ours: gains([1, 2, 3]), theirs: gains(theirs) });
  // The means are 2 and 5, the variances 1 and 4, over three seeds each: t = 3 / √(5/3), with 2.94 degrees of freedom.
  // The limit for 2 degrees is 4.30.
  expect(compare([3, 5, 7])).toMatchObject([{ id: 'gain.positive', agrees: true }]);
  expect(compare([3, 5, 7])[0]!.standardErrors).toBeCloseTo(3 / Math.sqrt(5 / 3), 12);
  expect(compare([13, 15, 17])).toMatchObject([{ agrees: false }]);
  expect(compare([4])).toEqual([]);
});

it('has batches of the config’s distribution and weights of its start from TensorFlow.js alone', async () => {
  const tf = await loadBackend(findBackend()!.backend);
  const config = experiment({
    model: { features: 50 },
    training: { batchSize: 2000 },
    activeProbability: 0.1,
  });
  const before = tf.memory().numTensors;
  const { start, fill } = ownNumbers(tf)({ config, seed: 3 });
  const [first, second] = [new Float32Array(100_000), new Float32Array(100_000)];
  fill(first, 0);
  fill(second, 1);
  const active = first.filter((value) => value !== 0);
  // 10,000 ± 95 active values, uniform on (−1, 1): the mean of squares is ⅓ ± 0.003.
  expect(Math.abs(active.length - 10_000)).toBeLessThan(500);
  const squares = active.reduce((sum, value) => sum + value * value, 0) / active.length;
  expect(Math.abs(squares - 1 / 3)).toBeLessThan(0.015);
  expect(second).not.toEqual(first);
  const spread = Math.sqrt(start.input.reduce((sum, weight) => sum + weight * weight, 0) / 200);
  expect(spread).toBeGreaterThan(0.008);
  expect(spread).toBeLessThan(0.012);
  const train = (seed: number) => complete(trainTfjs(tf, ownNumbers(tf))({ config, seed })).weights;
  expect(train(3)).toEqual(train(3));
  expect(train(4)).not.toEqual(train(3));
  expect(tf.memory().numTensors).toBe(before);
  const naive = experiment({ model: { init: { kind: 'naive', scale: 0 } } });
  expect(() => ownNumbers(tf)({ config: naive, seed: 0 })).toThrow(/'naive'/);
});
