import { featureCosines } from '@superposition/core/internal/network/geometry';
import type { Weights } from '@superposition/core/internal/network/weights';

/** What bounds say about the encodings' directions. Columns of zeros have no direction and are left out. */
export interface AngleStatistics {
  readonly directions: number;
  /** NaN without a pair. */
  readonly maxAbsCos: number;
  /** Σ cos² and Σ cos⁴ over all ordered pairs, i = j included. */
  readonly framePotential: number;
  readonly fourthPotential: number;
}

/** Measures the cosines between the columns of W_in, in the gauge of the given weights. */
export function angleStatistics(weights: Weights): AngleStatistics {
  const { features, cosines, zeroColumns } = featureCosines(weights);
  let [squares, fourths, largest] = [0, 0, 0];
  for (let i = 0; i < features; i++) {
    for (let j = i + 1; j < features; j++) {
      const cosine = cosines[i * features + j]!;
      if (Number.isNaN(cosine)) continue;
      const square = cosine * cosine;
      squares += square;
      fourths += square * square;
      largest = Math.max(largest, Math.abs(cosine));
    }
  }
  const directions = features - zeroColumns.length;
  return {
    directions,
    maxAbsCos: directions > 1 ? largest : Number.NaN,
    framePotential: directions + 2 * squares,
    fourthPotential: directions + 2 * fourths,
  };
}
