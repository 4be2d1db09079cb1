import { limits } from '@superposition/core/internal/config/limits';
import type { Weights } from '@superposition/core/internal/network/weights';
import type { ChosenMatrices, ChosenMatrix } from './choose-matrices.js';
import { WeightFileError } from './weight-file-error.js';

/** Weights as float32. */
export interface ReadMatrices {
  readonly weights: Weights;
  /** Whether a number in the file is not exactly a float32 and was rounded to the nearest one. */
  readonly isRounded: boolean;
}

/**
 * Turns two matrices into weights.
 *
 * @throws WeightFileError for a shape that does not fit or is beyond the limits, and for an entry that is not a finite float32
 */
export function weightsOf({ input, output }: ChosenMatrices): ReadMatrices {
  const [neurons, features] = checkShapes(input, output);
  const [first, second] = [entriesOf(input), entriesOf(output)];
  return {
    weights: { features, neurons, input: first.entries, output: second.entries },
    isRounded: first.isRounded || second.isRounded,
  };
}

function checkShapes(
  input: ChosenMatrix,
  output: ChosenMatrix,
): readonly [neurons: number, features: number] {
  const [neurons, features] = input.shape;
  const [rows, columns] = output.shape;
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
  if (rows === features && columns === neurons) return [neurons, features];
  const isTransposed = rows === neurons && columns === features;
  throw new WeightFileError(
    `${output.name} is ${shown(output)}, but beside ${input.name} of ${shown(input)} (neurons × features) it must be ` +
      `${features} × ${neurons} (features × neurons)${isTransposed ? `: one of the two looks transposed. ${takes(input.name, `${output.name}.T`)} turns W_out round, ${takes(`${input.name}.T`, output.name)} W_in` : ''}`,
  );
}

function takes(input: string, output: string): string {
  return `--weights-names W_in=${input},W_out=${output}`;
}

function shown({ shape }: ChosenMatrix): string {
  return shape.join(' × ');
}

function entriesOf({ name, shape, entry }: ChosenMatrix): { entries: Float32Array; isRounded: boolean } {
  const [rows, columns] = shape;
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
