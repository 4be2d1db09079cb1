import { expect, it } from 'vitest';
import fc from 'fast-check';
import { summariseValues } from '@superposition/core/internal/quantities/summary';
import {
  besideExactLoss,
  besideLoss,
  difference,
  exactly,
  listedStanding,
  overModels,
  sampled,
  standing,
} from './judge.js';

const within = (value: number, margin: number) => ({ value, margin });

it.each([
  ['better by a factor', within(0.0745, 0.001), exactly(0.15), '2.01 times better than'],
  ['worse by a factor', within(0.3, 0.01), exactly(0.15), '2.00 times worse than'],
  ['as many digits as asked', within(1205, 39), exactly(0.075), '16\u202f100 times worse than'],
  ['certain, though the factor prints as 1', within(0.1496, 1e-4), exactly(0.15), '0.27\u00a0% better than'],
  ['inside the margin, though a tenth off', within(0.165, 0.02), exactly(0.15), 'not to be told apart from'],
  ['exact, and nearly the same', exactly(0.1496), exactly(0.15), '0.27\u00a0% better than'],
  ['the same but for rounding', exactly(0.1 + 0.2), exactly(0.3), 'exactly as large as'],
  ['sampled, and the same by chance', within(0.3, 0.1), exactly(0.3), 'not to be told apart from'],
  ['nothing to be better than', within(0.1, 0.01), exactly(0), 'worse than'],
  ['above nothing, though inside the margin', within(0.1, 1), exactly(0), 'worse than'],
  ['no error', exactly(0), exactly(0.1), 'better than'],
  ['both nothing', exactly(0), exactly(0), 'exactly as large as'],
])('%s', (_, loss, other, words) => expect(besideLoss(loss, other)).toBe(words));

it('prints one factor alike, whatever its last bit', () =>
  expect([
    besideLoss(exactly(0.16666666666666663), exactly((1 - 4 / 20) / 6), 2),
    besideLoss(exactly(0.1), exactly((1 - 4 / 20) / 10), 2),
  ]).toEqual(['1.3 times worse than', '1.3 times worse than']));

it('decides nothing about what is not a number', () => {
  expect(standing(exactly(Number.NaN), within(0.5, 0.1))).toBe('undecided');
  expect(standing(exactly(0.4), within(0.5, Number.NaN))).toBe('undecided');
  expect(listedStanding(within(Number.NaN, 0.1), exactly(1))).toBe('undecided');
  expect(besideLoss(within(Number.NaN, 0.1), exactly(1))).toBe('not to be told apart from');
});

it('decides beyond three standard errors of the difference, and never within', () => {
  const error = fc.double({ min: 1e-4, max: 10, noNaN: true });
  const value = fc.double({ min: -100, max: 100, noNaN: true });
  fc.assert(
    fc.property(value, value, error, error, (a, b, ofA, ofB) => {
      const found = standing(sampled(a, ofA)!, sampled(b, ofB)!);
      const errors = Math.abs(a - b) / Math.hypot(ofA, ofB);
      if (errors < 2.999) expect(found).toBe('undecided');
      else if (errors > 3.001) expect(found).toBe(a < b ? 'less' : 'more');
    }),
  );
});

it('takes the error of a mean from its models, and of one model from its sample', () => {
  const summary = (...values: number[]) =>
    summariseValues(values.map((value) => ({ value, standardError: 0.01 })));
  expect(overModels(summary(0.4))).toEqual({ value: 0.4, margin: 0.03 });
  // sd 1 over 100 models: 3/√100. Two models: t₀.₉₇₅,₁ = 12.7 standard errors, which is more than three.
  const many = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 1 : -1));
  expect(overModels(summary(...many))!.margin).toBeCloseTo(0.3, 2);
  expect(overModels(summary(1, 2))!.margin).toBeCloseTo(12.706 * Math.SQRT1_2 * Math.SQRT1_2, 2);
  expect(overModels(summary())).toBeNull();
});

it('takes no mean for sharper than the samples of its models allow', () => {
  const models = [0.1500529, 0.1500612, 0.1500446];
  const of = (standardError: number) =>
    overModels(summariseValues(models.map((value) => ({ value, standardError }))))!;
  expect(besideLoss(of(0), exactly(0.15))).toBe('0.035\u00a0% worse than');
  expect(besideLoss(of(5.6e-5), exactly(0.15))).toBe('not to be told apart from');
});

it('says of few models what is certain of each', () => {
  const of = (standardError: number, ...values: number[]) =>
    besideExactLoss(summariseValues(values.map((value) => ({ value, standardError }))), 0.09);
  expect(of(0.01, 1.5e6, 0.9e6)).toBe('in each of the 2 models worse than');
  expect(of(0.001, 0.02, 0.04)).toBe('in each of the 2 models better than');
  expect(of(0.001, 0.02, 0.2)).toBe('not to be told apart from');
  expect(of(0.03, 0.02, 0.04)).toBe('not to be told apart from');
  expect(of(0.001, 0.02)).toBe('4.50 times better than');
  expect(besideExactLoss(summariseValues([]), 0.09)).toBeNull();
});

it('adds independent errors by their squares', () => {
  expect(difference(within(5, 3), within(1, 4))).toEqual(within(4, 5));
});

it.each([
  ['beyond six standard errors', sampled(0.8, 0.03)!, 'less'],
  ['within six standard errors', sampled(0.8, 0.035)!, 'undecided'],
  ['beyond a twentieth', sampled(1.06, 1e-4)!, 'more'],
  ['within a twentieth', sampled(1.04, 1e-4)!, 'undecided'],
  ['exact, and little apart', exactly(0.99), 'less'],
  ['exact, and the same', exactly(1), 'equal'],
])('lists a difference that is %s', (_, ours, found) => expect(listedStanding(ours, exactly(1))).toBe(found));
