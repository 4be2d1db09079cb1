import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { describe, expect, it } from 'vitest';
import { shareBars } from '../plot/share-bars.js';
import { sharesAlone, sharesOf } from './shares-alone.js';

const one = (mean: number, standardError = 0): QuantitySummary => ({
  mean,
  sd: null,
  ci95: null,
  standardError,
  seeds: [mean],
});

/** A part alone of 0.06, beside these errors. */
function quantities(active: number, all: number, loss: number, standardError = 1e-4, added = active - 0.06) {
  return {
    'mse.isolated': one(0.06),
    'lq.isolated': one(0.06),
    'mse.interference': one(added, added === 0 ? 0 : standardError),
    'mse.active': one(active, standardError),
    'mse.allPerActive': one(all, standardError),
    'lq.allPerActive': one(loss, standardError),
  } as unknown as QuantitySummaries;
}

const said = (found: QuantitySummaries, lossExponent = 4, isTrained = true, features = 2) =>
  sharesAlone({ features, lossExponent, isTrained, quantities: found }).replaceAll('\u00a0', ' ');

describe('how much of an error a feature pays alone', () => {
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

  it('takes the means of several models, and says so', () => {
    const several = Object.fromEntries(
      Object.entries(quantities(0.08, 0.3, 0.12)).map(([id, { mean }]) => [
        id,
        { ...one(mean!), sd: 1e-4, ci95: [mean! - 1e-4, mean! + 1e-4], seeds: [mean, mean, mean] },
      ]),
    ) as unknown as QuantitySummaries;
    expect(said(several)).toContain('In the mean over 3 models, a feature alone already pays 75 % of');
  });

  it('does without shares that may be more than all, and says which are blurred', () => {
    expect(said(quantities(0.08, 0.05, 0.12))).toBe(
      'Alone, a feature already pays 75 % of its squared error while active.',
    );
    expect(said(quantities(0.08, 0.3, 0.12, 0.003))).toContain('pays about 75 % of its');
    expect(said(quantities(0.0601, 0.3, 0.12, 0.003, 0.01))).toBe('');
  });

  it('knows one feature, others that take away, and others that do nothing', () => {
    expect(said(quantities(0.06, 0.3, 0.12, 0.001, 0), 4, true, 1)).toBe(
      'All of the error is the feature’s own: there is no other.',
    );
    expect(said(quantities(0.06, 0.3, 0.12, 0.001, 0))).toContain('In no sample did another feature change');
    expect(said(quantities(0.05, 0.3, 0.12, 0.001))).toBe(
      'Others take away from the error of an active feature: alone it would be 0.0600, among others it is 0.0500.',
    );
    expect(said(quantities(0.061, 0.3, 0.12, 0.001))).toContain('cannot be told apart from 0');
  });
});

it('draws each share that the headline names, and what is left of it', () => {
  const shares = sharesOf({
    features: 2,
    lossExponent: 4,
    isTrained: true,
    quantities: quantities(0.08, 0.3, 0.12),
  });
  const { traces, layout } = shareBars(shares);
  const [alone, others] = traces.map(({ x }) => x as unknown as number[]);
  expect(alone!.map((share, row) => share + others![row]!)).toEqual([1, 1, 1]);
  const words = (layout['annotations'] as unknown as { text: string }[]).map(({ text }) => text);
  expect(words.map((text) => text.replace('\u00a0', ' '))).toEqual([
    'alone',
    'added by others',
    '<b>75 %</b>',
    '<b>50 %</b>',
    '<b>20 %</b>',
  ]);
});
