import { expect, it } from 'vitest';
import { type ErrorsOfModel, errorsBesideIgnored, unmeasuredSeeds } from './errors-of-seeds.js';
import { dotsAndLines } from './strips.js';

const sixth = 1 / 6;
const model = (
  errors: readonly (number | null)[],
  standardError = 0,
  seed: number | null = 0,
): ErrorsOfModel => ({
  seed,
  errors,
  standardErrors: errors.map(() => standardError),
});
const found = (...models: readonly ErrorsOfModel[]) => errorsBesideIgnored(models, sixth);

it('says that no feature is ignored only where all errors of all models are certainly lower', () => {
  const low = model([0.07, 0.08], 0.001);
  expect(found(low, model([0.05, 0.08]))).toBe(
    'No feature is ignored: in both models every error lies below half of 1/6, the error of an ignored one.',
  );
  expect(found(model([0.07]))).toBe(
    'The feature is not ignored: its error lies below half of 1/6, the error of an ignored one.',
  );
  expect(found(model([0.07, 0.1]))).toContain('more than a tenth below 1/6');
  // 0.082 is below half of 1/6, but not by three standard errors.
  expect(found(model([0.07, 0.082], 0.001))).not.toContain('half');
  expect(found(low, model([0.07, null]))).not.toContain('No feature');
});

it('knows errors of nothing and of an output that is always 0', () => {
  expect(found(model([0, 0]))).toBe('No feature has any error.');
  expect(found(model([0]))).toBe('The feature has no error.');
  expect(found(model([sixth, sixth]), model([sixth, sixth]))).toBe(
    'In both models, every feature has the error of an output that is always 0, which is 1/6.',
  );
  expect(found(model([0.16, 0.165], 0.001))).toBe(
    'Every error lies within a tenth of 1/6, the error of an ignored feature.',
  );
});

it('counts features where they differ, of all models or of the first', () => {
  const naive = [0, sixth, sixth];
  expect(found(model(naive))).toBe(
    '1 of 3 features has less than a hundredth of 1/6, the error of an ignored one; the other 2 have about that.',
  );
  expect(found(model(naive), model(naive, 0, 1))).toMatch(/^In both models, 1 of 3 features/);
  expect(found(model(naive, 0, 4), model([0, 0, sixth]))).toMatch(/^With seed 4, 1 of 3 features/);
  expect(found(model([0.3, 0.1]))).toBe(
    '1 of 2 features has an error more than a tenth larger than that of an ignored one, 1/6.',
  );
  expect(found(model([0.3, 0.4]))).toMatch(/^Both features have an error more than a tenth larger/);
  expect(found(model([0.01, 0.1, sixth]))).toBe(
    '1 of 3 features has less than half of 1/6, the error of an ignored one.',
  );
});

it('says nothing where an error is not known or nothing is certain', () => {
  expect(found(model([null]))).toBe('');
  expect(found(model([0.1, sixth], 1))).toBe('');
  expect(found()).toBe('');
});

it('describes the marks', () => {
  expect(dotsAndLines(1, { single: [0], stacks: [] }, 0)).toBe('The dot is the feature.');
  expect(dotsAndLines(3, { single: [0, 1, 2], stacks: [] }, 1)).toBe(
    'Each dot is a feature. Below it, the line of one further seed, trained for as many steps, shows the range, the middle half and the mean of its features.',
  );
  expect(dotsAndLines(9, { single: [0, 1], stacks: [[2, 3, 4, 5, 6]] }, 0)).toBe(
    'The 2 small dots are features, evenly spaced by rank among 4. A larger dot is several features in one place.',
  );
  expect(unmeasuredSeeds([])).toBe('');
  expect(unmeasuredSeeds([3])).toBe('Seed 3 has no line, because the evaluation of the model failed.');
});
