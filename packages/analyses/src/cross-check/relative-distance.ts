import { rounding } from './rounding.js';

/** A smaller loss is a mean of terms that float32 may have flushed to zero, so it has no digits to compare. */
const leastLoss = 2 ** -126 / rounding;

/** |a − b| of two losses, relative to the larger one. It is at most 1. */
export function relativeDifference(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(a, b, leastLoss);
}

/**
 * ‖a − b‖₂ / ‖b‖₂ in float64, summed in a fixed order; 0 where nothing differs. A share below 1 leaves out the entries
 * that differ most. The number of entries that stay is rounded up, so a small matrix loses none.
 */
export function relativeDistance(a: Float32Array, b: Float32Array, share = 1): number {
  const squares = new Float64Array(b.length);
  for (let index = 0; index < b.length; index++) {
    const difference = a[index]! - b[index]!;
    squares[index] = difference * difference;
  }
  const kept = Math.ceil(share * squares.length);
  if (kept < squares.length) squares.sort();
  let sum = 0;
  for (let index = 0; index < kept; index++) sum += squares[index]!;
  return sum === 0 ? 0 : Math.sqrt(sum / squaredNorm(b));
}

/** The sum of the squares of a matrix's entries, in float64. */
export function squaredNorm(matrix: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < matrix.length; index++) sum += matrix[index]! * matrix[index]!;
  return sum;
}
