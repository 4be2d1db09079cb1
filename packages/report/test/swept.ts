import { convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { FeatureGains } from '@superposition/analyses/internal/sweeps/feature-gains';
import {
  type OrderParameter,
  orderParameterIds,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import type { Panel, PlotPanel } from '../src/figure.js';

/** The settings of the report that the sweeps belong to. */
export const own: SweptSettings = { neurons: 10, activeProbability: 0.02, lossExponent: 4, steps: 1000 };

/** The settings of the report, and the figure that compares lengths of training. */
export const evidence = { own, stepsFigure: 13 };

/** A panel that Plotly draws. */
export function plotOf(panel: Panel | undefined): PlotPanel {
  if (panel?.kind !== 'plot') throw new Error('a plot');
  return panel;
}

/** Why a point of `sweepOf` has no value. */
export const reason = 'the training diverged';

/** What a point of `sweepOf` has besides its values. */
export interface Point {
  readonly at: Partial<SweptSettings>;
  /** The value of each seed, or null for none. */
  readonly values: readonly number[] | null;
  readonly gains?: readonly number[];
}

/**
 * A sweep whose points have these values for one order parameter, and 0.5 for all others. The standard error of a value is 1.23 % of
 * it.
 */
export function sweepOf(id: OrderParameter, points: readonly Point[]): SweepSummary {
  const summary = (values: readonly number[] | null): QuantitySummary => {
    if (values === null)
      return { mean: null, sd: null, ci95: null, standardError: null, seeds: [null], reason };
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const several = values.length > 1;
    return {
      mean,
      sd: several ? 0.01 : null,
      ci95: several ? [mean - 0.01, mean + 0.01] : null,
      standardError: 0.0123 * Math.abs(mean),
      seeds: values,
    };
  };
  const seeds = points[0]?.values?.length ?? 1;
  return {
    seeds: Array.from({ length: seeds }, (_, seed) => seed),
    points: points.map(({ at, values, gains = [0.39, 0.4, 0.41] }) => ({
      settings: { ...own, steps: 10_000, ...at },
      parameters: Object.fromEntries(
        orderParameterIds.map((each) => [
          each,
          summary(each === id ? values : Array.from({ length: seeds }, () => 0.5)),
        ]),
      ) as SweepSummary['points'][number]['parameters'],
      gains: Array.from({ length: seeds }, () => (values === null ? [] : gains)),
      samples: 400,
      relativeError: 0.0123,
    })),
  };
}

/** The gain of each feature in the models of the first seed of a sweep. */
export function gainsOf({ seeds: [seed = 0], points }: SweepSummary): FeatureGains {
  return {
    seed,
    points: points.map(({ settings, gains: [first = []] }) => ({
      settings,
      gains: first,
      atMinusOne: first.map(() => 0),
    })),
  };
}

/** A convergence in which the trainings of these lengths have converged or not; the last is the longest. */
export function judged(lengths: readonly (readonly [steps: number, isClose: boolean])[]) {
  const comparisons = lengths.slice(0, -1).map(([, isClose]) => ({
    lossRatio: { ratio: isClose ? 1.0008 : 1.053, standardError: 0.0007 },
    gain: isClose ? -0.0001 : -0.018,
    outputMinusOne: isClose ? 0.001 : -0.025,
    neuronUsage: isClose ? 0.07 : 1.5,
    samples: 500_000,
  }));
  return convergence({ comparisons }, { steps: lengths.map(([steps]) => steps), seeds: [0] });
}

/** What `judged` finds at the document’s settings. */
export const converging = judged([
  [1000, false],
  [3000, false],
  [10_000, true],
  [30_000, true],
]);
