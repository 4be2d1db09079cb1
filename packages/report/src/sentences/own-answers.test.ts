import { expect, it } from 'vitest';
import {
  type AnswersByExponent,
  exponentsInWords,
  type OwnAnswers,
  reachingByExponent,
  whatFeaturesGet,
} from './own-answers.js';

const model = (positive: readonly number[], leak = 0, seed = 0): OwnAnswers => ({
  seed,
  positive,
  negative: positive.map(() => leak),
});

it('calls answers the same only where those of all models are', () => {
  expect(whatFeaturesGet([model([0.38, 0.4], -0.05), model([0.37, 0.41], -0.05)], null)).toBe(
    'Every feature gets nearly the same weak relu in both models.',
  );
  expect(whatFeaturesGet([model([1, 1])], null)).toBe('Every feature gets the same relu.');
  expect(whatFeaturesGet([model([1, 1])], 3.5)).toBe('With q = 3.5, every feature gets the same relu.');
  expect(whatFeaturesGet([model([0.4])], null)).toBe('The feature gets a weak relu.');
  expect(whatFeaturesGet([model([0.4, 0.4], 0.3)], null)).toBe('Every feature gets the same weak response.');
  expect(whatFeaturesGet([model([0.4, 0.4]), model([0.8, 0.8])], null)).not.toContain('same');
});

it('counts features that are served, or that reach half', () => {
  expect(whatFeaturesGet([model([1, 0.95, 0.01])], null)).toBe(
    '2 of 3 features get a good relu, and the other gets next to nothing.',
  );
  // What is answered to −1 makes it no relu.
  expect(whatFeaturesGet([model([1, 0.95, 0.01], 0.3)], null)).toBe(
    '2 of 3 features reach half of a relu’s gain.',
  );
  expect(whatFeaturesGet([model([0.2, 0.05]), model([0.3, 0.05], 0, 1)], null)).toBe(
    'In both models, neither feature reaches half of a relu’s gain.',
  );
  expect(whatFeaturesGet([model([0.6, 0.05], 0, 7), model([0.3, 0.05])], null)).toBe(
    'In the model of seed 7, 1 of 2 features reaches half of a relu’s gain.',
  );
});

it('says that nothing answers, and nothing of gains that are far off or no numbers', () => {
  expect(whatFeaturesGet([model([0, 0])], null)).toBe('No feature answers to its own input.');
  expect(whatFeaturesGet([model([0])], null)).toBe('The feature does not answer to its own input.');
  expect(whatFeaturesGet([model([30, -4])], null)).toBe('');
  expect(whatFeaturesGet([model([Number.NaN, 1])], null)).toBe('');
  expect(whatFeaturesGet([], null)).toBe('');
});

const swept = (lossExponent: number, positive: readonly number[]): AnswersByExponent => ({
  ...model(positive),
  lossExponent,
  steps: 10_000,
});

it('counts by exponent, without trainings that diverged and without a single feature', () => {
  const models = [swept(1.5, [1, 0, 0]), swept(2, []), swept(4, [0.4, 0.4, 0.4])];
  expect(reachingByExponent(models)).toBe(
    'In one model each, seed 0 after 10\u202f000 steps, 1 of 3 features reaches half of a relu’s gain with q\u00a0=\u00a01.5 and none with q\u00a0=\u00a04.',
  );
  expect(exponentsInWords(models)).toBe(
    'By exponent: one model for each exponent, seed 0, 10\u202f000 steps. With q\u00a0=\u00a02 the training diverged.',
  );
  expect(reachingByExponent([swept(2, [1])])).toBe('');
  expect(reachingByExponent([])).toBe('');
});
