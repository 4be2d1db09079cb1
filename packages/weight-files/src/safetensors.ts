import type { Weights } from '@superposition/core/internal/network/weights';
import { matrixNames } from './matrix-names.js';
import { type NumberFormat, numberFormats, unreadType } from './number-format.js';
import { parseObject } from './parse-object.js';
import { entriesIn, isShape, type StoredTensor, sizeOf } from './stored-tensor.js';
import { quoted, WeightFileError } from './weight-file-error.js';

const formats: Readonly<Record<string, NumberFormat>> = {
  F64: numberFormats.float64,
  F32: numberFormats.float32,
  F16: numberFormats.float16,
  BF16: numberFormats.bfloat16,
  I64: numberFormats.int64,
  I32: numberFormats.int32,
  I16: numberFormats.int16,
  I8: numberFormats.int8,
  U64: numberFormats.uint64,
  U32: numberFormats.uint32,
  U16: numberFormats.uint16,
  U8: numberFormats.uint8,
  BOOL: numberFormats.bool,
};

/** In bytes, as in the reference implementation, https://github.com/huggingface/safetensors. */
const largestHeader = 100_000_000;

/**
 * Reads the tensors of a .safetensors file. The file is a 64-bit length, a JSON header of that length, and the tensors
 * without gap or overlap.
 *
 * @throws WeightFileError when the file is cut short, damaged, hostile, or holds something else
 */
export function readSafetensors(bytes: Uint8Array): readonly StoredTensor[] {
  const fail = (what: string): never => {
    throw new WeightFileError(`the safetensors file ${what}`);
  };
  if (bytes.length < 8) fail('is shorter than its first 8 bytes');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(bytes.length - 8))
    fail(
      `says its header is ${length} bytes long, but ${bytes.length - 8} follow: it is cut short or damaged`,
    );
  if (length > BigInt(largestHeader))
    fail(`has a header of ${length} bytes, but at most ${largestHeader} are read`);
  const start = 8 + Number(length);
  const header = parseObject(bytes.subarray(8, start), 'the header of the safetensors file', {
    deepest: 8,
    most: 100_000,
  });
  const data = bytes.subarray(start);
  const tensors = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => readEntry(name, entry));
  let end = 0;
  for (const { name, offsets } of tensors.toSorted((a, b) => a.offsets[0] - b.offsets[0])) {
    if (offsets[0] !== end) fail(`has a gap or an overlap before ${name}, at byte ${end} of its data`);
    end = offsets[1];
  }
  if (end !== data.length)
    fail(`says its tensors take ${end} bytes, but ${data.length} are there: it is cut short or damaged`);
  return tensors.map(({ name, format, shape, offsets }) => ({
    name,
    shape,
    entry: entryOf(name, data.subarray(...offsets), format, shape),
  }));
}

interface Entry {
  readonly name: string;
  /** A name of a type that is not read, or how its numbers are. */
  readonly format: NumberFormat | string;
  readonly shape: readonly number[];
  readonly offsets: readonly [begin: number, end: number];
}

function readEntry(name: string, entry: unknown): Entry {
  const fail = (what: string): never => {
    throw new WeightFileError(`${name} in the header of the safetensors file ${what}`);
  };
  if (typeof entry !== 'object' || entry === null) return fail('is not an object');
  const { dtype, shape, data_offsets: offsets } = entry as Readonly<Record<string, unknown>>;
  if (typeof dtype !== 'string') return fail('has no dtype');
  if (!isShape(shape)) return fail('has no shape of whole numbers');
  if (!isShape(offsets) || offsets.length !== 2) return fail('has no data_offsets of two whole numbers');
  const format = Object.hasOwn(formats, dtype) ? formats[dtype]! : dtype;
  const [begin, end] = offsets as [number, number];
  if (typeof format === 'string') {
    if (end < begin) fail(`has data_offsets from ${begin} to ${end}`);
    return { name, format, shape, offsets: [begin, end] };
  }
  const expected = format.bytes * sizeOf(shape);
  if (end - begin !== expected)
    fail(
      `has the shape (${shape.join(', ')}), which takes ${expected} bytes, but its data_offsets go from ${begin} to ${end}`,
    );
  return { name, format, shape, offsets: [begin, end] };
}

function entryOf(name: string, data: Uint8Array, format: NumberFormat | string, shape: readonly number[]) {
  if (typeof format !== 'string') return entriesIn(data, format, shape);
  return () => {
    throw new WeightFileError(`${name} has the dtype ${quoted(format)}, ${unreadType(format)}`);
  };
}

/** Writes weights as a .safetensors file of two F32 tensors. The bytes depend on the weights alone. */
export function writeSafetensors({ features, neurons, input, output }: Weights): Uint8Array {
  const size = 4 * features * neurons;
  const tensor = (shape: readonly number[], begin: number) => ({
    dtype: 'F32',
    shape,
    data_offsets: [begin, begin + size],
  });
  const header = JSON.stringify({
    [matrixNames.input]: tensor([neurons, features], 0),
    [matrixNames.output]: tensor([features, neurons], size),
  });
  // We pad the header with spaces, so that the data begin at a multiple of 8 bytes.
  const length = Math.ceil(header.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + 2 * size);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(length), true);
  bytes.set(new TextEncoder().encode(header.padEnd(length)), 8);
  for (const [matrix, start] of [
    [input, 8 + length],
    [output, 8 + length + size],
  ] as const) {
    for (let index = 0; index < matrix.length; index++)
      view.setFloat32(start + 4 * index, matrix[index]!, true);
  }
  return bytes;
}
