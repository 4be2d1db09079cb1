import { atan } from './elementary.js';

/** Arithmetic mean, summed in order; NaN of an empty list. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum / values.length;
}

function squaredDeviations(values: ArrayLike<number>): number {
  const center = mean(values);
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    const deviation = values[index]! - center;
    sum += deviation * deviation;
  }
  return sum;
}

/** The quantile of ascending values at this share of them, 0 … 1, interpolated between neighbours; NaN of an empty list. */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

/** Standard deviation of a whole population: divides by the count. For spreads over features. */
export function populationSd(values: ArrayLike<number>): number {
  return Math.sqrt(squaredDeviations(values) / values.length);
}

/** Standard deviation estimated from a sample: divides by the count − 1; NaN for fewer than two. For seeds. */
export function sampleSd(values: ArrayLike<number>): number {
  return values.length < 2 ? Number.NaN : Math.sqrt(squaredDeviations(values) / (values.length - 1));
}

/**
 * P(|t| ≤ x) of Student's distribution with an integer number of degrees of freedom: the finite series of
 * Abramowitz and Stegun 26.7.3 and 26.7.4.
 */
export function studentTwoSided(x: number, degrees: number): number {
  const cosine = Math.sqrt(degrees / (degrees + x * x));
  const sine = x / Math.sqrt(degrees + x * x);
  const square = cosine * cosine;
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let series = odd && degrees === 1 ? 0 : term;
  for (let index = odd ? 3 : 2; index <= degrees - 2; index += 2) {
    term *= square * ((index - 1) / index);
    series += term;
  }
  return odd ? (2 / Math.PI) * (atan(x / Math.sqrt(degrees)) + sine * series) : sine * series;
}

/**
 * The 97.5 % quantile of Student's t with `degrees` ≥ 1 degrees of freedom (an integer), by bisection to the
 * last bit. Throws a RangeError for other degrees.
 */
export function studentQuantile975(degrees: number): number {
  if (!Number.isInteger(degrees) || degrees < 1) {
    throw new RangeError(`degrees of freedom must be an integer of at least 1, not ${degrees}`);
  }
  let low = 1;
  let high = 16;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (studentTwoSided(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
}

/** The 95 % interval of the mean over k ≥ 2 values, mean ± t₀.₉₇₅,ₖ₋₁ · sd / √k; null for fewer. */
export function confidenceInterval95(values: ArrayLike<number>): [low: number, high: number] | null {
  if (values.length < 2) return null;
  const margin = (studentQuantile975(values.length - 1) * sampleSd(values)) / Math.sqrt(values.length);
  const center = mean(values);
  return [center - margin, center + margin];
}

/** The 95 % interval of one further value after k ≥ 2, mean ± t₀.₉₇₅,ₖ₋₁ · sd · √(1 + 1/k); null for fewer. */
export function predictionInterval95(values: ArrayLike<number>): [low: number, high: number] | null {
  if (values.length < 2) return null;
  const margin = studentQuantile975(values.length - 1) * sampleSd(values) * Math.sqrt(1 + 1 / values.length);
  const center = mean(values);
  return [center - margin, center + margin];
}
