import { quantileOfSorted } from '@superposition/core/internal/numbers/statistics';
import type { Trace } from '../figure.js';
import type { ErrorsOfModel } from '../sentences/errors-of-seeds.js';
import { counted } from '../text/format.js';
import { four, paper } from '../theme.js';
import { someRanks } from './by-rank.js';

/** More dots than this cannot be told apart. */
const mostDots = 300;

/** From so many features with one error on, one larger dot stands for all of them. */
const fewestOfStack = 5;

/** Features by ascending error: those that have a dot of their own, and those that share one. */
export interface Dots {
  readonly single: readonly number[];
  readonly stacks: readonly (readonly number[])[];
}

/** The dots of a model on an axis as long as `most`. Errors that only rounding tells apart lie in one place. */
export function dotsOf({ errors }: ErrorsOfModel, most: number): Dots {
  const measured = errors
    .flatMap((error, feature) => (error === null ? [] : [{ error, feature }]))
    .sort((a, b) => a.error - b.error || a.feature - b.feature);
  const runs: (typeof measured)[] = [];
  for (const each of measured) {
    const run = runs.at(-1);
    if (run !== undefined && each.error - run[0]!.error < 1e-6 * most) run.push(each);
    else runs.push([each]);
  }
  const features = (some: typeof measured) => some.map(({ feature }) => feature);
  const single = runs.filter((run) => run.length < fewestOfStack).flatMap(features);
  return {
    single: someRanks(single.length, mostDots).map((rank) => single[rank]!),
    stacks: runs.filter((run) => run.length >= fewestOfStack).map(features),
  };
}

/** The largest error of the models, or that of an ignored feature. */
export function axisLength({
  shown,
  others,
  ignored,
}: {
  readonly shown: ErrorsOfModel;
  readonly others: readonly ErrorsOfModel[];
  readonly ignored: number;
}): number {
  return [shown, ...others]
    .flatMap(({ errors }) => errors)
    .reduce<number>((high, error) => Math.max(high, error ?? 0), ignored);
}

/** The least, the greatest, the quartiles and the mean of the errors of a model; null where none is known. */
export function spanOf({ errors }: ErrorsOfModel) {
  const sorted = Float64Array.from(errors.filter((error) => error !== null)).sort();
  if (sorted.length === 0) return null;
  return {
    low: sorted[0]!,
    high: sorted.at(-1)!,
    quartiles: [quantileOfSorted(sorted, 0.25), quantileOfSorted(sorted, 0.75)] as const,
    mean: sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
  };
}

/** Whiskers of three standard errors where they are wider than a dot, and the dots few enough to show them. */
export function singleDots(
  shown: ErrorsOfModel,
  features: readonly number[],
  at: number,
  half: number,
  wide: number,
): Trace {
  const margins = features.map((feature) => 3 * (shown.standardErrors[feature] ?? 0));
  const whiskers = features.length <= 30 && margins.some((margin) => margin > wide);
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'features',
    x: features.map((feature) => shown.errors[feature]!),
    y: features.map(() => at),
    customdata: features,
    meta: { features, swarm: half },
    marker: {
      color: four,
      size: features.length > 30 ? 5.2 : 8,
      symbol: 'circle',
      line: { color: paper, width: 0.5 },
    },
    ...(whiskers ? { error_x: { type: 'data', array: margins, thickness: 1, width: 0, color: four } } : {}),
    hovertemplate: 'feature %{customdata}: %{x:.4f}<extra></extra>',
  };
}

/** One dot for features that are all in one place: their marks lie on each other. */
export function stackDot({ errors }: ErrorsOfModel, stack: readonly number[], at: number): Trace {
  const features = stack.slice(0, mostDots);
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'features in one place',
    x: features.map((feature) => errors[feature]!),
    y: features.map(() => at),
    customdata: features,
    meta: { features },
    marker: { color: four, size: 10, symbol: 'circle' },
    hovertemplate: `${counted(stack.length, 'feature')}: %{x:.4f}<extra></extra>`,
  };
}
