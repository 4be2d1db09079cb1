import { zlibSync } from 'fflate';
import { joinedBytes } from '../joined-bytes.js';

/** Pixels row by row: an index into a palette, or a level of grey with an opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel with a palette, two without: grey, then opacity. */
  readonly bytes: Uint8Array;
  /** Red, green, blue and opacity of each index. */
  readonly palette?: readonly (readonly [red: number, green: number, blue: number, alpha: number])[];
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A PNG file with these pixels. The same pixels give the same bytes. */
export function png({ width, height, bytes, palette }: Pixels): Uint8Array {
  const perPixel = palette === undefined ? 2 : 1;
  const rows = new Uint8Array(height * (1 + perPixel * width));
  // Each row begins with the number of its filter: 0, none. Indices have nothing to gain from the others.
  for (let row = 0; row < height; row++)
    rows.set(
      bytes.subarray(row * perPixel * width, (row + 1) * perPixel * width),
      row * (1 + perPixel * width) + 1,
    );
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, palette === undefined ? 4 : 3], 8);
  const colours = (palette ?? []).map((colour) => colour.map(Math.round));
  return joinedBytes([
    Uint8Array.from(signature),
    chunk('IHDR', header),
    ...(palette === undefined
      ? []
      : [
          chunk('PLTE', Uint8Array.from(colours.flatMap((colour) => colour.slice(0, 3)))),
          chunk('tRNS', Uint8Array.from(colours.map((colour) => colour[3]!))),
        ]),
    chunk('IDAT', zlibSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(
    [...type].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** The check sum of a chunk, as the PNG specification defines it. */
function crc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}

/** The file as the address of an image. */
export function pngAddress(file: Uint8Array): string {
  const parts: string[] = [];
  // A call takes a limited number of arguments.
  for (let start = 0; start < file.length; start += 8192)
    parts.push(String.fromCharCode(...file.subarray(start, start + 8192)));
  return `data:image/png;base64,${btoa(parts.join(''))}`;
}
