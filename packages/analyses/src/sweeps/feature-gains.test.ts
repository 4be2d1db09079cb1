import { expect, it } from 'vitest';
import { featureGains } from './feature-gains.js';

const at = { neurons: 1, activeProbability: 0.1, lossExponent: 4, steps: 10 };
const model = (input: readonly number[], output: readonly number[]) => ({
  weights: { features: 2, neurons: 1, input: Float32Array.from(input), output: Float32Array.from(output) },
});

it('keeps the order of the features, and has no gains where the training diverged', () => {
  const models = [model([2, 1], [0.5, 0.25]), model([-1, 1], [1, 1]), model([Number.NaN, 1], [1, 1])];
  expect(featureGains({ models }, { points: [at, at, at], seed: 3 })).toEqual({
    seed: 3,
    points: [
      { settings: at, gains: [1, 0.25], atMinusOne: [0, 0] },
      { settings: at, gains: [0, 1], atMinusOne: [1, 0] },
      { settings: at, gains: [], atMinusOne: [] },
    ],
  });
});

it('takes one model for each point', () => {
  expect(() => featureGains({ models: [] }, { points: [at], seed: 0 })).toThrow(
    new TypeError('0 models for 1 points'),
  );
});
