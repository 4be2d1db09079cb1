import { type NumberFormat, numberFormats, unreadType } from './number-format.js';
import { parseObject } from './parse-object.js';
import { entriesIn, isShape, type StoredTensor, sizeOf } from './stored-tensor.js';
import { otherLayers } from './tfjs-topology.js';
import { quoted, WeightFileError } from './weight-file-error.js';

const formats: Readonly<Record<string, NumberFormat>> = {
  float32: numberFormats.float32,
  int32: numberFormats.int32,
  bool: numberFormats.bool,
};

/** The size in bytes of the numbers of the largest model. */
const largestModel = 2 ** 28;

/** A file in a model of TensorFlow.js, with the tensors in it. */
interface Group {
  readonly paths: readonly string[];
  readonly weights: readonly unknown[];
}

/**
 * The files with the numbers of a model of TensorFlow.js, which lie beside its `model.json`; undefined if it is none.
 *
 * @throws WeightFileError when it is one, but damaged
 */
export function filesOfModel(model: Uint8Array): readonly string[] | undefined {
  return groupsOf(model)?.flatMap(({ paths }) => paths);
}

/** How the network of a model differs from ours, apart from its tensors; undefined if that is not known. */
export function otherNetwork(model: Uint8Array): string | undefined {
  return otherLayers(parsed(model)['modelTopology']);
}

function parsed(model: Uint8Array): Readonly<Record<string, unknown>> {
  return parseObject(model, 'the model.json', { deepest: 64, most: 100_000 });
}

/**
 * Reads the tensors of a model of TensorFlow.js. Kernels of dense layers are transposed there: inputs × outputs.
 *
 * @param files those that `filesOfModel` names
 * @throws WeightFileError when the model is damaged or a file is missing
 */
export function readTfjsModel(
  model: Uint8Array,
  files: ReadonlyMap<string, Uint8Array>,
): readonly StoredTensor[] {
  return (groupsOf(model) ?? []).flatMap((group) => tensorsOf(group, joined(group, files)));
}

function groupsOf(model: Uint8Array): readonly Group[] | undefined {
  const { weightsManifest } = parsed(model);
  if (weightsManifest === undefined) return undefined;
  const isGroup = (each: unknown): each is Group => {
    const { paths, weights } = (each ?? {}) as Partial<Group>;
    return Array.isArray(paths) && paths.every((path) => typeof path === 'string') && Array.isArray(weights);
  };
  if (!Array.isArray(weightsManifest) || !weightsManifest.every(isGroup))
    throw new WeightFileError('the weightsManifest of the model.json is no list of { paths, weights }');
  return weightsManifest;
}

function joined({ paths }: Group, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts = paths.map((path) => {
    const bytes = files.get(path.replace(/^(\.\/)+/, ''));
    if (bytes === undefined) throw new WeightFileError(`the file ${quoted(path)} of the model is missing`);
    return bytes;
  });
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  // A model may name one file many times.
  if (length > largestModel)
    throw new WeightFileError(`its files are ${length} bytes long, but at most ${largestModel} are read`);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function tensorsOf({ weights }: Group, bytes: Uint8Array): readonly StoredTensor[] {
  let at = 0;
  const tensors = weights.map((each): StoredTensor => {
    const { name, shape, dtype, quantization } = (each ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof name !== 'string' || !isShape(shape))
      throw new WeightFileError('a tensor of the model.json has no name, or no shape of whole numbers');
    const format = formatOf(dtype, quantization);
    if (format === undefined)
      throw new WeightFileError(
        `${name} of the model.json is ${quoted(String(dtype))}, ` +
          (quantization === undefined
            ? unreadType(String(dtype))
            : 'quantized in a way that is not known: convert the model without quantization'),
      );
    const length = format.bytes * sizeOf(shape);
    const data = bytes.subarray(at, at + length);
    at += length;
    if (data.length !== length)
      throw new WeightFileError(
        `the files of the model are too short for ${name}: they are cut short or damaged`,
      );
    return { name, shape, entry: entriesIn(data, format, shape) };
  });
  if (at !== bytes.length)
    throw new WeightFileError(
      `the files of the model hold ${bytes.length} bytes, but its tensors take ${at}`,
    );
  return tensors;
}

/** How the numbers of a tensor lie in the files; undefined for what is not read. */
function formatOf(dtype: unknown, quantization: unknown): NumberFormat | undefined {
  if (quantization === undefined)
    return typeof dtype === 'string' && Object.hasOwn(formats, dtype) ? formats[dtype] : undefined;
  const { dtype: stored, min, scale } = (quantization ?? {}) as Readonly<Record<string, unknown>>;
  if (dtype !== 'float32') return undefined;
  if (stored === 'float16') return numberFormats.float16;
  if ((stored !== 'uint8' && stored !== 'uint16') || typeof min !== 'number' || typeof scale !== 'number')
    return undefined;
  const { bytes, read } = numberFormats[stored];
  // TensorFlow.js computes in float64 and keeps the numbers as float32.
  return { bytes, read: (...place) => Math.fround(read(...place) * scale + min) };
}
