import { describe, expect, it } from 'vitest';
import { absolutePath } from '../../test/absolute-path.js';
import { shortPath } from './short-path.js';

it.each([
  ['M10.04,20.06L12.3,19L12.3,30L40,30z', 'M10,20.1l2.3-1.1V30H40z'],
  ['M100,100h0M101.25,99.5h0', 'M100,100h0m1.3-.5h0'],
  ['M100,100L101,101L100.5,102L110,120', 'M100,100l1,1-.5,1,9.5,18'],
  [
    'M5,5a1.25,1.25 0 1,0 2.5,0a1.25,1.25 0 1,0 -2.5,0zM6,6h1',
    'M5,5a1.3,1.3,0,1,0,2.5,0a1.3,1.3,0,1,0-2.5,0zm1,1h1',
  ],
  ['M0,0L-0.04,-3', 'M0,0V-3'],
  ['', ''],
])('writes %s', (long, short) => expect(shortPath(long)).toBe(short));

describe('any path', () => {
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const place = () => `${(900 * next() - 50).toFixed(2)},${(400 * next()).toFixed(2)}`;

  it('stays within a twentieth of a pixel, however long it is', () => {
    const long = Array.from(
      { length: 500 },
      (_, at) => `${at % 90 === 0 ? `${at === 0 ? '' : 'z'}M` : 'L'}${place()}`,
    ).join('');
    const read = (d: string) =>
      [...d.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    const [before, after] = [read(long), read(absolutePath(shortPath(long)))];
    expect(after).toHaveLength(500);
    for (const [index, [x, y]] of before.entries()) {
      expect(Math.abs(after[index]![0]! - x!)).toBeLessThan(0.0501);
      expect(Math.abs(after[index]![1]! - y!)).toBeLessThan(0.0501);
    }
  });
});
