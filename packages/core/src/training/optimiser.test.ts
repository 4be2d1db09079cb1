import { expect, test } from 'vitest';
import { adamStep, initialBetaPowers, initialMoments, nextBetaPowers } from './adam.js';
import { learningRateAt } from './schedule.js';

test('Adam agrees with its textbook form in float64', () => {
  const weights = Float32Array.of(0.3, -0.7, 0);
  const moments = initialMoments(3);
  let powers = initialBetaPowers;
  const expected = [...weights];
  const first = [0, 0, 0];
  const second = [0, 0, 0];
  for (let t = 1; t <= 50; t++) {
    const sums = Float32Array.of(t % 3, -0.01 * t, 1e-3);
    powers = nextBetaPowers(powers);
    adamStep(weights, sums, moments, { rate: 0.01, powers, gradientScale: 0.5 });
    sums.forEach((sum, index) => {
      const g = sum * 0.5;
      first[index] = 0.9 * first[index]! + 0.1 * g;
      second[index] = 0.999 * second[index]! + 0.001 * g * g;
      const corrected = Math.sqrt(second[index]! / (1 - 0.999 ** t)) + 1e-8;
      expected[index]! -= (0.01 * first[index]!) / (1 - 0.9 ** t) / corrected;
    });
  }
  weights.forEach((weight, index) => {
    expect(weight).toBeCloseTo(expected[index]!, 5);
  });
});

test('the cosine schedule starts at the rate, halves in the middle, and ends just above zero', () => {
  const training = { steps: 1000, learningRate: 0.003, schedule: 'cosine' } as const;
  expect(learningRateAt(0, training)).toBe(0.003);
  expect(learningRateAt(500, training)).toBeCloseTo(0.0015, 15);
  expect(learningRateAt(999, training)).toBeCloseTo(0.003 * 0.5 * (1 + Math.cos(Math.PI * 0.999)), 15);
  expect(learningRateAt(999, { ...training, schedule: 'constant' })).toBe(0.003);
});
