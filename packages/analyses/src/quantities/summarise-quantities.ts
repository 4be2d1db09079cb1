import type { ModelQuantities } from '@superposition/core/internal/quantities/quantities';
import { type QuantitySummaries, summariseModels } from '@superposition/core/internal/quantities/summary';

/** Summarises every quantity over the models of the seeds, in the order of the seeds. */
export function summariseQuantities({
  models,
}: {
  readonly models: readonly ModelQuantities[];
}): QuantitySummaries {
  return summariseModels(models);
}
