import { expect, test } from 'vitest';
import { evenlySpaced } from './evenly-spaced.js';

test('up to 100 indices are all of them', () => {
  expect(evenlySpaced(3)).toEqual([0, 1, 2]);
  expect(evenlySpaced(100).length).toBe(100);
});

test.each([101, 250, 1000])('of %i indices 100 are chosen, the first and the last among them', (count) => {
  const chosen = evenlySpaced(count);
  expect(new Set(chosen).size).toBe(100);
  expect([chosen[0], chosen.at(-1)]).toEqual([0, count - 1]);
  const gaps = chosen.slice(1).map((index, before) => index - chosen[before]!);
  expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
});
