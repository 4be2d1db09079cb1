import {
  checkOptions as checkKnown,
  checkNames,
  described,
  tagOf,
} from '@superposition/core/internal/public/arguments';
import { chooseMatrices, type MatrixOptions } from './choose-matrices.js';
import { kindOf } from './file-kinds.js';
import { readJsonWeights } from './json-weights.js';
import { npyMagic, readNpy } from './npy.js';
import { readNpz } from './npz.js';
import { readSafetensors } from './safetensors.js';
import type { StoredTensor } from './stored-tensor.js';
import { otherNetwork, readTfjsModel } from './tfjs-model.js';
import { isTorchArchive, readTorchFile } from './torch-file.js';
import { quoted, WeightFileError } from './weight-file-error.js';
import { type ReadMatrices, weightsOf } from './weights-of.js';
import { readZipDirectory } from './zip-directory.js';

/** The names of the formats that are written: .npz of NumPy, .safetensors, and JSON. */
export const weightFormats = ['npz', 'safetensors', 'json'] as const;

export type WeightFormat = (typeof weightFormats)[number];

/** The formats that are read: also .pt of PyTorch, two .npy of NumPy, and a LayersModel of TensorFlow.js. */
export type ReadableFormat = WeightFormat | 'pt' | 'npy' | 'tfjs';

/** The bytes of a file. */
export type FileBytes = Uint8Array | ArrayBufferLike;

/** The weights in a file, the format of the file, and what was taken from it. */
export interface WeightFile extends ReadMatrices {
  readonly format: ReadableFormat;
  /** The names of the tensors that were taken, with `.T` behind one whose transpose was taken. */
  readonly from: { readonly W_in: string; readonly W_out: string };
  /** The names of what else the file holds: biases that are all zero, counters, the state of an optimizer. */
  readonly passedOver: readonly string[];
  /** What a reader of results should know, in sentences. */
  readonly warnings: readonly string[];
}

/** Characters. Names are shown on the page. */
const longestName = 1000;

/** The size in bytes of the largest file that is read. The largest weights in float64 take a quarter of it. */
export const largestWeightFile = 2 ** 28;

/**
 * Reads weights from the bytes of a file. The content of the file, not its name, decides its format. Numbers that are
 * not exactly a float32 are rounded to the nearest one; `isRounded` says so. Nothing in a file is executed. Blocks while it reads.
 *
 * Two matrices that are both transposed fit each other as well as the right ones, so that this cannot be seen: W_in must
 * be neurons × features, and W_out features × neurons. `transpose` turns both round.
 *
 * @param file the bytes: a Uint8Array (also a Buffer of Node), or an ArrayBuffer, as `file.arrayBuffer()` resolves to. Or several
 *   files by their names: two .npy, or the `model.json` of TensorFlow.js with the files that it names
 * @throws WeightFileError, whatever the bytes are; it says what is wrong, where, and what to do. TypeError for what is no
 *   bytes, such as a path
 */
export function readWeights(
  file: FileBytes | { readonly [name: string]: FileBytes },
  options: MatrixOptions = {},
): WeightFile {
  checkOptions(options);
  const { format, tensors, other } = isFiles(file) ? tensorsOfFiles(file) : tensorsOfFile(bytesOf(file));
  const long = tensors.find(({ name }) => name.length > longestName);
  if (long !== undefined)
    throw new WeightFileError(
      `${quoted(long.name)} is the beginning of a name of ${long.name.length} characters: at most ${longestName} are read`,
    );
  const chosen = chooseMatrices(tensors, options);
  const { input, output, passedOver, warnings } = chosen;
  const from = { W_in: input.name, W_out: output.name };
  if (other !== undefined && options.names === undefined)
    throw new WeightFileError(
      `${other}: it is another network. --weights-names W_in=${from.W_in},W_out=${from.W_out} takes these two matrices all the same`,
    );
  return {
    format,
    ...weightsOf(chosen),
    from,
    passedOver,
    warnings: other === undefined ? warnings : [...warnings, `${other}: it is another network`],
  };
}

interface Found {
  readonly format: ReadableFormat;
  readonly tensors: readonly StoredTensor[];
  /** How the network differs from ours, apart from its tensors. */
  readonly other?: string | undefined;
}

function tensorsOfFile(bytes: Uint8Array): Found {
  const begins = (...start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
  if (bytes.length === 0) throw new WeightFileError('it is empty');
  if (begins(0x50, 0x4b)) {
    const entries = readZipDirectory(bytes);
    return isTorchArchive(entries)
      ? { format: 'pt', tensors: readTorchFile(entries) }
      : { format: 'npz', tensors: readNpz(entries) };
  }
  // A .safetensors file begins with the length of its header, below 2⁴⁸ bytes. No text has zeros in these places.
  if (
    bytes[6] === 0 &&
    bytes[7] === 0 &&
    (bytes.length === 8 || /[\s{]/.test(String.fromCharCode(bytes[8]!)))
  )
    return { format: 'safetensors', tensors: readSafetensors(bytes) };
  if (begins(...npyMagic))
    throw new WeightFileError(
      'it is a single array of NumPy: write both with numpy.savez(file, W_in=…, W_out=…), or give both files, W_in.npy and W_out.npy',
    );
  const kind = kindOf(bytes);
  if (kind !== undefined) throw new WeightFileError(kind);
  const [first] = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart();
  if (first === '{') return { format: 'json', tensors: readJsonWeights(bytes) };
  throw new WeightFileError(
    'it is none of .npz, .safetensors, .pt and JSON: write W_in and W_out with numpy.savez or safetensors',
  );
}

function tensorsOfFiles(files: { readonly [name: string]: FileBytes }): Found {
  const byName = new Map(Object.entries(files).map(([name, file]) => [name, bytesOf(file)]));
  const model = byName.get('model.json');
  if (model !== undefined)
    return { format: 'tfjs', tensors: readTfjsModel(model, byName), other: otherNetwork(model) };
  const [one, ...others] = byName.values();
  if (one === undefined) throw new WeightFileError('there are no files');
  if (others.length === 0 && npyMagic.some((byte, index) => one[index] !== byte)) return tensorsOfFile(one);
  const tensors = Array.from(byName, ([name, bytes]) => readNpy(name.replace(/\.npy$/, ''), bytes));
  return { format: 'npy', tensors };
}

function isFiles(file: unknown): file is { readonly [name: string]: FileBytes } {
  return tagOf(file) === 'Object';
}

function checkOptions(options: MatrixOptions): void {
  checkKnown('options', options, 'names, transpose');
  const { names, transpose } = options;
  if (transpose !== undefined && typeof transpose !== 'boolean')
    throw new TypeError(`transpose is ${described(transpose)}: must be true or false`);
  if (names === undefined) return;
  for (const matrix of ['W_in', 'W_out'] as const)
    if (typeof names?.[matrix] !== 'string')
      throw new TypeError(
        `names.${matrix} is ${described(names?.[matrix])}: must be the name of a tensor in the file`,
      );
  checkNames('names', names, 'W_in, W_out');
}

function bytesOf(file: unknown): Uint8Array {
  const bytes = viewOf(file);
  if (bytes.length > largestWeightFile)
    throw new WeightFileError(`it is ${bytes.length} bytes long, but at most ${largestWeightFile} are read`);
  return bytes;
}

function viewOf(file: unknown): Uint8Array {
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
