/** How the bytes of one number are read. */
export interface NumberFormat {
  readonly bytes: number;
  readonly read: (view: DataView, offset: number, littleEndian: boolean) => number;
}

/** The formats of numbers that are read. Float32 represents the numbers of all of them exactly, except for float64. */
export const numberFormats = {
  float64: { bytes: 8, read: (view, offset, littleEndian) => view.getFloat64(offset, littleEndian) },
  float32: { bytes: 4, read: (view, offset, littleEndian) => view.getFloat32(offset, littleEndian) },
  float16: { bytes: 2, read: (view, offset, littleEndian) => half(view.getUint16(offset, littleEndian)) },
  bfloat16: { bytes: 2, read: (view, offset, littleEndian) => brain(view.getUint16(offset, littleEndian)) },
} as const satisfies Readonly<Record<string, NumberFormat>>;

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 bits of fraction. */
function half(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new DataView(new ArrayBuffer(4));

/** bfloat16: the upper half of a float32. */
function brain(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

/** The numbers of a matrix that lies whole in some bytes, by row and column. */
export function entriesIn(
  bytes: Uint8Array,
  { bytes: width, read }: NumberFormat,
  [rows = 0, columns = 0]: readonly number[],
  { littleEndian, columnMajor }: { readonly littleEndian: boolean; readonly columnMajor: boolean },
): (row: number, column: number) => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return columnMajor
    ? (row, column) => read(view, width * (column * rows + row), littleEndian)
    : (row, column) => read(view, width * (row * columns + column), littleEndian);
}
