import { expect, it } from 'vitest';
import { sweptAxis } from './swept-axis.js';

const ticks = (...axis: Parameters<typeof sweptAxis>) => sweptAxis(...axis)['tickvals'];

it('labels the value of the report and whole numbers first, and others where there is room', () => {
  expect(ticks('lossExponent', [1.5, 2, 2.5, 3, 4, 5, 6, 8], 4)).toEqual([2, 3, 4, 5, 6, 8]);
  expect(ticks('lossExponent', [1.5, 2, 2.5, 3, 4, 5, 6, 8], 2.5)).toEqual([1.5, 2.5, 4, 5, 6, 8]);
  expect(ticks('lossExponent', [1.5, 2, 4], 4)).toEqual([1.5, 2, 4]);
  expect(ticks('steps', [100, 300, 1000, 3000, 10_000, 30_000], 1000)).toHaveLength(6);
});

it('takes one value, and none', () => {
  expect(ticks('neurons', [10], 10)).toEqual([10]);
  expect(ticks('neurons', [], 10)).toEqual([]);
});
