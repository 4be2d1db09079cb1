import type { OrderParameter } from '@superposition/analyses/internal/sweeps/order-parameters';
import type { SweepSummary, SweepSummaryPoint } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import { listing } from '../text/format.js';
import { sweptNotation } from '../text/swept-notation.js';
import { type Description, describeValues } from './describe-values.js';
import { type Estimate, exactly, overModels, standing } from './judge.js';

/** A point of a sweep at which an order parameter has a value. */
export interface KnownPoint {
  readonly at: SweptSettings;
  readonly mean: number;
  readonly estimate: Estimate | null;
}

/** The points at which an order parameter has a value, in the order of the sweep. */
export function knownPoints({ points }: SweepSummary, id: OrderParameter): readonly KnownPoint[] {
  return points.flatMap(({ settings, parameters }) => {
    const { mean } = parameters[id];
    return mean === null ? [] : [{ at: settings, mean, estimate: overModels(parameters[id]) }];
  });
}

/** The points with the least and the greatest value; undefined if no point has one. */
export function extremes(
  values: readonly KnownPoint[],
): readonly [least: KnownPoint, most: KnownPoint] | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  const least = values.reduce((a, b) => (b.mean < a.mean ? b : a), first);
  return [least, values.reduce((a, b) => (b.mean > a.mean ? b : a), first)];
}

/** As far as this from 1, a ratio to the naive solution is not called better or worse, however well it is known. */
export const negligible = 0.001;

/** How a ratio to the naive solution stands to 1. `near`: certain to differ, but by less than `negligible`. */
export type BesideOne = 'less' | 'more' | 'near' | 'undecided';

/**
 * The points of a ratio to the naive solution, by how it stands to 1. A ratio differs beyond six standard errors, because other samples
 * would then show the same beyond three: sentences list the points, and a list must not change with the samples.
 */
export function besideOne(
  sweep: SweepSummary,
  id: OrderParameter,
): { readonly values: readonly KnownPoint[]; readonly those: (kind: BesideOne) => readonly KnownPoint[] } {
  const values = knownPoints(sweep, id);
  const found = values.map(({ mean, estimate }): BesideOne => {
    if (estimate === null) return 'undecided';
    const stands = standing({ ...estimate, margin: 2 * estimate.margin }, exactly(1));
    if (stands === 'equal' || (stands !== 'undecided' && Math.abs(mean - 1) <= negligible)) return 'near';
    return stands;
  });
  return { values, those: (kind) => values.filter((_, index) => found[index] === kind) };
}

/** A point and how the gains of its features are described, those of the first seed. */
export interface DescribedPoint {
  readonly point: SweepSummaryPoint;
  readonly gains: Description;
}

/** Of the greatest gain: below, a float32 weight’s rounding is all that tells a gain from 0. */
const rounding = 1e-6;

/** The points by whether the mean gain stands for the features. Points without a model are left out. */
export function byDescription({ points }: SweepSummary): {
  readonly even: readonly DescribedPoint[];
  readonly uneven: readonly DescribedPoint[];
} {
  const described = points.flatMap((point) => {
    const gains = point.gains[0] ?? [];
    if (gains.length === 0) return [];
    const size = Math.max(...gains.map(Math.abs));
    const shown = gains.map((gain) => (Math.abs(gain) < rounding * size ? 0 : gain));
    return [{ point, gains: describeValues(shown) }];
  });
  const isEven = ({ gains: { kind } }: DescribedPoint) => kind === 'even' || kind === 'constant';
  return { even: described.filter(isEven), uneven: described.filter((each) => !isEven(each)) };
}

/** `m = 1, 2 and 5`, or `m = 1 to 10 of those tried` where they follow each other. */
export function placesOnLine(
  all: readonly KnownPoint[],
  some: readonly KnownPoint[],
  setting: SweptSetting,
): string {
  const { symbol, show } = sweptNotation[setting];
  const at = some.map((point) => show(point.at[setting]));
  const contiguous = all.indexOf(some.at(-1)!) - all.indexOf(some[0]!) === some.length - 1;
  return contiguous && some.length > 2
    ? `${symbol} = ${at[0]} to ${at.at(-1)}`
    : `${symbol} = ${listing(at)}`;
}
