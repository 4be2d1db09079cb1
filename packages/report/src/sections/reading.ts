import type { QuantityId } from '@superposition/core/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/summary';
import { interval, significant, withDeviation } from '../format.js';

/** `0.381 ± 0.004 [0.378, 0.384]`: mean, sd over seeds and 95 % interval of the mean; or why there is no number. */
export function reading(quantities: QuantitySummaries, id: QuantityId): string {
  const { mean, sd, ci95, reason } = quantities[id];
  if (mean === null) return `n/a (${reason ?? 'no value'})`;
  if (sd === null || ci95 === null || sd === 0) return significant(mean);
  return `${withDeviation(mean, sd)} ${interval(...ci95)}`;
}

/** How ours stands beside a baseline of the same loss: `2.0 times better than`, or worse, or equal. */
export function standing(ours: number, baseline: number): string {
  if (ours === baseline || Math.abs(ours / baseline - 1) < 0.005) return 'as good as';
  if (ours === 0 || baseline === 0) return ours < baseline ? 'better than' : 'worse than';
  return ours < baseline
    ? `${significant(baseline / ours, 2)} times better than`
    : `${significant(ours / baseline, 2)} times worse than`;
}
