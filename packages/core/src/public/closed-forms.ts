import { isLossExponent, limits, lossExponentRange } from '../config/limits.js';
import {
  isolatedLosses as isolated,
  naiveLosses as naive,
  type PartialLosses,
  zeroLosses as zero,
} from '../evaluation/closed-forms.js';
import { checkNumber, checkNumbers, checkObject, described } from './arguments.js';
import { checkShape } from './weights.js';

/** @throws TypeError or RangeError unless it is a multiple of 0.5 in 1.5 … 8 */
export function checkLossExponent(value: unknown): asserts value is number {
  if (typeof value === 'number' && isLossExponent(value)) return;
  const kind = typeof value === 'number' ? RangeError : TypeError;
  throw new kind(`lossExponent = ${described(value)}: must be ${lossExponentRange}`);
}

/**
 * The exact loss of each feature when it alone is active, over its active values x, which are uniform on (−1, 1):
 * (|1 − R⁺ᵢᵢ|^q + |R⁻ᵢᵢ|^q) / (2(q + 1)), because E|cx|^q = |c|^q/(q + 1) on each half. One number a feature.
 *
 * @param responses `positive` and `negative`: R⁺ᵢᵢ and R⁻ᵢᵢ by feature, two Float64Arrays of equal length (the diagonals of
 *   `exactResponses`)
 * @param lossExponent q, a multiple of 0.5 in 1.5 … 8
 * @throws TypeError for what is no list of numbers; RangeError for lists of different length or a wrong exponent
 */
export function isolatedLosses(
  responses: { readonly positive: Float64Array; readonly negative: Float64Array },
  lossExponent: number,
): Float64Array {
  checkObject('responses', responses, 'an object: { positive, negative }, each by feature');
  const { positive, negative } = responses;
  checkNumbers('responses.positive', positive);
  checkNumbers('responses.negative', negative, positive.length, ' as in responses.positive');
  checkLossExponent(lossExponent);
  return isolated({ positive: Float64Array.from(positive), negative }, lossExponent);
}

/**
 * The exact losses of the naive solution, which serves min(features, neurons) features exactly and ignores the rest, on
 * data where each feature is active with probability p: means of |y − relu(x)|^q over active, positive and all entries.
 * An ignored feature has E[relu(x)^q] = 1/(2(q + 1)).
 *
 * @param activeProbability p, 10⁻⁶ … 1
 * @param lossExponent q, a multiple of 0.5 in 1.5 … 8
 * @throws TypeError or RangeError for wrong numbers
 */
export function naiveLosses(
  shape: { readonly features: number; readonly neurons: number },
  activeProbability: number,
  lossExponent: number,
): PartialLosses {
  checkObject('shape', shape, 'an object: { features, neurons }');
  checkShape(shape.features, shape.neurons, 'shape.');
  checkNumber('activeProbability', activeProbability, limits.activeProbability);
  checkLossExponent(lossExponent);
  return naive(shape, activeProbability, lossExponent);
}

/**
 * The exact losses of the output that is always 0, as `naiveLosses` defines them.
 *
 * @param activeProbability p, 10⁻⁶ … 1
 * @param lossExponent q, a multiple of 0.5 in 1.5 … 8
 * @throws TypeError or RangeError for wrong numbers
 */
export function zeroLosses(activeProbability: number, lossExponent: number): PartialLosses {
  checkNumber('activeProbability', activeProbability, limits.activeProbability);
  checkLossExponent(lossExponent);
  return zero(activeProbability, lossExponent);
}
