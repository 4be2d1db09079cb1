import { expect, test } from 'vitest';
import { histogramBetween, histogramOf } from './histogram.js';

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

test('a bin holds its lower edge, and the last one also its upper edge', () => {
  const { edges, counts } = histogramBetween([-1, -0.5, 0, 0.49, 0.5, 1], { lower: -1, upper: 1, bins: 4 });
  expect(edges).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(counts).toEqual([1, 1, 2, 2]);
});

test('a value that rounding carried past an end is counted in the outermost bin', () => {
  expect(histogramBetween([-1.0000001, 1.0000001], { lower: -1, upper: 1, bins: 2 }).counts).toEqual([1, 1]);
});

test('every edge belongs to the bin above it, whatever rounding does to the quotient', () => {
  const { edges } = histogramBetween([], { lower: -1, upper: 1, bins: 80 });
  const { counts } = histogramBetween(edges, { lower: -1, upper: 1, bins: 80 });
  expect(counts).toEqual([...Array.from({ length: 79 }, () => 1), 2]);
});

test.each([
  ['hundredths', [0, 0.5], 0.01, 50],
  ['fiftieths', [-0.22, 0.35], 0.01, 57],
  ['fifths of a thousandth', [0.4, 0.4112], 0.0002, 56],
  ['fives', [0, 290], 5, 58],
])('bins of its own choice have round widths: %s', (_name, values, width, bins) => {
  const { edges, counts } = histogramOf(values);
  expect(counts.length).toBe(bins);
  expect(edges[1]! - edges[0]!).toBeCloseTo(width, 9);
  expect(total(counts)).toBe(values.length);
  expect(edges[0]).toBeLessThanOrEqual(values[0]!);
  expect(edges.at(-1)).toBeGreaterThanOrEqual(values[1]!);
});

test.each([
  ['zeros', [0, 0, 0]],
  ['one value', [0.1]],
  ['values an ulp apart', [0.43, 0.43 + 2 ** -53]],
  ['large values', [1e30, -1e30]],
  ['tiny values', [1e-38, 2e-38]],
])('%s are all counted, in at most 60 bins', (_name, values) => {
  const { edges, counts } = histogramOf(values);
  expect(total(counts)).toBe(values.length);
  expect(counts.length).toBeLessThanOrEqual(60);
  for (let bin = 0; bin < counts.length; bin++) expect(edges[bin + 1]).toBeGreaterThan(edges[bin]!);
});

test.each([
  ['zeros', [0, 0], [-0.02, 0.02]],
  ['one value', [-5, -5], [-5.1, -4.9]],
  ['values that only rounding tells apart', [0.5, 0.5 + 1e-8], [0.49, 0.51]],
])('values that are alike have one narrow bin around them: %s', (_name, values, edges) => {
  expect(histogramOf(values)).toEqual({
    edges: edges.map((edge) => expect.closeTo(edge, 6)),
    counts: [2],
    total: 2,
  });
});

test('no values make no bins', () => {
  expect(histogramOf([])).toEqual({ edges: [], counts: [], total: 0 });
});
