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

/** Relative: numbers that differ by less were summed up in another order, and count as equal. */
const rounding = 1e-12;

/** Compares a number with its random draws. */
export function compareWithRandom(observed: number, draws: Float64Array): RandomComparison {
  const center = mean(draws);
  const spread = sampleSd(draws);
  const sd = spread > rounding * Math.abs(center) ? spread : 0;
  return {
    mean: center,
    sd,
    z: sd > 0 ? (observed - center) / sd : Number.NaN,
    p: twoSidedP(observed, draws, rounding * Math.abs(observed)),
  };
}
