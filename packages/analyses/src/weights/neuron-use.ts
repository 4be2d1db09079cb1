import { neuronUsage } from '@superposition/core/internal/network/geometry';
import type { Weights } from '@superposition/core/internal/network/weights';

/** How many neurons each feature uses: those with W_in[k,i] > ¼ of the root mean square of W_in. */
export interface NeuronUse {
  /** By feature. */
  readonly perFeature: readonly number[];
  /** Entry c: how many features use exactly c neurons; ends with the last count that is not 0. */
  readonly histogram: readonly number[];
  readonly mean: number;
  /** ¼ of the root mean square of W_in. */
  readonly threshold: number;
}

/**
 * Counts, for each feature, the neurons whose input weight is above the threshold; and counts features by that number.
 */
export function neuronUse(weights: Weights): NeuronUse {
  const { counts, mean, threshold } = neuronUsage(weights);
  let most = 0;
  for (const count of counts) most = Math.max(most, count);
  const histogram = new Array<number>(most + 1).fill(0);
  for (const count of counts) histogram[count]! += 1;
  return { perFeature: [...counts], histogram, mean, threshold };
}

/**
 * The share of the entries of W_in between ⅛ and ½ of its root mean square: if it is small, the threshold of ¼ decides little.
 * `null` if all entries are zero.
 */
export function betweenEighthAndHalf({ input }: Weights): number | null {
  let square = 0;
  for (const weight of input) square += weight * weight;
  if (square === 0) return null;
  const rms = Math.sqrt(square / input.length);
  let between = 0;
  for (const weight of input) if (weight > 0.125 * rms && weight < 0.5 * rms) between += 1;
  return between / input.length;
}
