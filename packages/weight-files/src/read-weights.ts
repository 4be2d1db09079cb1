import { described, tagOf } from '@superposition/core/internal/public/arguments';
import { readJsonWeights } from './json-weights.js';
import { npyMagic } from './npy.js';
import { readNpz } from './npz.js';
import { readSafetensors } from './safetensors.js';
import { type ReadMatrices, type StoredMatrix, weightsOf } from './stored-matrix.js';
import { WeightFileError } from './weight-file-error.js';

/** The names of the formats that are read and written: .npz of NumPy, .safetensors, and JSON. */
export const weightFormats = ['npz', 'safetensors', 'json'] as const;

export type WeightFormat = (typeof weightFormats)[number];

/** The weights in a file, and the format of the file. */
export interface WeightFile extends ReadMatrices {
  readonly format: WeightFormat;
}

/** The size in bytes of the largest file that is read. The largest weights in float64 take a quarter of it. */
export const largestWeightFile = 2 ** 28;

const readers: Readonly<Record<WeightFormat, (bytes: Uint8Array) => readonly StoredMatrix[]>> = {
  npz: readNpz,
  safetensors: readSafetensors,
  json: readJsonWeights,
};

/**
 * Reads weights from the bytes of a file. The content of the file, not its name, decides its format. Numbers that are
 * not exactly a float32 are rounded to the nearest one; `isRounded` says so. Blocks while it reads.
 *
 * Two matrices that are both transposed fit each other as well as the right ones, so that this cannot be seen: W_in must
 * be neurons × features, and W_out features × neurons.
 *
 * @param file the bytes: a Uint8Array (also a Buffer of Node), or an ArrayBuffer, as `file.arrayBuffer()` resolves to
 * @throws WeightFileError, whatever the bytes are; it says what is wrong, where, and what to do. TypeError for what is no
 *   bytes, such as a path
 */
export function readWeights(file: Uint8Array | ArrayBufferLike): WeightFile {
  const bytes = bytesOf(file);
  if (bytes.length > largestWeightFile)
    throw new WeightFileError(`it is ${bytes.length} bytes long, but at most ${largestWeightFile} are read`);
  const format = formatIn(bytes);
  return { format, ...weightsOf(readers[format](bytes)) };
}

function bytesOf(file: unknown): Uint8Array {
  const tag = tagOf(file);
  if (tag === 'ArrayBuffer' || tag === 'SharedArrayBuffer') return new Uint8Array(file as ArrayBufferLike);
  if (ArrayBuffer.isView(file) && ['Uint8Array', 'Uint8ClampedArray', 'DataView'].includes(tag)) {
    return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  }
  const advice =
    typeof file === 'string'
      ? 'give bytes, not a path: readWeights(await readFile(path))'
      : tag === 'Blob' || tag === 'File' || tag === 'Response'
        ? 'give its bytes: await file.arrayBuffer()'
        : 'give the bytes of a file, in a Uint8Array or an ArrayBuffer';
  throw new TypeError(`the file is ${described(file)}: ${advice}`);
}

function formatIn(bytes: Uint8Array): WeightFormat {
  const begins = (...start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
  if (bytes.length === 0) throw new WeightFileError('it is empty');
  if (begins(0x50, 0x4b)) return 'npz';
  // A .safetensors file begins with the length of its header, below 2⁴⁸ bytes. No text has zeros in these places.
  if (bytes[6] === 0 && bytes[7] === 0 && (bytes[8] === 0x7b || bytes.length === 8)) return 'safetensors';
  const [first] = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart();
  if (first === '{') return 'json';
  if (begins(...npyMagic))
    throw new WeightFileError(
      'it is a single array of NumPy: write both with numpy.savez(file, W_in=…, W_out=…)',
    );
  throw new WeightFileError(
    'it is neither .npz nor .safetensors nor JSON: write W_in and W_out with numpy.savez or safetensors',
  );
}
