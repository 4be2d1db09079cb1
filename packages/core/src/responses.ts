import type { Weights } from './weights.js';

/**
 * The exact answers to one active feature, float64, row-major [j·features + i] (output j, input i). With only
 * feature i active at x, output j is x·positive for x > 0 and |x|·negative for x < 0, because the network is
 * positively homogeneous.
 */
export interface Responses {
  readonly features: number;
  /** R⁺ = W_out · relu(W_in). */
  readonly positive: Float64Array;
  /** R⁻ = W_out · relu(−W_in). */
  readonly negative: Float64Array;
  /** W_out · W_in, summed by itself; equal to R⁺ − R⁻ up to rounding. */
  readonly effective: Float64Array;
}

/** R⁺, R⁻ and W_out·W_in from the weights, each a float64 sum over neurons ascending; features² × neurons work. */
export function exactResponses({ features, neurons, input, output }: Weights): Responses {
  const positive = new Float64Array(features * features);
  const negative = new Float64Array(features * features);
  const effective = new Float64Array(features * features);
  for (let j = 0; j < features; j++) {
    const row = j * features;
    for (let k = 0; k < neurons; k++) {
      const weight = output[j * neurons + k]!;
      const encoding = k * features;
      for (let i = 0; i < features; i++) {
        const product = weight * input[encoding + i]!;
        effective[row + i]! += product;
        if (input[encoding + i]! > 0) positive[row + i]! += product;
        else negative[row + i]! -= product;
      }
    }
  }
  return { features, positive, negative, effective };
}

/** The diagonal of a features × features row-major matrix. */
export function diagonalOf(matrix: Float64Array, features: number): Float64Array {
  return Float64Array.from({ length: features }, (_, i) => matrix[i * features + i]!);
}

/** The entries off the diagonal of a features × features row-major matrix, row by row. */
export function offDiagonalOf(matrix: Float64Array, features: number): Float64Array {
  const entries = new Float64Array(features * (features - 1));
  let next = 0;
  for (let index = 0; index < matrix.length; index++) {
    if (index % (features + 1) !== 0) entries[next++] = matrix[index]!;
  }
  return entries;
}
