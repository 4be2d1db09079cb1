import { joinedBytes } from '../joined-bytes.js';
import { bytesPerElement } from '../plot/decoded-array.js';
import type { ArrayPlace, HeldArray } from './figures-of-bytes.js';
import type { PageFigure } from './page-figure.js';
import { permutationTo } from './permutation.js';
import { lowerTriangle } from './symmetric.js';

/**
 * Figures as bytes: JSON, a zero, and the numbers of all packed arrays, each once. In the JSON stands the place of an array among them.
 * A matrix that is another one with its rows and columns in another order is not repeated; the orders stand in the JSON. Of a symmetric
 * matrix, the lower triangle is there. A member whose name begins with `$` gets one more, so that it is not taken for such a place.
 */
export function figuresAsBytes(figures: readonly PageFigure[]): Uint8Array {
  const arrays: Uint8Array[] = [];
  const held: HeldArray[] = [];
  const hold = (bytes: Uint8Array, size: number, columns?: number): ArrayPlace => {
    held.push(columns === undefined ? [bytes.length] : [bytes.length, columns]);
    return [arrays.push(inPlanes(bytes, size)) - 1];
  };
  const places = new Map<string, ArrayPlace>();
  const matrices: { readonly index: number; readonly columns: number; readonly words: Uint32Array }[] = [];
  const placeOf = (bdata: string, shape: unknown, size: number): ArrayPlace => {
    const key = `${size} ${shape} ${bdata}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    const bytes = Uint8Array.from(Buffer.from(bdata, 'base64'));
    const [rows, columns] = size === 4 && typeof shape === 'string' ? shape.split(',').map(Number) : [];
    let place: ArrayPlace | undefined;
    if (columns !== undefined && 4 * rows! * columns === bytes.length) {
      const words = new Uint32Array(bytes.buffer);
      for (const other of matrices) {
        if (other.columns !== columns || other.words.length !== words.length) continue;
        const orders = permutationTo(other.words, words, columns);
        if (orders !== undefined) place = [other.index, ...orders];
        if (place !== undefined) break;
      }
      if (place === undefined) matrices.push({ index: arrays.length, columns, words });
      const triangle = place === undefined ? lowerTriangle(words, columns) : undefined;
      if (triangle !== undefined) place = hold(new Uint8Array(triangle.buffer), size, columns);
    }
    place ??= hold(bytes, size);
    places.set(key, place);
    return place;
  };
  const json = JSON.stringify(figures, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const size = bytesPerElement(value);
    const { bdata, ...rest } = value as { readonly bdata?: string; readonly shape?: unknown };
    const others = Object.entries(size === undefined ? value : rest).map(([name, member]) => [
      name.startsWith('$') ? `$${name}` : name,
      member,
    ]);
    return Object.fromEntries(
      size === undefined ? others : [...others, ['$', placeOf(bdata!, rest.shape, size)]],
    );
  });
  const text = new TextEncoder().encode(`${JSON.stringify(held)}\n${json}\0`);
  return joinedBytes([text, ...arrays]);
}

/** First all lowest bytes of numbers of this size, then all second ones …: alike bytes stand together, which deflates better. */
function inPlanes(bytes: Uint8Array, size: number): Uint8Array {
  const count = bytes.length / size;
  return bytes.map((_, index) => bytes[size * (index % count) + Math.floor(index / count)]!);
}
