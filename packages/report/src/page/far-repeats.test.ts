import { expect, it } from 'vitest';
import { withFarRepeats, withoutFarRepeats } from './far-repeats.js';

let state = 7;
const noise = (count: number) =>
  Uint8Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 256;
  });
const [a, b] = [noise(5_000), noise(40_000)];

it.each([
  ['nothing', [], 3],
  ['less than a repeat', [a.subarray(0, 10)], 13],
  ['a repeat out of reach', [a, b, a], 45_030],
  ['a repeat that deflate reaches', [a, b.subarray(0, 2_000), a], 12_010],
  ['repeats that follow each other', [a, b, a.subarray(100, 200), a.subarray(0, 300), b], 45_060],
  ['a byte for a long time', [new Uint8Array(100_000)], 100_010],
])('gives back %s', (_, parts, most) => {
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  const shorter = withoutFarRepeats(bytes);
  expect(withFarRepeats(shorter)).toEqual(bytes);
  expect(shorter.length).toBeLessThanOrEqual(most);
});
