import { missing, type QuantityValue } from './missing.js';
import type { ModelQuantities } from './quantities.js';
import { isExact, type QuantityId, quantityIds } from './quantity-definitions.js';
import { confidenceInterval95, mean, sampleSd } from '../numbers/statistics.js';

/**
 * One quantity over the seeds. A value that does not exist is null, and `reason` says why. An exact quantity has sd 0.
 */
export interface QuantitySummary {
  readonly mean: number | null;
  /** Sample standard deviation over seeds, dividing by k − 1; null for one seed. */
  readonly sd: number | null;
  /** mean ± t₀.₉₇₅,ₖ₋₁ · sd / √k; null for one seed. */
  readonly ci95: readonly [low: number, high: number] | null;
  /**
   * The Monte-Carlo standard error of the mean over these very models, √(Σ se²)/k: 0 where the values follow from the weights exactly,
   * null where there is no value or where no model says it. It says how far the mean would move with other samples. It is not the
   * spread over seeds, which is in sd and ci95; these contain the sampling error already.
   */
  readonly standardError: number | null;
  /** The value of each seed, in the order of the seeds. */
  readonly seeds: readonly (number | null)[];
  readonly reason?: string;
}

/** Every quantity over the seeds, by id. */
export type QuantitySummaries = Readonly<Record<QuantityId, QuantitySummary>>;

/** Mean, sd, interval and sampling error of one quantity. If the value is missing for any seed, the whole summary is missing. */
export function summariseValues(values: readonly QuantityValue[]): QuantitySummary {
  const seeds = values.map(({ value }) => value);
  const absent = values.filter((value) => value.value === null);
  const gap = values.length === 0 ? missing('no seed') : absent[0];
  if (gap !== undefined) {
    const some = absent.length < values.length;
    const reason = some ? `${gap.reason} (${absent.length} of ${values.length} seeds)` : gap.reason;
    return { mean: null, sd: null, ci95: null, standardError: null, seeds, reason };
  }
  const numbers = seeds as number[];
  const standardError = errorOfMean(
    values.map((value) => (value.value === null ? null : value.standardError)),
  );
  if (numbers.length === 1) {
    const reason = 'one model has no standard deviation';
    return { mean: numbers[0]!, sd: null, ci95: null, standardError, seeds, reason };
  }
  const ci95 = confidenceInterval95(numbers);
  return { mean: mean(numbers), sd: sampleSd(numbers), ci95, standardError, seeds };
}

/** Each model has samples of its own, so the errors are independent. */
function errorOfMean(standardErrors: readonly (number | null)[]): number | null {
  let squares = 0;
  for (const error of standardErrors) {
    if (error === null) return null;
    squares += error * error;
  }
  return Math.sqrt(squares) / standardErrors.length;
}

/** Every quantity over the models of the seeds, in the seeds' order. */
export function summariseModels(models: readonly ModelQuantities[]): QuantitySummaries {
  const entries = quantityIds.map((id) => {
    const summary = summariseValues(models.map((quantities) => quantities[id]));
    return [id, isExact(id) ? exactly(summary) : summary] as const;
  });
  return Object.fromEntries(entries) as Record<QuantityId, QuantitySummary>;
}

/** A closed form is the same for every seed. We take it from one seed, so that rounding gives it no deviation. */
function exactly(summary: QuantitySummary): QuantitySummary {
  const value = summary.seeds[0] ?? null;
  if (summary.mean === null || value === null) return summary;
  return { mean: value, sd: 0, ci95: [value, value], standardError: 0, seeds: summary.seeds };
}
