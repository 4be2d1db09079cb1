import { expect, it } from 'vitest';
import { allOf, partAlone, partOf, partThat, rangeOf } from './part-of.js';

it.each([
  [1, 'the one feature'],
  [2, 'both features'],
  [3, 'all 3 features'],
])('names all of %i', (count, words) => expect(allOf(count, 'feature')).toBe(words));

it('knows the plural of a loss', () => expect(allOf(6, 'loss')).toBe('all 6 losses'));

it.each([
  [0, 1, 'no feature gets', 'none'],
  [1, 1, 'the one feature gets', 'all'],
  [0, 2, 'neither feature gets', 'neither'],
  [1, 2, '1 of 2 features gets', '1'],
  [2, 2, 'both features get', 'both'],
  [0, 3, 'none of 3 features gets', 'none'],
  [1, 3, '1 of 3 features gets', '1'],
  [2, 3, '2 of 3 features get', '2'],
  [3, 3, 'all 3 features get', 'all'],
])('names %i of %i, with the verb that follows', (part, total, words, alone) => {
  expect(partThat(part, total, 'feature', ['gets', 'get'])).toBe(words);
  expect(words).toContain(partOf(part, total, 'feature'));
  expect(partAlone(part, total)).toBe(alone);
});

it.each([
  [1, 1, 1, 'the one neuron'],
  [2, 2, 2, 'both neurons'],
  [1, 1, 10, '1 of 10 neurons'],
  [2, 4, 10, '2 to 4 of 10 neurons'],
  [4, 4, 4, 'all 4 neurons'],
])('names from %i to %i of %i', (low, high, total, words) =>
  expect(rangeOf(low, high, total, 'neuron')).toBe(words),
);
