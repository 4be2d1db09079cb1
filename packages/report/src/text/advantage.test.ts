import { expect, it } from 'vitest';
import { advantage } from './advantage.js';

it.each([
  ['better by a factor', 0.0745, 0.15, [0.074, 0.075], '2.01 times better'],
  ['worse by a factor', 0.3, 0.15, [0.29, 0.31], '2.00 times worse'],
  [
    'several standard errors off, though the factor prints as 1',
    0.1496,
    0.15,
    [0.1495, 0.1497],
    '0.27\u00a0% better',
  ],
  ['inside the interval, though a tenth off', 0.165, 0.15, [0.14, 0.19], null],
  ['one seed, nearly the same', 0.1496, 0.15, null, null],
  ['one seed, another', 0.1, 0.15, null, '1.50 times better'],
  ['nothing to be better than', 0.1, 0, [0.09, 0.11], 'worse'],
  ['no error', 0, 0.1, [0, 0], 'better'],
  ['both nothing', 0, 0, null, null],
] as const)('%s', (_, loss, baseline, interval, words) =>
  expect(advantage(loss, baseline, interval)).toBe(words),
);
