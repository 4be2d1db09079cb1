import { missing, type QuantityValue } from './missing.js';
import type { ModelQuantities } from './quantities.js';
import { type QuantityId, quantityIds } from './quantity-definitions.js';
import { confidenceInterval95, mean, sampleSd } from './statistics.js';

/** One quantity over the seeds. What does not exist is null, and `reason` says why. */
export interface QuantitySummary {
  readonly mean: number | null;
  /** Sample standard deviation over seeds, dividing by k − 1; null for one seed. */
  readonly sd: number | null;
  /** mean ± t₀.₉₇₅,ₖ₋₁ · sd / √k; null for one seed. */
  readonly ci95: readonly [low: number, high: number] | null;
  /** The value of each seed, in the order of the seeds. */
  readonly seeds: readonly (number | null)[];
  readonly reason?: string;
}

/** Every quantity over the seeds. */
export type Summary = Readonly<Record<QuantityId, QuantitySummary>>;

/** Mean, sd and interval of one quantity; missing as a whole when it is missing for any seed. */
export function summarizeValues(values: readonly QuantityValue[]): QuantitySummary {
  const seeds = values.map((value) => (typeof value === 'number' ? value : null));
  const absent = values.filter((value) => typeof value !== 'number');
  const gap = values.length === 0 ? missing('no seed') : absent[0];
  if (gap !== undefined) {
    const some = absent.length < values.length;
    const reason = some ? `${gap.reason} (${absent.length} of ${values.length} seeds)` : gap.reason;
    return { mean: null, sd: null, ci95: null, seeds, reason };
  }
  const numbers = seeds as number[];
  if (numbers.length === 1) {
    return { mean: numbers[0]!, sd: null, ci95: null, seeds, reason: 'one seed has no standard deviation' };
  }
  return { mean: mean(numbers), sd: sampleSd(numbers), ci95: confidenceInterval95(numbers), seeds };
}

/** Every quantity over the models of the seeds, in the seeds' order. */
export function summarize(perSeed: readonly ModelQuantities[]): Summary {
  const entries = quantityIds.map((id) => [id, summarizeValues(perSeed.map((quantities) => quantities[id]))]);
  return Object.fromEntries(entries) as Summary;
}
