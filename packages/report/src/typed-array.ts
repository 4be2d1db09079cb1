/**
 * Numbers in the form that Plotly reads fastest: little-endian bytes in base64. `shape` is `rows,columns` for a matrix.
 */
export interface TypedArray {
  readonly bdata: string;
  readonly dtype: 'f4' | 'i4' | 'u1' | 'u2';
  readonly shape?: string;
}

/**
 * Numbers rounded to float32. Its seven significant digits are more than a plot can show, and need half the bytes. NaN
 * is a gap.
 *
 * @throws RangeError for a finite number that float32 cannot hold, such as a product of very large weights
 */
export function float32Array(values: ArrayLike<number>): TypedArray {
  const rounded = Float32Array.from(values);
  const beyond = rounded.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (beyond !== -1)
    throw new RangeError(
      `a number that it would draw is ${values[beyond]}, beyond the range of 32-bit floating point: the weights are too large`,
    );
  return { bdata: base64(rounded), dtype: 'f4' };
}

/** A row-major matrix of float32 numbers. */
export function float32Matrix(values: ArrayLike<number>, rows: number, columns: number): TypedArray {
  if (values.length !== rows * columns) {
    throw new RangeError(`${values.length} values do not fill ${rows} × ${columns}`);
  }
  return { ...float32Array(values), shape: `${rows},${columns}` };
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

/** Numbers that a page reads out, rounded to float32, which has more digits than it says. null is a gap, as NaN is. */
export function readable(values: readonly (number | null)[]): TypedArray {
  return float32Array(values.map((value) => value ?? Number.NaN));
}

function base64(values: Float32Array | Int32Array | Uint16Array | Uint8Array): string {
  const size = values.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    if (values instanceof Float32Array) view.setFloat32(size * index, value, true);
    else if (values instanceof Int32Array) view.setInt32(size * index, value, true);
    else if (values instanceof Uint16Array) view.setUint16(size * index, value, true);
    else view.setUint8(index, value);
  });
  return Buffer.from(bytes).toString('base64');
}
