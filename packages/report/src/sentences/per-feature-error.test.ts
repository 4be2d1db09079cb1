import type { PerFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import { expect, it } from 'vitest';
import { besideNaive, errorOfFeatures, naiveErrors, stripsInWords } from './per-feature-error.js';

/** Errors by feature, each known within `standardError`, beside a naive solution with `neurons` neurons. */
function errors(trained: (number | null)[], neurons: number, standardError = 0.001): PerFeatureMse {
  const naive = trained.map((_, feature) => (feature < neurons ? 0 : 1 / 6));
  const known = trained.filter((error) => error !== null);
  const mean = known.reduce((sum, error) => sum + error, 0) / known.length;
  const sd = Math.sqrt(known.reduce((sum, error) => sum + (error - mean) ** 2, 0) / known.length);
  return {
    features: trained.length,
    trained,
    standardError: trained.map((error) => (error === null ? null : standardError)),
    naive,
    order: trained.map((_, feature) => feature),
    mean: known.length === 0 ? null : mean,
    meanStandardError: known.length === 0 ? null : standardError / Math.sqrt(known.length),
    min: Math.min(...known),
    max: Math.max(...known),
    sd,
    sdTrue: Math.sqrt(Math.max(0, sd * sd - standardError * standardError)),
    naiveMean: naive.reduce((sum, error) => sum + error, 0) / naive.length,
    ignored: 1 / 6,
  };
}

it('gives a mean of the errors only where it stands for the features', () => {
  expect(errorOfFeatures(errors([0.07, 0.08], 1))).toBe(
    'A feature’s squared error while it is active is 0.0750 on average over features (0.0700 to 0.0800), with a standard deviation of 0.0050 (0.0049 once each estimate’s Monte-Carlo noise is subtracted).',
  );
  expect(errorOfFeatures(errors([0, 0, 1 / 6, 1 / 6], 2, 0))).toContain('0.167 for 2 features and 0 for 2,');
  expect(errorOfFeatures(errors([0.06, 0.06], 1, 0))).toBe(
    'A feature’s squared error while it is active is 0.0600 for every feature.',
  );
  expect(errorOfFeatures(errors([0.06], 1, 0))).toBe(
    'A feature’s squared error while it is active is 0.0600.',
  );
  expect(errorOfFeatures(errors([0.06, null], 1))).toContain('Not every feature was active');
});

it('counts a feature as better or worse beyond three standard errors', () => {
  const sixth = 1 / 6;
  const found = errors([0.0031, 0.0029, sixth - 0.0031, sixth - 0.0029, sixth + 0.0031], 2);
  expect(besideNaive(found, 0)).toContain(
    'Beside it, the trained model is better on 1, worse on 2 and not to be told apart from it on 2 of 5 features.',
  );
  expect(besideNaive(errors([0.06, 0.05], 2), null)).toContain('the given model is worse on both features.');
  expect(besideNaive(errors([0.06], 1), null)).toContain('is worse on the one feature.');
  expect(besideNaive(errors([0, sixth], 1, 0), 0)).toBe(
    'Beside it, the trained model is exactly the same on both features. Its mean is exactly as large as that of the naive solution.',
  );
  expect(besideNaive(errors([null], 1), 0)).toBe('');
});

it('says how many features the naive solution computes', () => {
  expect(naiveErrors(errors([0.1, 0.1, 0.1], 1))).toContain('computes 1 feature exactly and leaves 2 at 1/6');
  expect(naiveErrors(errors([0.1], 5))).toBe(
    'The naive solution computes the one feature exactly, so it has no error.',
  );
});

it('describes the strips', () =>
  expect(stripsInWords(errors([0.06, null], 1), null, 2)).toBe(
    'Output 0: 2 features at 1/6. Naive: 1 feature at 0 and 1 at 1/6. Given: 0.0600. Lines for 2 further models.',
  ));
