import type { Weights } from '@superposition/core/internal/network/weights';
import { parseObject } from './parse-object.js';
import { matrixNames, type StoredMatrix } from './stored-matrix.js';
import { quoted, WeightFileError } from './weight-file-error.js';

/** The size in bytes of the largest JSON file that is read. The values in it take several times as much memory. */
const largestJson = 2 ** 26;

/**
 * The matrices of a JSON file, `{ "W_in": [[…], …], "W_out": [[…], …] }`. Each matrix is a list of its rows.
 *
 * @throws WeightFileError when the file is not JSON, is cut short, or holds something else
 */
export function readJsonWeights(bytes: Uint8Array): readonly StoredMatrix[] {
  if (bytes.length > largestJson)
    throw new WeightFileError(
      `the JSON file is ${bytes.length} bytes long, but at most ${largestJson} are read: use npz or safetensors`,
    );
  const object = parseObject(bytes, 'the JSON file');
  return Object.entries(object).map(([name, rows]) => readMatrix(name, rows));
}

function readMatrix(name: string, rows: unknown): StoredMatrix {
  const fail = (what: string): never => {
    throw new WeightFileError(
      `${quoted(name)} in the JSON file ${what}: a matrix is a list of rows of equal length`,
    );
  };
  if (!Array.isArray(rows)) return fail('is not a list');
  const columns = Array.isArray(rows[0]) ? rows[0].length : 0;
  for (const [index, row] of rows.entries()) {
    if (!Array.isArray(row)) return fail(`has a row ${index} that is not a list`);
    if (row.length !== columns)
      return fail(`has ${row.length} numbers in row ${index}, but ${columns} in row 0`);
    const strange = row.findIndex((value) => typeof value !== 'number');
    if (strange !== -1) return fail(`has ${describe(row[strange])} at [${index}, ${strange}]`);
  }
  return { name, shape: [rows.length, columns], entry: (row, column) => rows[row][column] as number };
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
  const parts = [
    matrix(matrixNames.input[0], input, features),
    matrix(matrixNames.output[0], output, neurons),
  ];
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
