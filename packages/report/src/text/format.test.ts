import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  counted,
  decimals,
  factorOf,
  interval,
  listing,
  margin,
  oneScale,
  percent,
  significant,
  whole,
  withDeviation,
} from './format.js';

describe('significant', () => {
  it.each([
    [0.0745, '0.0745'],
    [0.15, '0.150'],
    [-0.0531, '−0.0531'],
    [1094.2, '1094'],
    [0.9996, '1.00'],
    [9.996, '10.0'],
    [12345.6, '12\u202f346'],
    [0, '0'],
    [-0, '0'],
    [0.0000123, '1.23\u00a0×\u00a010⁻⁵'],
    [2.5e7, '2.50\u00a0×\u00a010⁷'],
    [Number.NaN, 'not a number'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('writes %d as %s', (value, text) => expect(significant(value)).toBe(text));
});

describe('withDeviation', () => {
  it('gives both the decimals of a two-digit deviation', () => {
    expect(withDeviation(0.07461, 0.00103)).toBe('0.0746\u00a0±\u00a00.0010');
    expect(withDeviation(1093.7, 15.2)).toBe('1094\u00a0±\u00a015');
    expect(withDeviation(-0.053, 0.004)).toBe('−0.0530\u00a0±\u00a00.0040');
  });
  it.each([
    [-4.35e-5, 1.2e-6, '−4.35\u00a0×\u00a010⁻⁵\u00a0±\u00a00.12\u00a0×\u00a010⁻⁵'],
    [0.0004, 0.021, '0.0004\u00a0±\u00a00.0210'],
    [1e-9, 0.1, '1.0\u00a0×\u00a010⁻⁹\u00a0±\u00a00.10'],
    [0.15, 0, '0.150\u00a0±\u00a00'],
    [0.4, 1e-16, '0.400\u00a0±\u00a01.0\u00a0×\u00a010⁻¹⁶'],
    [0, 0.01, '0\u00a0±\u00a00.010'],
  ])('prints %d ± %d on one scale, and no 0 that is none', (mean, deviation, text) =>
    expect(withDeviation(mean, deviation)).toBe(text),
  );
  it('names a deviation that is not finite', () => {
    expect(withDeviation(1, Number.POSITIVE_INFINITY)).toBe('1.00\u00a0±\u00a0∞');
    expect(interval(Number.NEGATIVE_INFINITY, 1, Number.POSITIVE_INFINITY)).toBe('[−∞, 1.00]');
  });
  it('is the mean alone without a deviation', () => expect(withDeviation(0.381, null)).toBe('0.381'));
});

it('writes an interval to the decimals of its width', () => {
  expect(interval(0.3778, 0.3843)).toBe('[0.3778, 0.3843]');
  expect(interval(-1, 1)).toBe('[−1.0, 1.0]');
  expect(interval(0.15, 0.15)).toBe('[0.150, 0.150]');
});

it('writes an interval beside a mean with no more digits than the mean has', () => {
  expect(`${withDeviation(0.07461, 0.00103)} ${interval(0.07387, 0.07535, 0.00103)}`).toBe(
    '0.0746\u00a0±\u00a00.0010 [0.0739, 0.0754]',
  );
  expect(interval(0.074601, 0.074619, 0.00103)).toBe('[0.0746010, 0.0746190]');
  expect(interval(-4.4e-5, -4.3e-5, 1.2e-6)).toBe('[−4.40\u00a0×\u00a010⁻⁵, −4.30\u00a0×\u00a010⁻⁵]');
});

describe('oneScale', () => {
  const shown = (...values: number[]) => values.map(oneScale(values)).join('; ');
  it.each([
    [[0.3814, 0.345, 0.4193], '0.381; 0.345; 0.419'],
    [[-0.0000435, -0.0004, 0.0003], '−0.000044; −0.000400; 0.000300'],
    [[-4.35e-5, -9.1e-5, 0], '−4.35\u00a0×\u00a010⁻⁵; −9.10\u00a0×\u00a010⁻⁵; 0'],
    [[0.502, 1e-12, 1], '0.502; 1.0\u00a0×\u00a010⁻¹²; 1.000'],
    [[0.5, 0.0004], '0.5000; 0.0004'],
    [[1094.2, 20], '1094; 20'],
    [[2.5e7, 1e6], '2.50\u00a0×\u00a010⁷; 0.10\u00a0×\u00a010⁷'],
    [[0, 0], '0; 0'],
    [[], ''],
  ])('prints %j as %s', (values, text) => expect(shown(...values)).toBe(text));

  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  it('prints a 0 for a 0 alone, and never turns an order round', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 5 }), (values) => {
        const print = oneScale(values);
        for (const value of values) {
          expect(/[1-9]/.test(print(value).split('×')[0]!)).toBe(value !== 0);
          expect(print(value).startsWith('−')).toBe(value < 0);
        }
      }),
    );
  });
});

it('prints an error that only rounding made as none', () =>
  expect([margin(0.05, 3e-18), margin(1, 2.4e-10), margin(0.1, 2.3e-10), margin(0, 0)]).toEqual([
    '0',
    '0',
    '2.3\u00a0×\u00a010⁻¹⁰',
    '0',
  ]));
it('prints of a factor the digits that are asked for', () =>
  expect([factorOf(16071), factorOf(16071, 2), factorOf(371.6, 2), factorOf(19.47, 2)]).toEqual([
    '16\u202f100',
    '16\u202f100',
    '372',
    '19',
  ]));
it('has no minus on a number that rounds to zero', () => expect(decimals(-0.0004, 3)).toBe('0.000'));
it.each([
  [0.863, 0, '86\u00a0%'],
  [0, 0, '0\u00a0%'],
  [1, 1, '100.0\u00a0%'],
  [1 + 1e-12, 0, '100\u00a0%'],
  [0.995, 0, '99.5\u00a0%'],
  [1.004, 0, '100.4\u00a0%'],
  [0.99997, 0, '99.997\u00a0%'],
  [0.0016, 0, '0.2\u00a0%'],
  [0.00003, 1, '0.003\u00a0%'],
  [-0.0016, 0, '−0.2\u00a0%'],
  [1.28, 0, '128\u00a0%'],
  [-1, 0, '−100\u00a0%'],
  [-0.99996, 0, '−99.996\u00a0%'],
])('writes the share %s as a percentage, and only nothing as 0 and all as 100', (share, count, words) =>
  expect(percent(share, count)).toBe(words),
);
it('groups thousands from five digits on', () =>
  expect([whole(1000), whole(-10000)]).toEqual(['1000', '−10\u202f000']));
it('counts nouns', () => expect([counted(1, 'seed'), counted(2, 'seed')]).toEqual(['1 seed', '2 seeds']));
it('lists words', () =>
  expect(['a', 'b', 'c'].map((_, n) => listing(['a', 'b', 'c'].slice(0, n + 1)))).toEqual([
    'a',
    'a and b',
    'a, b and c',
  ]));
