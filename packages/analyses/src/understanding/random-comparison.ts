import { mean, sampleSd } from '@superposition/core/internal/numbers/statistics';

/** A number beside the same number of random draws. */
export interface RandomComparison {
  readonly mean: number;
  readonly sd: number;
  /** (observed − mean)/sd; NaN where all draws are equal. */
  readonly z: number;
  /** Two-sided: min(1, 2(1 + min(#≥, #≤))/(N + 1)). */
  readonly p: number;
}

/** Compares a number with its random draws. */
export function compareWithRandom(observed: number, draws: Float64Array): RandomComparison {
  let [above, below] = [0, 0];
  for (const draw of draws) {
    if (draw >= observed) above++;
    if (draw <= observed) below++;
  }
  const center = mean(draws);
  const sd = sampleSd(draws);
  return {
    mean: center,
    sd,
    z: sd > 0 ? (observed - center) / sd : Number.NaN,
    p: Math.min(1, (2 * (1 + Math.min(above, below))) / (draws.length + 1)),
  };
}
