import { describe, expect, it } from 'vitest';
import {
  counted,
  decimals,
  interval,
  listing,
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
  it('is the mean alone without a deviation', () => expect(withDeviation(0.381, null)).toBe('0.381'));
});

it('writes an interval to the decimals of its width', () => {
  expect(interval(0.3778, 0.3843)).toBe('[0.3778, 0.3843]');
  expect(interval(-1, 1)).toBe('[−1.0, 1.0]');
  expect(interval(0.15, 0.15)).toBe('[0.150, 0.150]');
});

it('has no minus on a number that rounds to zero', () => expect(decimals(-0.0004, 3)).toBe('0.000'));
it('writes shares as percentages', () => expect(percent(0.863)).toBe('86\u00a0%'));
it('groups thousands from five digits on', () =>
  expect([whole(1000), whole(-10000)]).toEqual(['1000', '−10\u202f000']));
it('counts nouns', () => expect([counted(1, 'seed'), counted(2, 'seed')]).toEqual(['1 seed', '2 seeds']));
it('lists words', () =>
  expect(['a', 'b', 'c'].map((_, n) => listing(['a', 'b', 'c'].slice(0, n + 1)))).toEqual([
    'a',
    'a and b',
    'a, b and c',
  ]));
