import { type QuantitySummary, summariseValues } from '@superposition/core/internal/quantities/summary';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import { type OrderParameter, orderParameterIds } from './order-parameters.js';
import type { SweepPoint } from './sweep-point.js';

/** A sweep: the order parameters at each of its points, over seeds. */
export interface SweepSummary {
  readonly seeds: readonly number[];
  readonly points: readonly SweepSummaryPoint[];
}

export interface SweepSummaryPoint {
  readonly settings: SweptSettings;
  readonly parameters: Readonly<Record<OrderParameter, QuantitySummary>>;
  /** By seed: R⁺[i,i] of every feature i, ascending; empty if the training diverged. */
  readonly gains: readonly (readonly number[])[];
  /** The number of samples in the evaluation of each seed's model. */
  readonly samples: number;
  /** The largest relative Monte-Carlo standard error of the point's losses; `null` where there is none. */
  readonly relativeError: number | null;
}

export interface SweepSummaryParams {
  /** The settings that each point was trained with, in the order of the inputs. */
  readonly points: readonly SweptSettings[];
  readonly seeds: readonly number[];
}

/**
 * Summarises the order parameters of each point over its seeds. `models` holds all seeds of the first point, then those
 * of the next.
 */
export function sweepSummary(
  { models }: { readonly models: readonly SweepPoint[] },
  { points, seeds }: SweepSummaryParams,
): SweepSummary {
  if (models.length !== points.length * seeds.length) {
    throw new TypeError(`${models.length} models for ${points.length} points of ${seeds.length} seeds`);
  }
  return {
    seeds,
    points: points.map((settings, index) => {
      const own = models.slice(index * seeds.length, (index + 1) * seeds.length);
      const summaries = orderParameterIds.map((id) => [
        id,
        summariseValues(own.map(({ parameters }) => parameters[id])),
      ]);
      const errors = own.flatMap(({ relativeError }) => relativeError ?? []);
      return {
        settings,
        parameters: Object.fromEntries(summaries) as SweepSummaryPoint['parameters'],
        gains: own.map(({ gains }) => gains),
        samples: Math.max(...own.map(({ samples }) => samples)),
        relativeError: errors.length === 0 ? null : Math.max(...errors),
      };
    }),
  };
}
