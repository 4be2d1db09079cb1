import { expect, it } from 'vitest';
import { gridOf, settingRange } from './setting-ranges.js';

const grid = (text: string) => gridOf({ count: 0, ...settingRange('it', text)! });

it('reads the ends, the scale and the number of values', () => {
  expect(settingRange('it', '2:8')).toEqual({ low: 2, high: 8, scale: 'linear' });
  expect(settingRange('it', '.002:2e-1:log')).toEqual({ low: 0.002, high: 0.2, scale: 'log' });
  expect(settingRange('it', '-1 : 1 : linear : 3')).toEqual({ low: -1, high: 1, scale: 'linear', count: 3 });
  expect(settingRange('it', '5')).toBeUndefined();
  expect(settingRange('it', '5,6')).toBeUndefined();
  expect(settingRange('it', 'normal:x')).toBeUndefined();
});

it('has equal steps or equal factors between its ends, which are exact', () => {
  expect(grid('1:2:5')).toEqual([1, 1.25, 1.5, 1.75, 2]);
  expect(grid('0.002:0.2:log:3')).toEqual([0.002, 0.02, 0.2]);
  expect(grid('1:1000000:log:7')).toEqual([1, 10, 100, 1000, 10_000, 100_000, 1_000_000]);
  expect(grid('0.1:0.3:log:3')[1]).toBe(0.173205);
});

it.each([
  ['8:2', 'the first end of a range must be the lower one'],
  ['2:2:3', 'the first end of a range must be the lower one'],
  ['0:1:log:3', 'must be above 0'],
  ['1:2:1', 'a range must have 2 … 10000 values'],
  ['1:2:10001', 'a range must have 2 … 10000 values'],
  ['1:2:3:4', 'a range must be LOW:HIGH:COUNT'],
  ['1:2:cubic:4', 'a range must be LOW:HIGH:COUNT'],
  ['1:x:4', 'a range must be LOW:HIGH:COUNT'],
  ['1:Infinity:4', 'a range must be LOW:HIGH:COUNT'],
  ['1::4', 'a range must be LOW:HIGH:COUNT'],
])('refuses %s', (text, message) => {
  expect(() => settingRange('it', text)).toThrow(message);
});
