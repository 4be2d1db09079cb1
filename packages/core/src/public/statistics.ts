import * as statistics from '../numbers/statistics.js';
import { checkNumber, checkNumbers } from './arguments.js';

/**
 * The arithmetic mean of a list of numbers, summed in order; NaN of an empty list.
 *
 * @throws TypeError for what is no list of numbers
 */
export function mean(values: ArrayLike<number>): number {
  checkNumbers('values', values);
  return statistics.mean(values);
}

/**
 * The standard deviation of a whole population: divides by the count. For spreads over features.
 *
 * @throws TypeError for what is no list of numbers
 */
export function populationSd(values: ArrayLike<number>): number {
  checkNumbers('values', values);
  return statistics.populationSd(values);
}

/**
 * The standard deviation estimated from a sample: divides by the count − 1; NaN for fewer than two. For seeds.
 *
 * @throws TypeError for what is no list of numbers
 */
export function sampleSd(values: ArrayLike<number>): number {
  checkNumbers('values', values);
  return statistics.sampleSd(values);
}

const degreesRange = { min: 1, max: 2 ** 31 };

/**
 * P(|t| ≤ x) of Student's distribution with an integer number of degrees of freedom, by the finite series of Abramowitz
 * and Stegun 26.7.3 and 26.7.4. The work is proportional to the degrees.
 *
 * @throws TypeError or RangeError for wrong numbers
 */
export function studentTwoSided(x: number, degrees: number): number {
  checkNumber('x', x, { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY });
  checkDegrees(degrees);
  return statistics.studentTwoSided(x, degrees);
}

/**
 * The 97.5 % quantile of Student's t with an integer number of degrees of freedom, by bisection to the last bit.
 *
 * @throws TypeError or RangeError unless `degrees` is an integer of at least 1
 */
export function studentQuantile975(degrees: number): number {
  checkDegrees(degrees);
  return statistics.studentQuantile975(degrees);
}

/**
 * The 95 % interval of the mean, mean ± t₀.₉₇₅,ₖ₋₁ · sd / √k; null for fewer than two values.
 *
 * @throws TypeError for what is no list of numbers
 */
export function confidenceInterval95(values: ArrayLike<number>): [low: number, high: number] | null {
  checkNumbers('values', values);
  return statistics.confidenceInterval95(values);
}

/**
 * The 95 % interval of one more value, mean ± t₀.₉₇₅,ₖ₋₁ · sd · √(1 + 1/k); null for fewer than two values.
 *
 * @throws TypeError for what is no list of numbers
 */
export function predictionInterval95(values: ArrayLike<number>): [low: number, high: number] | null {
  checkNumbers('values', values);
  return statistics.predictionInterval95(values);
}

function checkDegrees(degrees: unknown): void {
  checkNumber('degrees', degrees, degreesRange);
  if (!Number.isInteger(degrees))
    throw new RangeError(`degrees = ${degrees}: must be an integer of at least 1`);
}
