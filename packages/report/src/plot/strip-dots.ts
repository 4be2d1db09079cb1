import type { Trace } from '../figure.js';
import type { ModelSeed } from '../sentences/model.js';
import { counted } from '../text/format.js';
import { four } from '../theme.js';
import { packedNumbers } from '../typed-array.js';
import { someRanks } from './by-rank.js';

/** A number for each feature of a model; null where it is not known. */
export interface ValuesOfModel {
  readonly seed: ModelSeed;
  readonly values: readonly (number | null)[];
  /** Left out where the values are exact. */
  readonly standardErrors?: readonly (number | null)[];
}

/** More dots than this cannot be told apart. */
const mostDots = 200;

/** From so many features with one value on, one larger dot stands for all of them. */
const fewestOfStack = 5;

/** Features by ascending value: those that have a dot of their own, and those that share one. */
export interface Dots {
  readonly single: readonly number[];
  readonly stacks: readonly (readonly number[])[];
}

/** The dots of a model on an axis of this length. Values that only rounding tells apart lie in one place. */
export function dotsOf({ values }: ValuesOfModel, length: number): Dots {
  const known = values
    .flatMap((value, feature) => (value === null ? [] : [{ value, feature }]))
    .sort((a, b) => a.value - b.value || a.feature - b.feature);
  const runs: (typeof known)[] = [];
  for (const each of known) {
    const run = runs.at(-1);
    if (run !== undefined && each.value - run[0]!.value < 1e-6 * length) run.push(each);
    else runs.push([each]);
  }
  const features = (some: typeof known) => some.map(({ feature }) => feature);
  const single = runs.filter((run) => run.length < fewestOfStack).flatMap(features);
  return {
    single: someRanks(single.length, mostDots).map((rank) => single[rank]!),
    stacks: runs.filter((run) => run.length >= fewestOfStack).map(features),
  };
}

/** Whiskers of three standard errors where they are wider than a dot, and the dots few enough to show them. */
export function singleDots(
  shown: ValuesOfModel,
  features: readonly number[],
  at: number,
  half: number,
  wide: number,
): Trace {
  const margins = features.map((feature) => 3 * (shown.standardErrors?.[feature] ?? 0));
  const whiskers = features.length <= 30 && margins.some((margin) => margin > wide);
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'features',
    x: packedNumbers(features.map((feature) => shown.values[feature]!)),
    y: packedNumbers(features.map(() => at)),
    customdata: features,
    meta: { features, swarm: half },
    marker: {
      color: four,
      size: features.length > 30 ? 5 : 8,
      symbol: 'circle',
    },
    ...(whiskers ? { error_x: { type: 'data', array: margins, thickness: 1, width: 0, color: four } } : {}),
    hovertemplate: 'feature %{customdata}: %{x:.4f}<extra></extra>',
  };
}

/** One dot for features that are all in one place: their marks lie on each other. */
export function stackDot({ values }: ValuesOfModel, stack: readonly number[], at: number): Trace {
  const features = stack.slice(0, mostDots);
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'features in one place',
    x: features.map((feature) => values[feature]!),
    y: features.map(() => at),
    customdata: features,
    meta: { features },
    marker: { color: four, size: 10, symbol: 'circle' },
    hovertemplate: `${counted(stack.length, 'feature')}: %{x:.4f}<extra></extra>`,
  };
}
