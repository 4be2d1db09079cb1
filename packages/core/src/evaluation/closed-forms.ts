import type { ResponseFacts } from '../network/response-facts.js';
import { absolutePower } from '../numbers/elementary.js';

/**
 * The exact loss of each feature when it alone is active, over its active values, uniform on (−1, 1):
 * (|1 − R⁺ᵢᵢ|^q + |R⁻ᵢᵢ|^q) / (2(q + 1)). This follows from E|cx|^q = |c|^q/(q + 1) on each half. `q` is a multiple
 * of 0.5.
 */
export function isolatedLosses(
  { positive, negative }: Pick<ResponseFacts, 'positive' | 'negative'>,
  q: number,
): Float64Array {
  return positive.map(
    (gain, i) => (absolutePower(1 - gain, q) + absolutePower(negative[i]!, q)) / (2 * (q + 1)),
  );
}

/** The exact losses, with exponent q, of a map that computes some features perfectly and answers 0 for the others. */
export interface PartialLosses {
  readonly active: number;
  /** Over active entries with a positive value. */
  readonly positive: number;
  readonly all: number;
  readonly allPerActive: number;
  readonly isolated: number;
  /** The active loss of one feature that is not served: E[relu(x)^q] = 1/(2(q + 1)). */
  readonly ignoredFeature: number;
}

function partialLosses(ignoredShare: number, activeProbability: number, q: number): PartialLosses {
  const ignoredFeature = 1 / (2 * (q + 1));
  const active = ignoredShare * ignoredFeature;
  return {
    active,
    positive: ignoredShare / (q + 1),
    all: activeProbability * active,
    allPerActive: active,
    isolated: active,
    ignoredFeature,
  };
}

/** Losses of the naive solution, which serves min(features, neurons) features exactly and ignores the rest. */
export function naiveLosses(
  { features, neurons }: { readonly features: number; readonly neurons: number },
  activeProbability: number,
  q: number,
): PartialLosses {
  return partialLosses(1 - Math.min(features, neurons) / features, activeProbability, q);
}

/** Losses of the output that is always 0. */
export function zeroLosses(activeProbability: number, q: number): PartialLosses {
  return partialLosses(1, activeProbability, q);
}

/**
 * E|cos| of the angle between two random directions in ℝ^m, Γ(m/2)/(√π·Γ((m+1)/2)); by the recursion
 * e(m + 2) = e(m)·m/(m + 1) from e(1) = 1 and e(2) = 2/π.
 */
export function expectedAbsCosine(dimension: number): number {
  checkDimension(dimension);
  let expectation = dimension % 2 === 1 ? 1 : 2 / Math.PI;
  for (let m = dimension % 2 === 1 ? 1 : 2; m < dimension; m += 2) expectation *= m / (m + 1);
  return expectation;
}

/**
 * The density of that cosine at c in (−1, 1), Γ(m/2)/(√π·Γ((m−1)/2)) · (1 − c²)^((m−3)/2), for m ≥ 2. For m = 1 the
 * result is null: the cosine has two atoms at ±1 and no density. For m = 2 the density is infinite at ±1.
 */
export function cosineDensity(dimension: number, cosine: number): number | null {
  checkDimension(dimension);
  if (dimension === 1) return null;
  const even = dimension % 2 === 0;
  let factor = even ? 1 / Math.PI : 0.5;
  for (let m = even ? 2 : 3; m < dimension; m += 2) factor *= m / (m - 1);
  const square = 1 - cosine * cosine;
  if (square < 0) return 0;
  return dimension === 2 ? factor / Math.sqrt(square) : factor * absolutePower(square, (dimension - 3) / 2);
}

function checkDimension(dimension: number): void {
  if (!Number.isInteger(dimension) || dimension < 1) {
    throw new RangeError(`the dimension must be an integer of at least 1, not ${dimension}`);
  }
}
