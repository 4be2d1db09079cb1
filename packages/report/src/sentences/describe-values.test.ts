import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeValues, meanStands, valueWords } from './describe-values.js';

const many = (count: number, value: number) => Array.from({ length: count }, () => value);
const ramp = (count: number, low: number, high: number) =>
  Array.from({ length: count }, (_, index) => low + ((high - low) * index) / (count - 1));
const words = (values: readonly number[]) => valueWords(describeValues(values));

describe('values in words that follow “is”', () => {
  it.each([
    ['one value', [0.734], '0.734'],
    ['zeros', many(5, 0), '0 for every feature'],
    ['values that only rounding tells apart', [0.5, 0.5 + 1e-8], '0.500 for every feature'],
    ['half served', [...many(50, 1), ...many(50, 0)], '1.000 for 50 features and 0 for 50'],
    [
      'q = 1.5',
      [...many(10, 0.9999), ...ramp(90, -0.0001, 0.0002)],
      '0.9999 for 10 features and between −0.0001 and 0.0002 for 90',
    ],
    [
      'one feature that is ignored',
      [...ramp(99, 0.345, 0.419), 0],
      'between 0.345 and 0.419 for 99 features and 0 for 1',
    ],
    ['three levels', [1, 0.5, 0, 0], '1.000 for 1 feature, 0.500 for 1 and 0 for 2'],
    ['two features', [0.3, -0.5], '0.300 for 1 feature and −0.500 for 1'],
    [
      'a mean and ends that print alike',
      ramp(9, 0.16661, 0.16665),
      '0.167 for every feature, to the digits shown',
    ],
    ['a mean that stands', ramp(100, 0.345, 0.419), '0.382 on average over features (0.345 to 0.419)'],
    [
      'a tail',
      ramp(21, 0, 1).map((x) => 0.48 * x * x),
      'between 0 and 0.480 (quartiles over features 0.030, 0.120 and 0.270)',
    ],
    [
      'tiny ones',
      [-4e-5, -5e-5, -4.5e-5],
      '−4.50\u00a0×\u00a010⁻⁵ on average over features (−5.00\u00a0×\u00a010⁻⁵ to −4.00\u00a0×\u00a010⁻⁵)',
    ],
  ])('%s', (_, values, text) => expect(words(values)).toBe(text));

  it('names another thing than features', () => {
    expect(valueWords(describeValues(ramp(9, 1, 1.2)), 'neuron')).toBe(
      '1.100 on average over neurons (1.000 to 1.200)',
    );
  });
});

const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const values = fc.oneof(
  fc.array(value, { minLength: 1, maxLength: 40 }),
  fc.array(fc.integer({ min: -20, max: 100 }), { minLength: 10, maxLength: 40 }),
  fc.array(fc.constantFrom(0, 0.01, 0.5, 1, 1.01), { minLength: 1, maxLength: 40 }),
);

it('takes a mean for values only where it stands, and groups only with clear gaps, that hold every value once', () => {
  fc.assert(
    fc.property(values, (list) => {
      const found = describeValues(list);
      const [low, high] = [Math.min(...list), Math.max(...list)];
      const mean = list.reduce((sum, each) => sum + each, 0) / list.length;
      const sd = Math.sqrt(list.reduce((sum, each) => sum + (each - mean) ** 2, 0) / list.length);
      if (found.kind === 'even') expect(sd).toBeLessThanOrEqual(0.2501 * Math.abs(mean));
      if (found.kind === 'constant') expect(high - low).toBeLessThanOrEqual(1e-6 * Math.max(high, -low));
      if (found.kind !== 'groups') return;
      const { groups } = found;
      expect(groups.length).toBeGreaterThan(1);
      expect([groups.at(-1)!.min, groups[0]!.max]).toEqual([low, high]);
      const gaps = groups.slice(1).map(({ max }, index) => groups[index]!.min - max);
      for (const { count, min, max } of groups) {
        expect(list.filter((each) => min <= each && each <= max)).toHaveLength(count);
        // A range is at least the standard deviation, and at most √(2·count) of them.
        expect(Math.min(...gaps)).toBeGreaterThan((4 * (max - min)) / Math.sqrt(2 * list.length) - 1e-9);
      }
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
      expect(Math.min(...gaps)).toBeGreaterThan(0.25 * Math.max(high, -low));
    }),
  );
});

it('does not depend on the order, and scales with the values', () => {
  fc.assert(
    fc.property(values, (list) => {
      const found = describeValues(list);
      expect(describeValues([...list].reverse())).toEqual(found);
      expect(describeValues(list.map((each) => 4 * each)).kind).toBe(found.kind);
    }),
  );
});

it('asks for values', () => {
  expect(() => describeValues([])).toThrow(RangeError);
  expect(() => describeValues([1, Number.NaN])).toThrow(RangeError);
});

it('lets a mean stand up to a quarter of it', () => {
  expect([meanStands(-1, 0.25), meanStands(1, 0.2501), meanStands(0, 0)]).toEqual([true, false, true]);
});
