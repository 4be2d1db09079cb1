import type { IsolatedAndTotal } from '@superposition/analyses/internal/error/isolated-and-total';
import type { ModelQuantities } from '@superposition/core/internal/quantities/quantities';
import { describe, expect, it } from 'vitest';
import { addedToEach, aloneAndTogether, partsAlone, sharesAlone } from './isolated-and-total.js';

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

describe('how much of an error a feature pays alone', () => {
  const quantities = (active: number, all: number, loss: number, standardError = 1e-4) =>
    ({
      'mse.isolated': { value: 0.06, standardError: 0 },
      'lq.isolated': { value: 0.06, standardError: 0 },
      'mse.active': { value: active, standardError },
      'mse.allPerActive': { value: all, standardError },
      'lq.allPerActive': { value: loss, standardError },
    }) as unknown as ModelQuantities;
  const said = (found: ModelQuantities, lossExponent = 4, isTrained = true, of = parts(0.02, 0.001)) =>
    sharesAlone(of, { lossExponent, isTrained, quantities: found }).replaceAll('\u00a0', ' ');

  it('names three shares of a trained model, and two where the loss is the square', () => {
    expect(said(quantities(0.08, 0.3, 0.12))).toBe(
      'Alone, a feature already pays 75 % of its squared error while active, 50 % of the loss that was trained, and 20 % of the squared error over all entries.',
    );
    expect(said(quantities(0.08, 0.3, 0.3), 2)).toBe(
      'Alone, a feature already pays 75 % of its squared error while active, and 20 % of the squared error over all entries, the loss that was trained.',
    );
    expect(said(quantities(0.08, 0.3, 0.12), 4, false)).toContain(
      '50 % of the loss |y − t|^4 over all entries',
    );
  });

  it('does without shares that may be more than all, and says which are blurred', () => {
    expect(said(quantities(0.08, 0.05, 0.12))).toBe(
      'Alone, a feature already pays 75 % of its squared error while active.',
    );
    expect(said(quantities(0.08, 0.3, 0.12, 0.003))).toContain('pays about 75 % of its');
    expect(said(quantities(0.0601, 0.3, 0.12, 0.003))).toBe('');
  });

  it('knows one feature, others that take away, and others that do nothing', () => {
    const some = quantities(0.08, 0.3, 0.12);
    expect(said(some, 4, true, parts(0, 0, 1))).toBe(
      'All of the error is the feature’s own: there is no other.',
    );
    expect(said(some, 4, true, parts(0, 0))).toContain('In no sample did another feature change');
    expect(said(some, 4, true, parts(-0.01, 0.001))).toBe(
      'Others take away from the error of an active feature: alone it would be 0.0600, among others it is 0.0500.',
    );
    expect(said(some, 4, true, parts(0.001, 0.001))).toContain('cannot be told apart from 0');
    expect(said(some, 4, true, parts(null, null))).toBe('');
  });
});
