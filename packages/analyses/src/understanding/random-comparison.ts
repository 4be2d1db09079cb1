import { mean, sampleSd } from '@superposition/core/internal/numbers/statistics';
import { twoSidedP } from '../numbers/two-sided-p.js';

/** A number beside the same number of random draws. */
export interface RandomComparison {
  readonly mean: number;
  readonly sd: number;
  /** (observed − mean)/sd; NaN where all draws are equal. */
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

/** Compares a number with its random draws. */
export function compareWithRandom(observed: number, draws: Float64Array): RandomComparison {
  const center = mean(draws);
  const sd = sampleSd(draws);
  return {
    mean: center,
    sd,
    z: sd > 0 ? (observed - center) / sd : Number.NaN,
    p: twoSidedP(observed, draws),
  };
}
