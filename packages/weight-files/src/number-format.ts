import { WeightFileError } from './weight-file-error.js';

/** How the bytes of one number are read. */
export interface NumberFormat {
  readonly bytes: number;
  /** @throws WeightFileError for an integer that float64 does not hold */
  readonly read: (view: DataView, offset: number, littleEndian: boolean) => number;
}

/** The formats of numbers that are read. Float32 represents the numbers of the short ones exactly. */
export const numberFormats = {
  float64: { bytes: 8, read: (view, offset, littleEndian) => view.getFloat64(offset, littleEndian) },
  float32: { bytes: 4, read: (view, offset, littleEndian) => view.getFloat32(offset, littleEndian) },
  float16: { bytes: 2, read: (view, offset, littleEndian) => half(view.getUint16(offset, littleEndian)) },
  bfloat16: { bytes: 2, read: (view, offset, littleEndian) => brain(view.getUint16(offset, littleEndian)) },
  int64: { bytes: 8, read: (view, offset, littleEndian) => safe(view.getBigInt64(offset, littleEndian)) },
  uint64: { bytes: 8, read: (view, offset, littleEndian) => safe(view.getBigUint64(offset, littleEndian)) },
  int32: { bytes: 4, read: (view, offset, littleEndian) => view.getInt32(offset, littleEndian) },
  uint32: { bytes: 4, read: (view, offset, littleEndian) => view.getUint32(offset, littleEndian) },
  int16: { bytes: 2, read: (view, offset, littleEndian) => view.getInt16(offset, littleEndian) },
  uint16: { bytes: 2, read: (view, offset, littleEndian) => view.getUint16(offset, littleEndian) },
  int8: { bytes: 1, read: (view, offset) => view.getInt8(offset) },
  uint8: { bytes: 1, read: (view, offset) => view.getUint8(offset) },
  bool: { bytes: 1, read: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1) },
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

function safe(integer: bigint): number {
  const number = Number(integer);
  if (!Number.isSafeInteger(number))
    throw new WeightFileError(`it holds the integer ${integer}, which is no weight: write float32`);
  return number;
}

/**
 * What is said of numbers of another type.
 *
 * @param type its name in the format of the file
 */
export function unreadType(type: string): string {
  if (/^[<>=|]?c\d+$|complex|^C(32|64|128)$/i.test(type))
    return 'complex numbers, and the weights of this network are real: if every imaginary part is 0, write the real parts alone';
  if (/^[<>=|]?[USO]\d*$|^string$/.test(type)) return 'no numbers: write an array of float32';
  if (/^[<>=|]?[Mm]\d/.test(type)) return 'dates or times: write an array of float32';
  if (/^Q(U?Int|UInt)|^quint|^qint/i.test(type))
    return 'quantized numbers, which are no weights without their scale: dequantize them first';
  return `which is not read: convert it to float32 before it is written`;
}
