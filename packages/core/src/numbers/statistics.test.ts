import { expect, test } from 'vitest';
import {
  confidenceInterval95,
  mean,
  populationSd,
  predictionInterval95,
  sampleSd,
  studentQuantile975,
  studentTwoSided,
} from './statistics.js';

test('Student quantiles agree with published tables', () => {
  const table = {
    1: 12.7062,
    2: 4.30265,
    3: 3.18245,
    4: 2.77645,
    5: 2.57058,
    9: 2.26216,
    10: 2.22814,
    29: 2.04523,
    30: 2.04227,
    120: 1.97993,
  };
  for (const [degrees, quantile] of Object.entries(table)) {
    expect(Math.abs(studentQuantile975(Number(degrees)) / quantile - 1)).toBeLessThan(3e-6);
  }
  expect(studentQuantile975(999)).toBeCloseTo(1.96234, 5);
});

test('one degree of freedom is the Cauchy distribution', () => {
  expect(studentTwoSided(1, 1)).toBeCloseTo(0.5, 14);
});

test('degrees that are not a positive integer are refused', () => {
  expect(() => studentQuantile975(0)).toThrow(RangeError);
  expect(() => studentQuantile975(2.5)).toThrow(RangeError);
});

test('spreads divide by n over features and by k − 1 over seeds', () => {
  const values = [1, 2, 3, 4];
  expect(mean(values)).toBe(2.5);
  expect(populationSd(values)).toBeCloseTo(Math.sqrt(1.25), 14);
  expect(sampleSd(values)).toBeCloseTo(Math.sqrt(5 / 3), 14);
  expect(sampleSd([1])).toBeNaN();
});

test('intervals need two values', () => {
  expect(confidenceInterval95([1])).toBeNull();
  expect(predictionInterval95([1])).toBeNull();
  const [low, high] = confidenceInterval95([0, 2])!;
  expect(high - 1).toBeCloseTo(12.7062, 3);
  expect(low).toBeCloseTo(1 - (high - 1), 12);
  const wide = predictionInterval95([0, 2])!;
  expect((wide[1] - 1) / (high - 1)).toBeCloseTo(Math.sqrt(3), 12);
});
