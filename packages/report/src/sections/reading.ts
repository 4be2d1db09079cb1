import { isExact, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { advantage } from '../text/advantage.js';
import { interval, significant, withDeviation } from '../text/format.js';

/**
 * `0.381 ± 0.004 [0.378, 0.384]`: mean, sd over seeds and 95 % interval of the mean; or the reason why there is no
 * number.
 */
export function reading(quantities: QuantitySummaries, id: QuantityId): string {
  const { mean, sd, ci95, reason } = quantities[id];
  if (mean === null) return `n/a (${reason ?? 'no value'})`;
  if (sd === null || ci95 === null || isExact(id)) return significant(mean);
  return `${withDeviation(mean, sd)} ${interval(...ci95, sd)}`;
}

/** Compares a loss with an exact baseline of the same loss: `2.0 times better than`, or worse, or no different. */
export function standing({ mean, ci95 }: QuantitySummary, baseline: number): string {
  const difference = mean === null ? null : advantage(mean, baseline, ci95, 2);
  if (difference !== null) return `${difference} than`;
  return ci95 === null ? 'as good as' : 'within that interval no different from';
}
