import type { NumberFormat } from './number-format.js';

/** A tensor in a file, whatever the format of the file is. */
export interface StoredTensor {
  readonly name: string;
  /** Empty for a single number, and for whatever else is no list of numbers, of which the entry is NaN. */
  readonly shape: readonly number[];
  /**
   * A number, by its place when the tensor is read row by row.
   *
   * @throws WeightFileError when its numbers are of a kind that is not read
   */
  readonly entry: (index: number) => number;
  /** Why it is no matrix, where its shape alone does not tell. */
  readonly problem?: string;
  /** The part of a checkpoint that it lies in, such as `optimizer`. */
  readonly part?: string;
}

/** As many as NumPy and PyTorch allow. */
const mostAxes = 64;

/** Whether a value of a file is a shape, or strides. */
export function isShape(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length <= mostAxes &&
    value.every((length) => Number.isSafeInteger(length) && length >= 0)
  );
}

/** The number of entries of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** How far apart neighbours along each axis lie, in entries, when the last axis (or the first) runs fastest. */
export function stridesOf(shape: readonly number[], order: 'last' | 'first'): readonly number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let step = 0; step < shape.length; step++) {
    const axis = order === 'first' ? step : shape.length - 1 - step;
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** The numbers of a tensor that lies in some bytes. */
export function entriesIn(
  bytes: Uint8Array,
  { bytes: width, read }: NumberFormat,
  shape: readonly number[],
  {
    littleEndian = true,
    start = 0,
    strides = stridesOf(shape, 'last'),
  }: {
    readonly littleEndian?: boolean;
    /** The place of its first entry, in entries. */
    readonly start?: number;
    readonly strides?: readonly number[];
  } = {},
): (index: number) => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (index) => {
    let offset = start;
    let rest = index;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const place = rest % shape[axis]!;
      rest = (rest - place) / shape[axis]!;
      offset += place * strides[axis]!;
    }
    return read(view, width * offset, littleEndian);
  };
}
