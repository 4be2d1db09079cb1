import { elementBytes } from '../plot/decoded-array.js';
import type { PageFigure } from './page-figure.js';
import { fromLowerTriangle } from './symmetric.js';

/** The index of an array, and of a matrix in another order also where its rows and columns are in that array. */
export type ArrayPlace = readonly [index: number, rows?: readonly number[], columns?: readonly number[]];

/** How many bytes of an array there are, and how many columns a symmetric matrix has of which they are the lower triangle. */
export type HeldArray = readonly [length: number, columns?: number];

/** The figures that `figuresAsBytes` wrote. */
export function figuresOfBytes(bytes: Uint8Array): readonly PageFigure[] {
  const end = bytes.indexOf(0);
  const [held, json] = new TextDecoder().decode(bytes.subarray(0, end)).split('\n') as [string, string];
  let at = end + 1;
  const arrays = (JSON.parse(held) as HeldArray[]).map(([length, columns]) => {
    at += length;
    return { planes: bytes.subarray(at - length, at), columns };
  });
  return JSON.parse(json, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const { $, ...rest } = value as { readonly $?: ArrayPlace; readonly dtype?: unknown };
    const others = Object.entries(rest).map(([name, member]) => [
      name.startsWith('$') ? name.slice(1) : name,
      member,
    ]);
    if ($ === undefined) return Object.fromEntries(others);
    const { planes, columns } = arrays[$[0]]!;
    const entries = outOfPlanes(planes, elementBytes(rest.dtype)!);
    const ordered = inOrder(columns === undefined ? entries : wholeOf(entries, columns), $);
    return Object.fromEntries([['bdata', base64(ordered)], ...others]);
  }) as readonly PageFigure[];
}

function outOfPlanes(planes: Uint8Array, size: number): Uint8Array {
  const count = planes.length / size;
  return planes.map((_, index) => planes[(index % size) * count + Math.floor(index / size)]!);
}

function wholeOf(triangle: Uint8Array, columns: number): Uint8Array {
  return new Uint8Array(fromLowerTriangle(new Uint32Array(triangle.buffer), columns).buffer);
}

function inOrder(bytes: Uint8Array, [, rows, columns]: ArrayPlace): Uint8Array {
  if (rows === undefined || columns === undefined) return bytes;
  const words = new Uint32Array(bytes.buffer);
  const ordered = rows.flatMap((row) => columns.map((column) => words[row * columns.length + column]!));
  return new Uint8Array(Uint32Array.from(ordered).buffer);
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  // A call takes a limited number of arguments.
  for (let start = 0; start < bytes.length; start += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  return btoa(parts.join(''));
}
