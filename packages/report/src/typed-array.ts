import { compact } from '@superposition/core/internal/numbers/compact';

/**
 * Numbers in the form that Plotly reads fastest: little-endian bytes in base64. `shape` is `rows,columns` for a matrix.
 */
export interface TypedArray {
  readonly bdata: string;
  readonly dtype: 'f4' | 'f8' | 'i4' | 'u1' | 'u2';
  readonly shape?: string;
}

/**
 * Numbers rounded to float32. Its seven significant digits are more than a plot can show, and need half the bytes. Where float32 does
 * not hold them, they stay float64. NaN is a gap.
 *
 * @throws RangeError for an infinity, such as a product of very large weights
 */
export function packedNumbers(values: ArrayLike<number>): TypedArray {
  const kept = compact(values);
  const infinite = kept.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (infinite !== -1)
    throw new RangeError(
      'a number that it would draw is beyond the range of 64-bit floating point: the weights are too large',
    );
  return { bdata: base64(kept), dtype: kept instanceof Float32Array ? 'f4' : 'f8' };
}

/** A row-major matrix of numbers, in the same form. */
export function packedMatrix(values: ArrayLike<number>, rows: number, columns: number): TypedArray {
  if (values.length !== rows * columns) {
    throw new RangeError(`${values.length} values do not fill ${rows} × ${columns}`);
  }
  return { ...packedNumbers(values), shape: `${rows},${columns}` };
}

/** Whole numbers from −2³¹ to 2³¹−1, in as few bytes each as all of them allow. */
export function integerArray(values: readonly number[]): TypedArray {
  const within = (limit: number) => values.every((value) => value >= 0 && value < limit);
  if (within(2 ** 8)) return { bdata: base64(Uint8Array.from(values)), dtype: 'u1' };
  if (within(2 ** 16)) return { bdata: base64(Uint16Array.from(values)), dtype: 'u2' };
  return { bdata: base64(Int32Array.from(values)), dtype: 'i4' };
}

/** The numbers start, start + 1, … start + count − 1; `start` is 0 by default. */
export function counting(count: number, start = 0): TypedArray {
  return integerArray(Array.from({ length: count }, (_, index) => start + index));
}

/** Numbers that a page reads out, in the same form, which has more digits than it says. null is a gap, as NaN is. */
export function readable(values: readonly (number | null)[]): TypedArray {
  return packedNumbers(values.map((value) => value ?? Number.NaN));
}

function base64(values: Float32Array | Float64Array | Int32Array | Uint16Array | Uint8Array): string {
  const size = values.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    if (values instanceof Float64Array) view.setFloat64(size * index, value, true);
    else if (values instanceof Float32Array) view.setFloat32(size * index, value, true);
    else if (values instanceof Int32Array) view.setInt32(size * index, value, true);
    else if (values instanceof Uint16Array) view.setUint16(size * index, value, true);
    else view.setUint8(index, value);
  });
  return Buffer.from(bytes).toString('base64');
}
