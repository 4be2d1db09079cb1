import { type QuantitySummary, summarizeValues } from '@superposition/core/summary';
import type { ModelQuantities } from './measure-quantities.js';
import { isExact, type QuantityId, quantityIds } from './quantity-ids.js';

/**
 * A quantity over seeds: mean, sd (dividing by k − 1), 95 % interval and the value of each seed. What does not exist
 * is `null`, and `reason` says why. An exact quantity has sd 0.
 */
export type Summary = QuantitySummary;

/** Every quantity over seeds, by id. */
export type QuantitySummaries = Readonly<Record<QuantityId, Summary>>;

/** Takes every quantity over the models of the seeds, in the seeds' order. */
export function summariseQuantities({
  models,
}: {
  readonly models: readonly ModelQuantities[];
}): QuantitySummaries {
  const entries = quantityIds.map((id) => {
    const summary = summarizeValues(models.map((quantities) => quantities[id]));
    return [id, isExact(id) ? exactly(summary) : summary] as const;
  });
  return Object.fromEntries(entries) as Record<QuantityId, Summary>;
}

/** A closed form is the same for every seed: one seed is enough, and rounding must not give it a deviation. */
function exactly(summary: Summary): Summary {
  const value = summary.seeds[0] ?? null;
  if (summary.mean === null || value === null) return summary;
  return { mean: value, sd: 0, ci95: [value, value], seeds: summary.seeds };
}
