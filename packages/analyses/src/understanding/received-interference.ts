import { featureCosines } from '@superposition/core/internal/network/geometry';
import type { Responses } from '@superposition/core/internal/network/responses';
import type { Weights } from '@superposition/core/internal/network/weights';
import { mean, populationSd } from '@superposition/core/internal/numbers/statistics';

/** What outputs receive from other features, and whether the angles between the encodings explain it. */
export interface ReceivedInterference {
  /** Of Σ_j off_ij², over outputs i: the standard deviation over the mean. */
  readonly variation: number;
  /** Its correlation over features with Σ_j cos²(c_i, c_j); NaN where one of them is the same for all. */
  readonly correlation: number;
}

/** Measures both over all features; those without a direction count as at right angles to all others. */
export function receivedInterference(
  weights: Weights,
  { features, positive }: Responses,
): ReceivedInterference {
  const { cosines } = featureCosines(weights);
  const sumOfOthers = (matrix: Float64Array, i: number) => {
    let sum = 0;
    for (let j = 0; j < features; j++) {
      const entry = matrix[i * features + j]!;
      if (j !== i && !Number.isNaN(entry)) sum += entry * entry;
    }
    return sum;
  };
  const indices = Array.from({ length: features }, (_, i) => i);
  const received = indices.map((i) => sumOfOthers(positive, i));
  const angles = indices.map((i) => sumOfOthers(cosines, i));
  return {
    variation: populationSd(received) / mean(received),
    correlation: correlationOf(received, angles),
  };
}

function correlationOf(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = mean(a.map((each, index) => (each - meanA) * (b[index]! - meanB)));
  return product / (populationSd(a) * populationSd(b));
}
