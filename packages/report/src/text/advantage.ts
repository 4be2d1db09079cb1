import { significant } from './format.js';

/**
 * Compares a measured loss with an exact baseline of the same loss: `2.01 times better`, `0.30 % worse`. `null` if they
 * do not differ: if `interval`, the 95 % interval of the measured loss, contains the baseline; or, without an interval,
 * if the two are within half a percent of each other.
 */
export function advantage(
  loss: number,
  baseline: number,
  interval: readonly [low: number, high: number] | null,
  digits = 3,
): string | null {
  const equal =
    interval === null
      ? loss === baseline || Math.abs(loss / baseline - 1) < 0.005
      : interval[0] <= baseline && baseline <= interval[1];
  if (equal) return null;
  const direction = loss < baseline ? 'better' : 'worse';
  if (loss === 0 || baseline === 0) return direction;
  const factor = Math.max(loss / baseline, baseline / loss);
  // If the factor would print as 1, we print the difference in percent instead.
  return Number(factor.toPrecision(digits)) === 1
    ? `${significant(100 * Math.abs(loss / baseline - 1), 2)}\u00a0% ${direction}`
    : `${significant(factor, digits)} times ${direction}`;
}
