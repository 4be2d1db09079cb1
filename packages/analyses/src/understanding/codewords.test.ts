import { mean, populationSd } from '@superposition/core/internal/numbers/statistics';
import { expect, test } from 'vitest';
import { randomLoads, randomOverlaps } from './codeword-nulls.js';
import { codewordsOf, codewordStatistics, onValues, shareBetween } from './codewords.js';
import { designedCode } from './designed-code.js';
import { compareWithRandom } from './random-comparison.js';
import { randomWords } from './random-networks.js';
import { swapTest } from './swap-test.js';

const weights = {
  features: 4,
  neurons: 3,
  // Neurons × features. rms = √(8.01/12) ≈ 0.817, so a quarter of it is 0.204.
  input: Float32Array.of(1, 1, 0, 0.1, 1, 0, 1, 0, 0, 2, -0, 0),
  output: Float32Array.of(1, 1, 0, 1, 0, 2, 0, 1, 0, 0, 0, 0),
};

test('the words of known weights', () => {
  const words = codewordsOf(weights, 'quarterRms');
  expect(words).toEqual([[0, 1], [0, 2], [1], []]);
  expect(codewordsOf(weights, 'positive')).toEqual([[0, 1], [0, 2], [1], [0]]);
  expect(codewordsOf(weights, 'absolute')).toEqual([[0, 1], [0, 2], [1], [0]]);
  const statistics = codewordStatistics(words, 3);
  expect(statistics).toMatchObject({ length: 1.25, lengths: [1, 1, 2], load: [2, 2, 1], distinct: 4 });
  expect(statistics.overlaps).toEqual([4, 2]);
  expect(statistics.overlapSquare).toBeCloseTo(2 / 6, 12);
  expect(onValues(weights, words).mean).toBeCloseTo(6 / 5, 12);
  expect(shareBetween(weights)).toBe(0);
});

test('the swap test names the feature whose word the values were moved to', () => {
  const words = codewordsOf(weights, 'quarterRms');
  // Of the words of length 2: feature 1's values on feature 0's neurons give (3, 2, 2, 0), 0's on 1's give (1, 3, 0, 0).
  expect(swapTest(weights, words)).toMatchObject({ exact: { share: 1 }, word: { share: 1 } });
  const mute = { ...weights, output: new Float32Array(12) };
  expect(swapTest(mute, words).exact.share).toBe(0.5);
});

test('random loads have the variance of independent words', () => {
  const words = designedCode({ features: 30, neurons: 6, length: 2 });
  const draws = randomLoads(words, 6, 4000);
  expect(mean(draws.map((sd) => sd * sd))).toBeCloseTo(30 * (2 / 6) * (4 / 6), 0);
});

test('the swap chain visits every matrix of the same loads equally often', () => {
  // All 4×4 matrices with two ones in every row and column, by trying.
  const pairs = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].filter((b) => b > a).map((b) => [a, b]));
  const squares: number[] = [];
  for (const first of pairs)
    for (const second of pairs)
      for (const third of pairs)
        for (const fourth of pairs) {
          const { load, overlapSquare } = codewordStatistics([first, second, third, fourth], 4);
          if (load.every((each) => each === 2)) squares.push(overlapSquare);
        }
  expect(squares).toHaveLength(90);
  const draws = randomOverlaps(
    [
      [0, 1],
      [0, 1],
      [2, 3],
      [2, 3],
    ],
    4,
    20_000,
  );
  // The standard error of the mean is about 0.002.
  expect(Math.abs(mean(draws) - mean(squares))).toBeLessThan(0.01);
});

test('where no swap is possible the chain stays', () => {
  expect([
    ...randomOverlaps(
      [
        [0, 1],
        [0, 1],
      ],
      2,
      3,
    ),
  ]).toEqual([4, 4, 4]);
  expect([...randomOverlaps([[], []], 2, 2)]).toEqual([0, 0]);
});

test('a two-sided p-value', () => {
  expect(compareWithRandom(0, Float64Array.of(1, 2, 3))).toMatchObject({ mean: 2, sd: 1, z: -2, p: 0.5 });
  expect(compareWithRandom(2, Float64Array.of(1, 2, 3)).p).toBe(1);
});

test('numbers that differ only in the order of their sum are equal to chance', () => {
  // Loads of 1, 1, 1, 1 and 0 in any order have one deviation, which rounding makes two of.
  const deviations = [0, 1, 2, 3, 4].map((empty) =>
    populationSd([0, 1, 2, 3, 4].map((neuron) => (neuron === empty ? 0 : 1))),
  );
  const [least, most] = [Math.min(...deviations), Math.max(...deviations)];
  expect(most).toBeGreaterThan(least);
  expect(compareWithRandom(most, new Float64Array(99).fill(least)).p).toBe(1);
  expect(compareWithRandom(least, Float64Array.from(deviations))).toMatchObject({ sd: 0, z: Number.NaN });
  // The mean of a thousand equal numbers is rounded, too.
  expect(compareWithRandom(4 / 21, new Float64Array(1000).fill(4 / 21))).toMatchObject({
    sd: 0,
    z: Number.NaN,
    p: 1,
  });
});

test('a designed code has equal loads, and less overlap than random words', () => {
  const [shape, neurons] = [{ features: 100, neurons: 10, length: 3 }, 10];
  const fourths = (overlaps: readonly number[]) =>
    overlaps.reduce((sum, pairs, overlap) => sum + pairs * overlap ** 4, 0);
  const words = designedCode(shape);
  const designed = codewordStatistics(words, neurons);
  expect(designed.lengths).toEqual([0, 0, 0, 100]);
  expect(Math.max(...designed.load) - Math.min(...designed.load)).toBeLessThanOrEqual(1);
  expect(fourths(designed.overlaps)).toBeLessThan(
    fourths(codewordStatistics(randomWords(shape, 0), neurons).overlaps) * 0.9,
  );
  expect(designed.distinct).toBeGreaterThan(90);
  expect(designedCode(shape)).toEqual(words);
});
