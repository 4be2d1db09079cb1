import type { QuantityId } from './quantity-ids.js';

/** A quantity over seeds. Where it has no value, mean is `null` and `reason` says why; sd and ci95 need two seeds. */
export interface Summary {
  readonly mean: number | null;
  /** Divides by k − 1; 0 for a quantity that is exact. */
  readonly sd: number | null;
  /** mean ± t₀.₉₇₅,ₖ₋₁ · sd/√k */
  readonly ci95: readonly [number, number] | null;
  readonly seeds: readonly number[];
  /** Why a value is missing; absent when none is. */
  readonly reason?: string;
}

/** Every quantity over seeds, by id. */
export type QuantitySummaries = Readonly<Record<QuantityId, Summary>>;
