import { expect, it } from 'vitest';
import { besideTops } from './beside-labels.js';

const at = (...places: readonly number[]) => places.map((each) => ({ at: each, height: 20 }));

it('puts labels that are far from each other beside what they name', () => {
  expect(besideTops(at(200, 50, 120), [0, 300])).toEqual([190, 40, 110]);
});

it('moves labels of near things apart, around their middle and in their order', () => {
  expect(besideTops(at(102, 98), [0, 300])).toEqual([102.5, 77.5]);
});

it('keeps them between the two ends as long as they fit', () => {
  expect(besideTops(at(2, 4, 6), [0, 300])).toEqual([0, 25, 50]);
  expect(besideTops(at(298, 296, 299), [0, 300])).toEqual([255, 230, 280]);
});

it('moves a label up where those at the end need its place', () => {
  const tops = besideTops(at(240, 298, 299), [0, 300]);
  expect(tops).toEqual([230, 255, 280]);
});
