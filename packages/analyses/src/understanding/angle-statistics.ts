import { featureCosines } from '@superposition/core/internal/network/geometry';
import type { Weights } from '@superposition/core/internal/network/weights';

/** How the encodings' directions lie to each other. Columns of zeros have no direction and are left out. */
export interface AngleStatistics {
  readonly directions: number;
  /** Over pairs i < j; NaN without a pair. */
  readonly meanCos: number;
  readonly meanAbsCos: number;
  readonly rmsCos: number;
  readonly maxAbsCos: number;
  readonly meanCos4: number;
  /** Σ cos² and Σ cos⁴ over all ordered pairs, i = j included. */
  readonly framePotential: number;
  readonly fourthPotential: number;
}

/** The statistics of the cosines between the columns of W_in, in the gauge of the given weights. */
export function angleStatistics(weights: Weights): AngleStatistics {
  const { features, cosines, zeroColumns } = featureCosines(weights);
  let [sum, sumAbs, squares, fourths, largest] = [0, 0, 0, 0, 0];
  for (let i = 0; i < features; i++) {
    for (let j = i + 1; j < features; j++) {
      const cosine = cosines[i * features + j]!;
      if (Number.isNaN(cosine)) continue;
      const square = cosine * cosine;
      sum += cosine;
      sumAbs += Math.abs(cosine);
      squares += square;
      fourths += square * square;
      if (Math.abs(cosine) > largest) largest = Math.abs(cosine);
    }
  }
  const directions = features - zeroColumns.length;
  const pairs = (directions * (directions - 1)) / 2;
  return {
    directions,
    meanCos: sum / pairs,
    meanAbsCos: sumAbs / pairs,
    rmsCos: Math.sqrt(squares / pairs),
    maxAbsCos: pairs > 0 ? largest : Number.NaN,
    meanCos4: fourths / pairs,
    framePotential: directions + 2 * squares,
    fourthPotential: directions + 2 * fourths,
  };
}
