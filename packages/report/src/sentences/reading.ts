import {
  isExact,
  isSampled,
  type QuantityId,
} from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { interval, type Precision, significant, withDeviation } from '../text/format.js';

/** Below this share of a value, its sampling error is one of rounding. */
const rounding = 1e-9;

/**
 * `0.0745 ± 0.0001`: an estimate and its sampling error; `± 0` where no sample moved it, which makes it no exact number. Without ± where
 * the error is not known.
 */
export function withSamplingError(
  value: number,
  standardError: number | null,
  precision: Precision = 'table',
): string {
  const isRounding = standardError !== null && standardError <= rounding * Math.abs(value);
  return withDeviation(value, isRounding ? 0 : standardError, precision);
}

/**
 * For prose, `0.381 ± 0.004 [0.378, 0.384]`: mean, sd over seeds and 95 % interval of the mean. Of one model, `0.0745 ± 0.0001`: the value and
 * its sampling error, which a number that follows from the weights does not have. Or the reason why there is no number.
 */
export function reading(quantities: QuantitySummaries, id: QuantityId): string {
  const { mean, sd, ci95, standardError, reason } = quantities[id];
  if (mean === null) return `n/a (${reason ?? 'no value'})`;
  if (isExact(id)) return significant(mean);
  if (sd === null || ci95 === null)
    return isSampled(id) ? withSamplingError(mean, standardError, 'prose') : significant(mean);
  return `${withDeviation(mean, sd, 'prose')} ${interval(...ci95, sd, 'prose')}`;
}
