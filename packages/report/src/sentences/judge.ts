import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { factorOf, significant, whole } from '../text/format.js';

/** A difference is certain beyond this many standard errors of it. */
const standardErrors = 3;

/** A number, and how far chance may have moved it. */
export interface Estimate {
  readonly value: number;
  /** A difference from another number is certain when it is larger than this; 0 for an exact number. */
  readonly margin: number;
}

/** A number that nothing has sampled. */
export function exactly(value: number): Estimate {
  return { value, margin: 0 };
}

/** A number that was estimated from a sample. `null` where it has no value, or no known error. */
export function sampled(value: number | null, standardError: number | null): Estimate | null {
  return value === null || standardError === null ? null : { value, margin: standardErrors * standardError };
}

/**
 * The mean over models. Its margin is three standard errors of the mean, or half of its 95 % interval where so few models
 * make that wider. It is never less than three sampling errors, because few models may lie close together by chance. For one model
 * it is three sampling errors.
 */
export function overModels({ mean, sd, ci95, seeds, standardError }: QuantitySummary): Estimate | null {
  if (mean === null) return null;
  if (sd === null || ci95 === null) return sampled(mean, standardError);
  const ofMean = (standardErrors * sd) / Math.sqrt(seeds.length);
  return {
    value: mean,
    margin: Math.max(ofMean, (ci95[1] - ci95[0]) / 2, standardErrors * (standardError ?? 0)),
  };
}

/** The difference of two numbers whose errors are independent. */
export function difference(a: Estimate, b: Estimate): Estimate {
  return { value: a.value - b.value, margin: Math.sqrt(a.margin * a.margin + b.margin * b.margin) };
}

/**
 * How a number stands to another: `equal` if both are exact and only rounding tells them apart; `undecided` if chance may
 * explain the difference.
 */
export type Standing = 'less' | 'more' | 'equal' | 'undecided';

/** Compares two numbers whose errors are independent. For paired ones, compare their difference with 0. */
export function standing(a: Estimate, b: Estimate): Standing {
  const { value, margin } = difference(a, b);
  const rounding = 1e-6 * Math.max(Math.abs(a.value), Math.abs(b.value));
  if (Math.abs(value) <= rounding) return margin <= rounding ? 'equal' : 'undecided';
  // Also where the difference or the margin is not a number.
  if (!(Math.abs(value) > margin)) return 'undecided';
  return value < 0 ? 'less' : 'more';
}

/** The least difference between estimates that is named in a list of points. */
export const leastListed = 0.05;

/**
 * Compares two numbers at one of several points that a sentence lists. So that the list is the same for other samples, a difference
 * counts beyond six standard errors, because these would then show it beyond three, and beyond 5 % of the larger number. Exact
 * numbers are compared as by `standing`.
 */
export function listedStanding(a: Estimate, b: Estimate): Standing {
  const { value, margin } = difference(a, b);
  const larger = Math.max(Math.abs(a.value), Math.abs(b.value));
  if (margin <= 1e-9 * larger) return standing(a, b);
  if (!(Math.abs(value) > Math.max(2 * margin, leastListed * larger))) return 'undecided';
  return value < 0 ? 'less' : 'more';
}

const undecidedWords = 'not to be told apart from';

/**
 * Compares a loss with another one of the same kind, in words that a name can follow: `2.01 times better than`,
 * `0.30 % worse than`, `exactly as large as`, `not to be told apart from`. No loss is below 0, so one that was found above 0 is
 * worse than none, however few models and samples there are.
 */
export function besideLoss(loss: Estimate, other: Estimate, digits = 3): string {
  const isNone = other.value === 0 && other.margin === 0;
  const found = isNone && loss.value > 0 ? 'more' : standing(loss, other);
  if (found === 'equal') return 'exactly as large as';
  if (found === 'undecided') return undecidedWords;
  const direction = found === 'less' ? 'better than' : 'worse than';
  if (loss.value === 0 || other.value === 0) return direction;
  // To twelve digits, so that rounding does not decide which way a factor of 1.25 is printed.
  const factor = Number(Math.max(loss.value / other.value, other.value / loss.value).toPrecision(12));
  // If the factor would print as 1, we print the difference in percent instead.
  return Number(factor.toPrecision(digits)) === 1
    ? `${significant(100 * Math.abs(loss.value / other.value - 1), 2)}\u00a0% ${direction}`
    : `${factorOf(factor, digits)} times ${direction}`;
}

/**
 * Compares the mean loss over models with an exact one, in words like those of `besideLoss`. Where so few models cannot tell how
 * the mean of others would stand, but each of these is certainly better, or each worse, it says that of these:
 * `in each of the 2 models worse than`. `null` without a value or a known error.
 */
export function besideExactLoss(summary: QuantitySummary, exact: number, digits = 3): string | null {
  const ours = overModels(summary);
  if (ours === null) return null;
  const other = exactly(exact);
  const words = besideLoss(ours, other, digits);
  const { seeds, standardError } = summary;
  if (words !== undecidedWords || standardError === null || seeds.length < 2) return words;
  const ofOne = standardError * Math.sqrt(seeds.length);
  const found = seeds.map((loss) => (loss === null ? 'undecided' : standing(sampled(loss, ofOne)!, other)));
  const [first] = found;
  if (found.some((each) => each !== first) || (first !== 'less' && first !== 'more')) return words;
  return `in each of the ${whole(seeds.length)} models ${first === 'less' ? 'better than' : 'worse than'}`;
}
