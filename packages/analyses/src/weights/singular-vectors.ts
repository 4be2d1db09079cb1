import { randomStream } from '@superposition/core/internal/numbers/random';
import type { Weights } from '@superposition/core/internal/network/weights';

const iterations = 100;

/** A right singular vector of W_in (length `features`, unit norm or all zeros) and its singular value. */
export interface SingularVector {
  readonly value: number;
  readonly vector: Float64Array;
}

/**
 * The two leading right singular vectors of W_in, by 100 power iterations on W_inᵀ·W_in from a fixed start. The second
 * is kept orthogonal to the first. Signs are chosen so that the entries of each vector sum to at least 0.
 */
export function leadingSingularVectors(weights: Weights): readonly [SingularVector, SingularVector] {
  const first = powerIteration(weights, []);
  return [first, powerIteration(weights, [first.vector])];
}

function powerIteration(
  { features, neurons, input }: Weights,
  orthogonalTo: readonly Float64Array[],
): SingularVector {
  const start = randomStream(orthogonalTo.length, 'power iteration');
  let vector = Float64Array.from({ length: features }, () => start.signedUnit());
  let value = 0;
  for (let iteration = 0; iteration <= iterations; iteration++) {
    for (const other of orthogonalTo) subtractProjection(vector, other);
    const norm = Math.sqrt(dot(vector, vector));
    // After the first step, the norm is that of W_inᵀ·W_in·v, which estimates the square of the singular value.
    value = iteration === 0 ? 0 : Math.sqrt(norm);
    if (norm === 0) return { value: 0, vector: new Float64Array(features) };
    for (let i = 0; i < features; i++) vector[i]! /= norm;
    if (iteration === iterations) break;
    const next = new Float64Array(features);
    for (let k = 0; k < neurons; k++) {
      const row = k * features;
      let hidden = 0;
      for (let i = 0; i < features; i++) hidden += input[row + i]! * vector[i]!;
      for (let i = 0; i < features; i++) next[i]! += input[row + i]! * hidden;
    }
    vector = next;
  }
  let sum = 0;
  for (const entry of vector) sum += entry;
  if (sum < 0) for (let i = 0; i < features; i++) vector[i] = -vector[i]!;
  return { value, vector };
}

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  const length = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i]! -= length * unit[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
