import type {
  LossComparison,
  LossComparisonRow,
} from '@superposition/analyses/internal/error/loss-comparison';
import { type QuantitySummary, summariseValues } from '@superposition/core/internal/quantities/summary';
import { describe, expect, it } from 'vitest';
import {
  besideNaiveLosses,
  comparedSolution,
  gainsOf,
  gainUnderSquares,
  whatWasCompared,
  whoWins,
} from './loss-comparison.js';

const summary = (standardError: number, ...values: number[]): QuantitySummary =>
  summariseValues(values.map((value) => ({ value, standardError })));

const lossIds = ['mse.active', 'mse.all', 'l4.active', 'l4.all', 'lq.active', 'lq.all'] as const;
const row = (
  trainedWith: number | null,
  loss: QuantitySummary,
  gain: QuantitySummary,
  gains?: readonly number[],
): LossComparisonRow => {
  const of = <Value>(value: Value) =>
    Object.fromEntries(lossIds.map((name) => [name, value])) as Record<(typeof lossIds)[number], Value>;
  return {
    solution: trainedWith === null ? 'naive' : 'trained',
    trainedWith,
    losses: of(loss),
    gain,
    outputMinusOne: gain,
    improvement: of(1),
    ...(gains !== undefined && { gains }),
  };
};

const exact = (value: number) => summary(0, value);
const comparison = (own: LossComparisonRow, squares: LossComparisonRow, naive = 0.15): LossComparison => ({
  lossExponent: 4,
  rows: [row(null, exact(naive), exact(0.1)), own, squares],
});

describe('losses beside the naive solution', () => {
  const gain = exact(0.4);
  const beside = (loss: QuantitySummary, naive?: number) =>
    besideNaiveLosses(comparison(row(4, loss, gain), row(2, loss, gain), naive), row(4, loss, gain), [
      'mse.active',
      'mse.all',
    ]);

  it('of one model are decided by its sampling error', () => {
    expect(beside(summary(0.001, 0.0745))).toBe(
      'The model trained with L4 is 2.01 times better than the naive solution in MSE over active entries and 2.01 times better than it in MSE over all entries.',
    );
    expect(beside(summary(0.01, 0.121))).toContain('not to be told apart from the naive solution');
    expect(beside(summary(0.01, 0.119))).toContain('better than');
    expect(beside(summary(0.01, 0.181))).toContain('worse than');
  });

  it('of several models are decided by their spread', () => {
    expect(beside(summary(0, 0.1495, 0.1496, 0.1497))).toContain('0.27\u00a0% better than');
    expect(beside(summary(0, 0.13, 0.15, 0.175))).toContain('not to be told apart from');
  });

  it('are worse than no error', () => expect(beside(summary(0.001, 0.1), 0)).toContain('is worse than'));

  it('without a value or an error are not compared', () => {
    const nothing = summariseValues([{ value: null, reason: 'none' }]);
    expect(beside(nothing)).toContain('No loss of a model trained with L4 can be compared');
  });
});

it('describes the gains by groups where the mean is no feature’s gain', () => {
  const halves = Array.from({ length: 100 }, (_, feature) => (feature < 50 ? 1 : 0));
  expect(gainsOf(row(2, exact(1), exact(0.5), halves), 3)).toBe(
    'In the model of seed 3 trained with L2, the gain for positive inputs is 1.000 for 50 features and 0 for 50.',
  );
  expect(gainsOf(row(2, exact(1), exact(0.5)), 3)).toBe('');
  expect(gainsOf(row(2, exact(1), exact(0.5), [Number.NaN]), 3)).toBe('');
});

