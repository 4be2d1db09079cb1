import { type NumberFormat, numberFormats, unreadType } from './number-format.js';
import { entriesIn, type StoredTensor, sizeOf, stridesOf } from './stored-tensor.js';
import { quoted, WeightFileError } from './weight-file-error.js';

/** The first bytes of every array of NumPy. */
export const npyMagic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);

/** What the header of an array says about the data behind it. */
interface Header {
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

const formats: Readonly<Record<string, NumberFormat>> = {
  f8: numberFormats.float64,
  f4: numberFormats.float32,
  f2: numberFormats.float16,
  i8: numberFormats.int64,
  i4: numberFormats.int32,
  i2: numberFormats.int16,
  i1: numberFormats.int8,
  u8: numberFormats.uint64,
  u4: numberFormats.uint32,
  u2: numberFormats.uint16,
  u1: numberFormats.uint8,
  b1: numberFormats.bool,
};

/**
 * Reads one array of NumPy, in versions 1 to 3 of the format, in either byte order and either order of entries.
 *
 * @throws WeightFileError, with the name of the array, when it is not an array, or is cut short. The numbers of an array of another
 *   type cannot be read, but it may be there.
 */
export function readNpy(name: string, bytes: Uint8Array): StoredTensor {
  const fail = (what: string): never => {
    throw new WeightFileError(`${name}: ${what}`);
  };
  if (npyMagic.some((byte, index) => bytes[index] !== byte)) fail('it is not an array of NumPy');
  const version = bytes[6];
  if (version !== 1 && version !== 2 && version !== 3) fail(`version ${version} of its format is not known`);
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) fail('its header is cut short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (end > bytes.length) fail('its header is cut short');
  // The header of a matrix is 118 bytes long. A much longer one describes something else.
  if (end - start > 4096) fail(`its header is ${end - start} bytes long, but at most 4096 are read`);
  const header = parseHeader(new TextDecoder('latin1').decode(bytes.subarray(start, end)));
  if (header === undefined)
    return fail("its header is not {'descr': …, 'fortran_order': …, 'shape': …} with one type of number");
  const { descr, fortranOrder, shape } = header;
  const kind = descr.slice(1);
  const format = /^[<>=|]/.test(descr) && Object.hasOwn(formats, kind) ? formats[kind] : undefined;
  if (format === undefined) {
    const entry = () => fail(`its dtype is ${quoted(descr)}, ${unreadType(descr)}`);
    return { name, shape, entry };
  }
  const expected = format.bytes * sizeOf(shape);
  const data = bytes.subarray(end);
  if (data.length !== expected)
    fail(`its shape (${shape.join(', ')}) takes ${expected} bytes, but ${data.length} follow its header`);
  const strides = stridesOf(shape, fortranOrder ? 'first' : 'last');
  return {
    name,
    shape,
    entry: entriesIn(data, format, shape, { littleEndian: !descr.startsWith('>'), strides }),
  };
}

/** Reads the literal of a Python dict with exactly these three keys, in any order. */
function parseHeader(text: string): Header | undefined {
  const body = /^\{(.*)\}\s*$/s.exec(text)?.[1];
  if (body === undefined) return undefined;
  const values = new Map<string, string>();
  const entry = /\s*'(descr|fortran_order|shape)'\s*:\s*('[^'\\]*'|True|False|\([\d\s,]*\))\s*(,|$)/y;
  let position = 0;
  for (let isLast = false; !isLast; ) {
    entry.lastIndex = position;
    const found = entry.exec(body);
    if (found === null || values.has(found[1]!)) return undefined;
    values.set(found[1]!, found[2]!);
    position = entry.lastIndex;
    isLast = body.slice(position).trim() === '';
  }
  const [descr, order, shape] = ['descr', 'fortran_order', 'shape'].map((key) => values.get(key) ?? '');
  const lengths = parseShape(shape!);
  if (!descr!.startsWith("'") || !/^(True|False)$/.test(order!) || lengths === undefined) return undefined;
  return { descr: descr!.slice(1, -1), fortranOrder: order === 'True', shape: lengths };
}

function parseShape(text: string): readonly number[] | undefined {
  const inside = /^\(\s*((?:\d+\s*,\s*)*\d*)\s*\)$/.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const lengths = inside
    .split(',')
    .map((length) => length.trim())
    .filter((length) => length !== '')
    .map(Number);
  return lengths.every(Number.isSafeInteger) ? lengths : undefined;
}

/** A float32 matrix, row-major, as NumPy writes it: version 1.0, little-endian, the header padded to 64 bytes. */
export function writeNpy(entries: Float32Array, [rows, columns]: readonly [number, number]): Uint8Array {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const length = Math.ceil((10 + dict.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length + 4 * entries.length);
  bytes.set(npyMagic);
  bytes[6] = 1;
  const view = new DataView(bytes.buffer);
  view.setUint16(8, length - 10, true);
  bytes.set(new TextEncoder().encode(`${dict.padEnd(length - 11)}\n`), 10);
  for (let index = 0; index < entries.length; index++)
    view.setFloat32(length + 4 * index, entries[index]!, true);
  return bytes;
}
