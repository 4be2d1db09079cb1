import { expect, test } from 'vitest';
import { howItFormed, notRepeated, type StateInNumbers, wayOfTraining } from './formation.js';

const state = (step: number, gains: readonly number[], neuronsUsed: number): StateInNumbers => ({
  step,
  steps: 1000,
  neurons: 10,
  positive: gains,
  negative: gains.map(() => 0),
  neuronsUsed,
  ratio: null,
  divisor: 'naive',
});
const begin = state(0, [-0.0008, 0.0005], 4);

test('names the seed whose training is not followed', () => {
  expect(notRepeated(7)).toMatch(/seed 7\b.*\.$/);
});

test('finds when the gain is nearly there, and a detour over more neurons', () => {
  const states = [
    begin,
    state(50, [0.1, 0.2], 7.5),
    state(200, [0.36, 0.36], 6),
    state(1000, [0.39, 0.4], 4.2),
  ];
  expect(wayOfTraining(states)).toBe(
    'After 200 of 1000 steps the mean gain has reached nine tenths of its last value. A feature uses 7.50 of 10 neurons on average after 50 steps, and 4.20 at the end.',
  );
});

test('speaks of no mean gain that stands for no feature, and of no detour that is small', () => {
  const uneven = [begin, state(50, [0.9, 0], 4.5), state(1000, [1, 0], 4)];
  expect(wayOfTraining(uneven)).toBe('');
  expect(wayOfTraining([begin, state(1000, [0.4, 0.4], 4)])).toBe('');
  expect(wayOfTraining([state(0, [1, 1], 1), state(500, [1, 1], 1), state(1000, [1, 1], 1)])).toBe('');
  expect(wayOfTraining([begin, state(50, [Number.NaN, 0], 9), state(1000, [0.4, 0.4], 4)])).toBe('');
  expect(wayOfTraining([begin])).toBe('');
});

test('gives no three digits of gains that are next to none', () => {
  expect(howItFormed([begin, state(1000, [0.39, 0.4], 4.2)])).toMatch(
    /^Before the first step, the greatest gain is 0\.00080 in magnitude\. The gain is .*, after all 1000 steps\./,
  );
  expect(howItFormed([state(0, [1, 0.9], 4), state(1000, [1, 1], 4)])).toMatch(
    /^The gain is .*, before the first/,
  );
});
