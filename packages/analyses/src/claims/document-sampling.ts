import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';

/** The spread of the per-feature MSE that the document prints (section 3). */
const printedSpread = 0.0029;

/**
 * An upper bound of the standard error of the document's naive MSE. The document does not state its number of samples.
 * But its printed spread over features contains at least the sampling noise. So a feature had at least N =
 * Var(e²)/0.0029² active entries, with Var(e²) = l4.active − mse.active² of the trained model. In the naive solution a
 * served feature has no noise, and an ignored one has Var(relu(x)²) = 1/10 − 1/36 for each entry. The mean over n
 * features, of which a share s is ignored, has the standard error √(s·(1/10 − 1/36)/(n·N)). The result is `null` where
 * one of the quantities has no value.
 */
export function naiveSamplingError(quantities: QuantitySummaries): number | null {
  const fourth = quantities['l4.active'].mean;
  const square = quantities['mse.active'].mean;
  const naive = quantities['naive.mse.active'].mean;
  if (fourth === null || square === null || naive === null) return null;
  const entriesPerFeature = (fourth - square * square) / (printedSpread * printedSpread);
  if (!(entriesPerFeature > 0)) return null;
  const ignoredShare = naive * 6;
  // The 100 features are the document's: we judge only its own claims with this number.
  return Math.sqrt((ignoredShare * (1 / 10 - 1 / 36)) / (100 * entriesPerFeature));
}
