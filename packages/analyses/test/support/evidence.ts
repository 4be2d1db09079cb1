import { exactly, missing } from '@superposition/core/internal/quantities/missing';
import { type QuantityId, quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import {
  type QuantitySummaries,
  type QuantitySummary,
  summariseValues,
} from '@superposition/core/internal/quantities/summary';
import type { Evidence } from '../../src/claims/judge-claims.js';

/** Quantities that a test knows. All others have no value. */
export type Known = Partial<Record<QuantityId, QuantitySummary>>;

/** A quantity over ten seeds: t₀.₉₇₅,₉ = 2.2622, so another run lies within mean ± 2.3726·sd. */
export function over(mean: number, sd: number): QuantitySummary {
  const seeds = Array.from({ length: 10 }, () => mean);
  return { mean, sd, ci95: [mean, mean], standardError: 0, seeds };
}

/** A quantity of one seed, which has no deviation. */
export function single(value: number): QuantitySummary {
  return summariseValues([exactly(value)]);
}

export function summaries(known: Known): QuantitySummaries {
  const none = summariseValues([missing('not in this test')]);
  return Object.fromEntries(quantityIds.map((id) => [id, known[id] ?? none])) as QuantitySummaries;
}

/** Lines of figure 6 that rise or fall. */
export function lines(active: boolean, all: boolean): Evidence['sweep'] {
  const line = (rises: boolean) => ({
    rises,
    overall: rises ? ('above' as const) : ('below' as const),
    downs: !rises,
    constant: false,
    ends: [
      { at: 0.1, value: 1 },
      { at: 0.2, value: rises ? 2 : 0.5 },
    ] as const,
  });
  return { points: [], monotone: { active: line(active), all: line(all), allPerActive: line(false) } };
}

export function evidence(known: Known): Evidence {
  return { quantities: summaries(known), sweep: lines(true, true) };
}

/** The document's experiment, as ten seeds of it give it. */
export const reference = {
  'gain.positive': over(0.381, 0.001),
  'gain.effective': over(0.4335, 0.0007),
  'output.minusOne': over(-0.0521, 0.0013),
  'attenuation.positive': over(0.0638, 0.0002),
  'l4.active': over(0.02056, 0.0001),
  'mse.active': over(0.0745, 0.0002),
  'naive.mse.active': over(0.15, 0),
  'perFeature.mse.sdTrue': over(0.002, 0.0001),
} as const satisfies Known;
