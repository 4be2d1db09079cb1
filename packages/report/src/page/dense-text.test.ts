import { expect, it } from 'vitest';
import { bytesOfDenseText, denseText } from './dense-text.js';

const counted = (length: number) =>
  Uint8Array.from({ length }, (_, index) => (index * 151 + (index >> 3)) & 255);

it.each([0, 1, 2, 3, 12, 13, 14, 1000, 4099])('writes %i bytes so that they can be read again', (length) => {
  const bytes = counted(length);
  const text = denseText(bytes);
  expect(text).toMatch(/^[#-;=-~]*$/);
  expect(text.length).toBeLessThanOrEqual(Math.ceil((8 * length) / 13) * 2);
  expect(bytesOfDenseText(text)).toEqual(bytes);
});

it('uses each of its 91 characters, and no others', () => {
  expect(new Set(denseText(counted(65_536))).size).toBe(91);
});
