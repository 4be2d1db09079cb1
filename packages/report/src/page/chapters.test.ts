import { expect, test } from 'vitest';
import { chaptersOf } from './chapters.js';

test('every figure has a place in the story, also one that its order does not name', () => {
  const sweeps = [
    { name: 'neurons', number: 12 },
    { name: 'trainingSteps', number: 13 },
  ] as const;
  expect(chaptersOf(11, sweeps)).toEqual([
    { id: 'what', figures: [1, 2, 8, 9] },
    { id: 'how', figures: [3, 4, 5, 10, 11] },
    { id: 'when', figures: [7, 6, 12] },
    { id: 'forms', figures: [13] },
  ]);
});

test('a part without a figure is left out', () => {
  expect(chaptersOf(2, [])).toEqual([{ id: 'what', figures: [1, 2] }]);
});
