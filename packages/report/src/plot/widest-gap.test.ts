import { expect, it } from 'vitest';
import { four } from '../theme.js';
import { widestGap } from './line-labels.js';

const line = (...points: (readonly [number, number])[]) => ({ text: '', colour: four, points });

it('is the middle of what lines, levels and ends leave free all along the label', () => {
  expect(widestGap([], [], [0, 1], [0, 10])).toBe(5);
  expect(widestGap([], [4], [0, 1], [0, 10])).toBe(7);
  expect(widestGap([line([0, 9], [1, 9])], [4], [0, 1], [0, 10])).toBe(6.5);
  // The line falls across the upper gap, so that the lower one is wider.
  expect(widestGap([line([0, 9], [1, 5])], [4], [0, 1], [0, 10])).toBe(2);
});
