import { expect, it } from 'vitest';
import { sweptAxis } from './swept-axis.js';

const ticks = (...axis: Parameters<typeof sweptAxis>) => sweptAxis(...axis)['ticktext'];

it('names each value, that of the report in bold', () => {
  expect(ticks('lossExponent', [1.5, 2, 4], 4)).toEqual(['1.5', '2', '<b>4</b>']);
  expect(ticks('steps', [100, 1000], 300)).toEqual(['100', '1000']);
  expect(ticks('neurons', [], 10)).toEqual([]);
});