describe('the gain under squares', () => {
  const even = [0.4, 0.41];
  const between = (own: QuantitySummary, squares: QuantitySummary, gains: readonly number[] = even) =>
    gainUnderSquares(comparison(row(4, exact(1), own, even), row(2, exact(1), squares, gains)));

  it('is judged by models of the same seed', () => {
    const own = summary(0, 0.3, 0.4, 0.5);
    expect(between(own, summary(0, 0.351, 0.45, 0.549))).toContain(
      'is higher under L2 than under L4, by 0.0500',
    );
    expect(between(own, summary(0, 0.249, 0.35, 0.451))).toContain(
      'is lower under L2 than under L4, by 0.0500',
    );
    expect(between(own, summary(0, 0.2, 0.4, 0.61))).toContain('are not to be told apart');
  });

  it('is not compared where a mean stands for no feature', () =>
    expect(between(exact(0.4), exact(0.5), [0, 1])).toBe(''));

  it('of one seed says nothing of another', () =>
    expect(between(exact(0.4), exact(0.5))).toContain('one seed does not tell'));
});

it('says what was trained, for how long and how often', () => {
  const of = (gain: QuantitySummary) => comparison(row(4, exact(1), gain), row(2, exact(1), gain));
  expect(whatWasCompared(of(summary(0, 0.4, 0.5)), 1000, 0)).toBe(
    '2 models each, of the same seeds, were trained with L4 and L2 for 1000 steps.',
  );
  const one = of(exact(0.4));
  expect(whatWasCompared({ ...one, rows: one.rows.slice(0, 2) }, 1, 7)).toBe(
    'One model, seed 7, was trained with L4 for 1 step.',
  );
});

describe('the headline', () => {
  const measured = ['l4.active', 'mse.all'] as const;
  const gain = exact(0.4);
  const losses = (trainedWith: number, l4: QuantitySummary, mse: QuantitySummary) => {
    const made = row(trainedWith, l4, gain);
    return { ...made, losses: { ...made.losses, 'mse.all': mse } };
  };
  const [better, worse] = [exact(0.1), exact(0.2)];
  const even = [0.39, 0.4, 0.41];
  const halves = [0, 0, 1, 1];
  const headline = (
    own: LossComparisonRow,
    squares: LossComparisonRow | undefined,
    gains: readonly (readonly number[])[] = [],
  ) => {
    const both = comparison(own, squares ?? own);
    return whoWins(squares === undefined ? { ...both, rows: both.rows.slice(0, 2) } : both, measured, gains);
  };

  it('says that the measured loss decides where the order of the models turns with it', () => {
    const [own, squares] = [losses(4, better, worse), losses(2, worse, better)];
    expect(headline(own, squares, [even, halves])).toBe(
      'Which loss is measured decides which model wins; which loss is trained decides how many features are served.',
    );
    expect(headline(own, squares, [even, even])).toBe(
      'Which loss is measured decides which trained model wins.',
    );
    const unsure = losses(4, better, summary(0.1, 0.2));
    expect(headline(unsure, squares, [even, halves])).toBe(
      'Which loss is trained decides how many features are served: they are served alike under q = 4, unequally under q = 2.',
    );
  });

  it('says how the models stand to naive where that is all', () => {
    const squares = losses(2, exact(0.3), exact(0.3));
    expect(headline(losses(4, better, better), squares)).toBe(
      'Trained with q = 4, the model is better than naive in both losses.',
    );
    expect(headline(losses(4, better, worse), undefined)).toBe(
      'Trained with q = 4, the model is better than naive in 1 of 2 losses and worse in the other.',
    );
    expect(headline({ ...losses(4, worse, worse), gain: summary(0, 0.4, 0.41) }, undefined)).toBe(
      'Trained with q = 4, the models are worse than naive in both losses, in the mean over seeds.',
    );
    expect(headline(losses(4, better, summary(0.1, 0.2)), undefined)).toBe('');
  });

  it('divides by the output 0 where the naive solution makes no error', () => {
    const rows = [exact(0), exact(0.15)].map((naive) =>
      comparison(row(4, better, gain), row(2, better, gain), naive.mean!),
    );
    expect(rows.map(comparedSolution)).toEqual(['zero', 'naive']);
  });
});
