import type { Weights } from '@superposition/core/internal/network/weights';
import { matrixNames } from './matrix-names.js';
import { parseObject } from './parse-object.js';
import type { StoredTensor } from './stored-tensor.js';
import { quoted, WeightFileError } from './weight-file-error.js';

/** The size in bytes of the largest JSON file that is read. The values in it take several times as much memory. */
const largestJson = 2 ** 26;

/**
 * The tensors of a JSON file, `{ "W_in": [[…], …], "W_out": [[…], …] }`. A matrix is a list of its rows. Objects may hold further
 * objects.
 *
 * @throws WeightFileError when the file is not JSON, is cut short, or holds something else
 */
export function readJsonWeights(bytes: Uint8Array): readonly StoredTensor[] {
  if (bytes.length > largestJson)
    throw new WeightFileError(
      `the JSON file is ${bytes.length} bytes long, but at most ${largestJson} are read: use npz or safetensors`,
    );
  const object = parseObject(bytes, 'the JSON file');
  if (isPlain(object['weight_map']))
    throw new WeightFileError(
      'it is the index of a model in several files: load the model and save both matrices in one file, with safetensors',
    );
  if (isPlain(object['modelTopology']) || Array.isArray(object['weightsManifest']))
    throw new WeightFileError(
      'it is the model.json of TensorFlow.js: its numbers are in the files beside it, so give the folder',
    );
  return membersOf(object, '', undefined);
}

function membersOf(
  object: Readonly<Record<string, unknown>>,
  prefix: string,
  part: string | undefined,
): readonly StoredTensor[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    if (isPlain(value)) return membersOf(value, `${name}.`, part ?? key);
    const tensor = Array.isArray(value)
      ? readLists(name, value)
      : { name, shape: [], entry: () => (typeof value === 'number' ? value : Number.NaN) };
    return [{ ...tensor, ...(part !== undefined && { part }) }];
  });
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A vector, or a matrix, which may lie in lists of length 1. */
function readLists(name: string, list: readonly unknown[]): StoredTensor {
  const inner: unknown = list[0];
  if (list.length === 1 && Array.isArray(inner) && Array.isArray(inner[0])) {
    const { shape, ...others } = readLists(name, inner);
    return { ...others, shape: shape.length === 0 ? [] : [1, ...shape] };
  }
  const isVector = !list.some(Array.isArray);
  const rows = isVector ? [list] : list;
  const columns = Array.isArray(rows[0]) ? rows[0].length : 0;
  const problem = problemOf(rows, columns, isVector);
  if (problem !== undefined)
    return {
      name,
      // Texts, such as labels, are no numbers of a network.
      shape: holdsNumber(list) ? [list.length] : [],
      problem: `${quoted(name)} in the JSON file ${problem}: a matrix is a list of rows, which are lists of equally many numbers`,
      entry: () => Number.NaN,
    };
  const entry = (place: number) =>
    numberOf((rows[Math.floor(place / columns)] as readonly unknown[])[place % columns])!;
  // An empty list is a matrix without rows, too.
  return { name, shape: isVector && list.length > 0 ? [list.length] : [list.length, columns], entry };
}

/** Why rows are no matrix of numbers; undefined if they are one. */
function problemOf(rows: readonly unknown[], columns: number, isVector: boolean): string | undefined {
  for (const [index, row] of rows.entries()) {
    if (!Array.isArray(row)) return `has a row ${index} that is not a list`;
    if (row.length !== columns)
      return `has a row ${index} of length ${row.length}, but row 0 has the length ${columns}`;
    const strange = row.findIndex((value) => numberOf(value) === undefined);
    if (strange !== -1) return `has ${describe(row[strange])} at [${isVector ? '' : `${index}, `}${strange}]`;
  }
  return undefined;
}

function holdsNumber(list: readonly unknown[]): boolean {
  return list.some((each) => (Array.isArray(each) ? holdsNumber(each) : numberOf(each) !== undefined));
}

/** Truth values are 1 and 0, as in the other formats. `parseObject` leaves the numbers that JSON lacks as texts. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : undefined;
}

function describe(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : value === null ? 'null' : `a ${typeof value}`;
}

/**
 * Writes weights as JSON. Each number is the decimal that reads back as exactly the same float64.
 *
 * @throws RangeError when the file would be larger than the largest that is read
 */
export function writeJsonWeights({ features, neurons, input, output }: Weights): Uint8Array {
  const matrix = (name: string, entries: Float32Array, columns: number) => {
    const rows: string[] = [];
    for (let start = 0; start < entries.length; start += columns)
      rows.push(`    [${Array.from(entries.subarray(start, start + columns), decimal).join(', ')}]`);
    return `  "${name}": [\n${rows.join(',\n')}\n  ]`;
  };
  const parts = [matrix(matrixNames.input, input, features), matrix(matrixNames.output, output, neurons)];
  const text = `{\n${parts.join(',\n')}\n}\n`;
  if (text.length > largestJson)
    throw new RangeError(
      `these weights take ${text.length} bytes as JSON, but at most ${largestJson} are read: use npz or safetensors`,
    );
  return new TextEncoder().encode(text);
}

function decimal(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}
