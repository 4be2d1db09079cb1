import { inflateRawSync } from 'node:zlib';
import { deflateSync } from 'fflate';
import { expect, it } from 'vitest';
import { deflateWell } from '../scripts/deflate/deflate-well.js';

let state = 7;
const next = () => {
  state = (state * 48_271) % 2_147_483_647;
  return state;
};
const words = ['return ', 'function(', ')=>{', 'const a=', 'Math.max(', '.length', ';', 'x', 'y', '0'];
const source = Array.from({ length: 30_000 }, () => words[next() % 10]! + (next() % 50)).join('');

it.each([
  ['nothing', new Uint8Array(0)],
  ['one byte', Uint8Array.of(7)],
  ['a byte for a long time', new Uint8Array(100_000)],
  ['noise', Uint8Array.from({ length: 70_000 }, () => next() % 256)],
  ['every byte once', Uint8Array.from({ length: 256 }, (_, index) => index)],
  ['a block and one byte', new TextEncoder().encode(source.slice(0, 32_769))],
  ['words', new TextEncoder().encode(source)],
])('inflates to %s', (_, bytes) => {
  expect(Buffer.compare(inflateRawSync(deflateWell(bytes)), bytes)).toBe(0);
});

it('takes fewer bytes than fflate', () => {
  const bytes = new TextEncoder().encode(source);
  expect(deflateWell(bytes).length).toBeLessThan(0.97 * deflateSync(bytes, { level: 9 }).length);
});
