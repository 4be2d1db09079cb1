import { crc32, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { png, pngAddress } from './png.js';

/** The chunks of a file, each with the check sum that stands behind it. */
function chunks(file: Uint8Array) {
  const found: { type: string; data: Buffer; sum: number }[] = [];
  const bytes = Buffer.from(file);
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    found.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      data: bytes.subarray(at + 8, at + 8 + length),
      sum: bytes.readUInt32BE(at + 8 + length),
    });
    at += 12 + length;
  }
  return found;
}

it('writes pixels with a palette, row by row, with the right check sums', () => {
  const file = png({
    width: 3,
    height: 2,
    bytes: Uint8Array.of(0, 1, 1, 1, 0, 0),
    palette: [
      [255, 0, 0, 255],
      [0, 0, 0, 0],
    ],
  });
  const parts = chunks(file);
  expect(parts.map(({ type }) => type)).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
  expect([...parts[0]!.data]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
  expect([...inflateSync(parts[3]!.data)]).toEqual([0, 0, 1, 1, 0, 1, 0, 0]);
  for (const { type, data, sum } of parts) expect(sum).toBe(crc32(Buffer.concat([Buffer.from(type), data])));
});

it('is an address that holds the whole file, also of many bytes', () => {
  const file = png({
    width: 200,
    height: 100,
    bytes: Uint8Array.from({ length: 40_000 }, (_, i) => (i * i) % 251),
  });
  expect(Buffer.from(pngAddress(file).split(',')[1]!, 'base64').equals(Buffer.from(file))).toBe(true);
});
