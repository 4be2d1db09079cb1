import { limits } from '@superposition/core/internal/config/limits';
import type { Weights } from '@superposition/core/internal/network/weights';
import { quoted, WeightFileError } from './weight-file-error.js';

/** A tensor in a file, whatever the format of the file is. */
export interface StoredMatrix {
  readonly name: string;
  readonly shape: readonly number[];
  /** The number in a row and a column. It is called only for a shape of two dimensions, and within that shape. */
  readonly entry: (row: number, column: number) => number;
}

/** The weights in a file. */
export interface ReadMatrices {
  readonly weights: Weights;
  /** Whether a number in the file is not exactly a float32 and was rounded to the nearest one. */
  readonly isRounded: boolean;
}

type Role = 'input' | 'output';

/** The names of the two matrices. We write the first name of each, and read all of them. */
export const matrixNames = {
  input: ['W_in', 'W_in.weight', 'input', 'input.weight'],
  output: ['W_out', 'W_out.weight', 'output', 'output.weight'],
} as const satisfies Readonly<Record<Role, readonly string[]>>;

const advice =
  'write W_in (neurons × features) and W_out (features × neurons), of y = W_out·relu(W_in·x), and nothing else';

/**
 * The matrix that a name stands for.
 *
 * @throws WeightFileError for any other name: with a bias or a further layer it would be another network
 */
export function roleOf(name: string): Role {
  for (const role of ['input', 'output'] as const)
    if ((matrixNames[role] as readonly string[]).includes(name)) return role;
  throw new WeightFileError(`it holds ${quoted(name)}, which is neither W_in nor W_out: ${advice}`);
}

/**
 * Turns two matrices into weights.
 *
 * @throws WeightFileError for a name that is missing, unknown or there twice; for a shape that does not fit or is
 *   beyond the limits; and for an entry that is not a finite float32
 */
export function weightsOf(matrices: readonly StoredMatrix[]): ReadMatrices {
  const found = new Map<Role, StoredMatrix>();
  for (const matrix of matrices) {
    const role = roleOf(matrix.name);
    const other = found.get(role);
    if (other !== undefined)
      throw new WeightFileError(
        `it holds both ${quoted(other.name)} and ${quoted(matrix.name)}, which mean the same matrix: keep one`,
      );
    found.set(role, matrix);
  }
  const [input, output] = (['input', 'output'] as const).map((role) => {
    const matrix = found.get(role);
    if (matrix !== undefined) return matrix;
    throw new WeightFileError(`it holds no ${matrixNames[role][0]}: ${advice}`);
  }) as [StoredMatrix, StoredMatrix];
  const [neurons, features] = checkShapes(input, output);
  const [first, second] = [entriesOf(input), entriesOf(output)];
  return {
    weights: { features, neurons, input: first.entries, output: second.entries },
    isRounded: first.isRounded || second.isRounded,
  };
}

function checkShapes(
  input: StoredMatrix,
  output: StoredMatrix,
): readonly [neurons: number, features: number] {
  for (const [{ name, shape }, meaning] of [
    [input, 'neurons × features'],
    [output, 'features × neurons'],
  ] as const) {
    if (shape.length !== 2)
      throw new WeightFileError(
        `${name} has the shape (${shape.join(', ')}): it must be a matrix, ${meaning}`,
      );
  }
  const [neurons, features] = input.shape as [number, number];
  const [rows, columns] = output.shape as [number, number];
  const fits = rows === features && columns === neurons;
  for (const [what, count] of [
    ['neurons', neurons],
    ['features', features],
  ] as const) {
    const { min, max } = limits[what];
    if (count >= min && count <= max) continue;
    throw new WeightFileError(`${input.name} is ${shown(input)}: ${what} must be ${min} … ${max}`);
  }
  if (neurons * features > limits.weightEntries.max)
    throw new WeightFileError(
      `${input.name} is ${shown(input)}: a matrix has at most ${limits.weightEntries.max} entries`,
    );
  if (fits) return [neurons, features];
  const isTransposed = rows === neurons && columns === features;
  throw new WeightFileError(
    `${output.name} is ${shown(output)}, but beside ${input.name} of ${shown(input)} (neurons × features) it must be ` +
      `${features} × ${neurons} (features × neurons)${isTransposed ? ': one of the two looks transposed' : ''}`,
  );
}

function shown({ shape }: StoredMatrix): string {
  return shape.join(' × ');
}

function entriesOf({ name, shape, entry }: StoredMatrix): { entries: Float32Array; isRounded: boolean } {
  const [rows, columns] = shape as [number, number];
  const entries = new Float32Array(rows * columns);
  let isRounded = false;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = entry(row, column);
      const rounded = Math.fround(value);
      if (!Number.isFinite(rounded)) {
        const why = Number.isFinite(value) ? 'beyond the range of float32' : 'not a finite number';
        throw new WeightFileError(
          `${name}[${row}, ${column}] is ${value}, ${why}: such weights cannot be measured`,
        );
      }
      if (rounded !== value) isRounded = true;
      entries[row * columns + column] = rounded;
    }
  }
  return { entries, isRounded };
}
