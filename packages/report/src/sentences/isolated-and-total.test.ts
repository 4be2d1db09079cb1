import type { IsolatedAndTotal } from '@superposition/analyses/internal/error/isolated-and-total';
import { expect, it } from 'vitest';
import { addedToEach, aloneAndTogether, areasInWords, partsAlone } from './isolated-and-total.js';

/** Two features with an isolated error of 0.06, to which others add `added`. */
function parts(added: number | null, standardError: number | null, features = 2): IsolatedAndTotal {
  const isolated = 0.06;
  const total = added === null ? null : isolated + added;
  const share = (part: number | null) => (part === null || total === null ? null : part / total);
  const each = <Value>(value: Value) => Array.from({ length: features }, () => value);
  return {
    features,
    attenuation: each(isolated),
    leak: each(0),
    isolated: each(isolated),
    total: each(total),
    totalStandardError: each(standardError),
    order: each(0).map((_, feature) => feature),
    mean: {
      attenuation: isolated,
      leak: 0,
      isolated,
      total,
      totalStandardError: standardError,
      interference: added,
      interferenceStandardError: standardError,
      isolatedShare: share(isolated),
      interferenceShare: share(added),
      shareStandardError: null,
    },
  };
}

it('adds what other features add, and takes away what they take, beyond three standard errors', () => {
  expect(aloneAndTogether(parts(0.02, 0.001))).toBe(
    'Of a mean squared error of 0.0800 over active entries, 0.0600 (75\u00a0%) is there when the feature is active alone, and 0.0200\u00a0±\u00a00.0010 (25\u00a0%) is added by other active features.',
  );
  expect(aloneAndTogether(parts(-0.01, 0.001))).toContain(
    '120\u00a0% of the mean squared error of 0.0500 over active entries: other active features take 0.0100\u00a0±\u00a00.0010 (20\u00a0%) away.',
  );
  expect(aloneAndTogether(parts(0.0031, 0.001))).toContain('is added');
  expect(aloneAndTogether(parts(0.0029, 0.001))).toContain(
    'The difference, 0.0029\u00a0±\u00a00.0010, is not to be told apart from 0.',
  );
  expect(aloneAndTogether(parts(-0.0031, 0.001))).toContain('away');
  expect(aloneAndTogether(parts(-0.0029, 0.001))).toContain('not to be told apart from 0');
});

it('speaks of no interference where there is none', () => {
  expect(aloneAndTogether(parts(0, 0))).toBe(
    'Alone, a feature’s squared error is 0.0600 in the mean over features, and over active entries it is the same: in no sample did another feature interfere.',
  );
  expect(aloneAndTogether(parts(0, 0, 1))).toContain('there is no other feature that could interfere');
  expect(addedToEach(parts(0, 0))).toBe('');
  // Less than what float64 keeps beside the total.
  expect(addedToEach(parts(1e-122, 1e-123))).toBe('');
});

it('says so where there is no total, or no sampling error', () => {
  expect(aloneAndTogether(parts(null, null))).toContain('no feature was active');
  expect(aloneAndTogether(parts(0.02, null))).toContain('has no known sampling error');
});

it('gives what is added to single features with its error', () =>
  expect(addedToEach(parts(0.02, 0.001))).toContain('each with a standard error of at most 0.0010'));

it.each([
  [0.06, 0.001, 'Of the error when it is active alone, 0.0600 comes from positive inputs'],
  [0.06, 0, 'All of the error alone comes from positive inputs'],
  [0, 0.06, 'All of the error alone comes from negative inputs'],
  [0, 0, 'Alone, every feature comes out exactly.'],
])('of an attenuation of %d and a leak of %d', (attenuation, leak, words) => {
  const found = parts(0, 0);
  expect(partsAlone({ ...found, mean: { ...found.mean, attenuation, leak } })).toContain(words);
});

it('gives one number where others add the same to every feature', () => {
  expect(addedToEach(parts(0.02, 0.001))).toContain('is estimated at 0.0200, each with a standard error');
});

it('says whose areas are drawn', () => {
  expect(areasInWords(12, 12, 12, 1)).toContain('each feature’s error');
  expect(areasInWords(1000, 1000, 400, 1)).toContain('400 features, evenly spaced by rank among the 1000.');
  // A sample that is too small for some of the features is no choice by rank.
  expect(areasInWords(12, 5, 5, 1)).toBe(
    'The areas are the parts of the errors of the 5 features of 12 that were active in the evaluation, sorted by their error.',
  );
  expect(areasInWords(12, 1, 1, 1)).toContain('the error of one feature, the only one of 12 that was active');
  expect(areasInWords(1000, 900, 400, 1)).toContain('among the 900 that were active in the evaluation.');
  expect(areasInWords(12, 0, 0, 1)).toBe('');
});
