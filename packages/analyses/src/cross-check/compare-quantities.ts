import {
  isExact,
  type QuantityId,
  quantityIds,
} from '@superposition/core/internal/quantities/quantity-definitions';
import { studentQuantile975 } from '@superposition/core/internal/numbers/statistics';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';

/** One quantity of two sets of models. */
export interface ComparedQuantity {
  readonly id: QuantityId;
  readonly ours: QuantitySummary;
  readonly theirs: QuantitySummary;
  /** The difference of the means over √(sd²/k + sd′²/k′). */
  readonly standardErrors: number;
  /** Whether that is within the 95 % interval of Welch's test. */
  readonly agrees: boolean;
}

/**
 * Compares the means of all quantities that vary over seeds, by Welch's t. A quantity without deviation in both sets is
 * left out.
 */
export function compareQuantities({
  ours,
  theirs,
}: {
  readonly ours: QuantitySummaries;
  readonly theirs: QuantitySummaries;
}): readonly ComparedQuantity[] {
  return quantityIds.flatMap((id) => {
    const [a, b] = [ours[id], theirs[id]];
    if (isExact(id) || a.mean === null || b.mean === null || a.sd === null || b.sd === null) return [];
    const [first, second] = [(a.sd * a.sd) / a.seeds.length, (b.sd * b.sd) / b.seeds.length];
    const variance = first + second;
    if (!(variance > 0)) return [];
    // The degrees of freedom of Welch and Satterthwaite, rounded down to an integer: this makes the test more cautious.
    const degrees =
      (variance * variance) /
      ((first * first) / (a.seeds.length - 1) + (second * second) / (b.seeds.length - 1));
    const standardErrors = (b.mean - a.mean) / Math.sqrt(variance);
    const agrees = Math.abs(standardErrors) <= studentQuantile975(Math.max(1, Math.floor(degrees)));
    return [{ id, ours: a, theirs: b, standardErrors, agrees }];
  });
}
