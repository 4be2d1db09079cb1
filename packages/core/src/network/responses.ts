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
  const encodings = Float64Array.from(input);
  const positiveParts = encodings.map((entry) => Math.max(0, entry));
  const negativeParts = encodings.map((entry) => Math.max(0, -entry));
  return {
    features,
    positive: product(output, positiveParts, features, neurons),
    negative: product(output, negativeParts, features, neurons),
    effective: product(output, encodings, features, neurons),
  };
}

/** The features × neurons matrix times the neurons × features one, both row-major. */
function product(left: Float32Array, right: Float64Array, features: number, neurons: number): Float64Array {
  const result = new Float64Array(features * features);
  for (let j = 0; j < features; j++) {
    const row = result.subarray(j * features, (j + 1) * features);
    for (let k = 0; k < neurons; k++) {
      const weight = left[j * neurons + k]!;
      const begin = k * features;
      for (let i = 0; i < features; i++) row[i] = row[i]! + weight * right[begin + i]!;
    }
  }
  return result;
}

/** The diagonals of R⁺ and R⁻ by themselves, summed as in `exactResponses`; features × neurons work. */
export function ownResponses({ features, neurons, input, output }: Weights): {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
} {
  const positive = new Float64Array(features);
  const negative = new Float64Array(features);
  for (let i = 0; i < features; i++) {
    for (let k = 0; k < neurons; k++) {
      const [weight, encoding] = [output[i * neurons + k]!, input[k * features + i]!];
      positive[i] = positive[i]! + weight * Math.max(0, encoding);
      negative[i] = negative[i]! + weight * Math.max(0, -encoding);
    }
  }
  return { positive, negative };
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
