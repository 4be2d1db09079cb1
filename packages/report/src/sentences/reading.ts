import { isExact, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { interval, significant, withDeviation } from '../text/format.js';

/**
 * `0.381 ± 0.004 [0.378, 0.384]`: mean, sd over seeds and 95 % interval of the mean. Of one model, `0.0745 ± 0.0001`: the value and
 * its sampling error, which an exact value does not have. Or the reason why there is no number.
 */
export function reading(quantities: QuantitySummaries, id: QuantityId): string {
  const { mean, sd, ci95, standardError, reason } = quantities[id];
  if (mean === null) return `n/a (${reason ?? 'no value'})`;
  if (isExact(id)) return significant(mean);
  if (sd === null || ci95 === null) return withDeviation(mean, standardError || null);
  return `${withDeviation(mean, sd)} ${interval(...ci95, sd)}`;
}
