import { isExact, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { interval, significant, withDeviation } from '../text/format.js';

/** Below this share of a value, its sampling error is one of rounding. */
const rounding = 1e-9;

/** Whether samples decided a value. An exact value has no sampling error, or one that rounding left. */
export function isSampled(value: number, standardError: number | null): standardError is number {
  return standardError !== null && standardError > rounding * Math.abs(value);
}

/** `0.0745 ± 0.0001`: an estimate and its sampling error, which an exact value does not have. */
export function withSamplingError(value: number, standardError: number | null): string {
  return withDeviation(value, isSampled(value, standardError) ? standardError : null);
}

/**
 * `0.381 ± 0.004 [0.378, 0.384]`: mean, sd over seeds and 95 % interval of the mean. Of one model, `0.0745 ± 0.0001`: the value and
 * its sampling error, which an exact value does not have. Or the reason why there is no number.
 */
export function reading(quantities: QuantitySummaries, id: QuantityId): string {
  const { mean, sd, ci95, standardError, reason } = quantities[id];
  if (mean === null) return `n/a (${reason ?? 'no value'})`;
  if (isExact(id)) return significant(mean);
  if (sd === null || ci95 === null) return withSamplingError(mean, standardError);
  return `${withDeviation(mean, sd)} ${interval(...ci95, sd)}`;
}
