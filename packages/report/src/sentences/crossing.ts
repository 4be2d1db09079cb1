import { exp, ln } from '@superposition/core/internal/numbers/elementary';
import { type Estimate, exactly, listedStanding, type Standing } from './judge.js';

/** A ratio at one value of what varies; null where it has none, or no known error. */
export interface RatioPoint {
  readonly at: number;
  readonly ratio: Estimate | null;
}

/** Where a line of ratios passes 1 between two points of which the samples show that they are on different sides. */
export interface Crossing {
  readonly direction: 'up' | 'down';
  /** The nearest such points. */
  readonly between: readonly [before: number, after: number];
  /** Interpolated; null where too few points tell how the line runs between them. */
  readonly place: Estimate | null;
}

/** The standing of each point to 1, of those with a ratio. */
export function besideLevel(
  points: readonly RatioPoint[],
): readonly { readonly at: number; readonly found: Standing }[] {
  return points.flatMap(({ at, ratio }) =>
    ratio === null ? [] : [{ at, found: listedStanding(ratio, exactly(1)) }],
  );
}

/** Every certain passage through 1, by ascending place. `points` ascend. */
export function crossingsOf(points: readonly RatioPoint[]): readonly Crossing[] {
  const known = points.filter((point): point is KnownRatio => point.ratio !== null);
  const found = besideLevel(known);
  const decided = known
    .map((_, index) => index)
    .filter((index) => found[index]!.found === 'less' || found[index]!.found === 'more');
  return decided.slice(1).flatMap((after, index): readonly Crossing[] => {
    const before = decided[index]!;
    if (found[before]!.found === found[after]!.found) return [];
    return [
      {
        direction: found[after]!.found === 'more' ? 'up' : 'down',
        between: [known[before]!.at, known[after]!.at],
        place: interpolated(known, before, after),
      },
    ];
  });
}

interface KnownRatio extends RatioPoint {
  readonly ratio: Estimate;
}

type Point = readonly [x: number, y: number];

/**
 * On a straight line between neighbours, both logarithmic. The margin is that of the two ratios, and how far a parabola through a third
 * point passes from there.
 */
function interpolated(known: readonly KnownRatio[], before: number, after: number): Estimate | null {
  const some = known.slice(Math.max(0, before - 1), after + 2);
  if (some.some(({ at, ratio }) => !(at > 0 && ratio.value > 0))) return null;
  const places = known.map(
    ({ at, ratio }): Point => [ln(at), ratio.value > 0 ? ln(ratio.value) : Number.NaN],
  );
  const changes = places
    .map((_, index) => index)
    .slice(before, after)
    .filter((index) => places[index]![1] < 0 !== places[index + 1]![1] < 0);
  const [left] = changes;
  if (left === undefined || changes.length > 1) return null;
  const [[x0, y0], [x1, y1]] = [places[left]!, places[left + 1]!];
  const rise = y1 - y0;
  const x = x0 - ((x1 - x0) * y0) / rise;
  const bends = [left - 1, left + 2].flatMap((third) => {
    const point = places[third];
    return point === undefined || !Number.isFinite(point[1]) ? [] : [parabolaRoot([x0, y0], [x1, y1], point)];
  });
  if (bends.length === 0) return null;
  const relative = (index: number) => known[index]!.ratio.margin / known[index]!.ratio.value;
  const [a, b] = [relative(left) * y1, relative(left + 1) * y0];
  const sampling = ((x1 - x0) * Math.sqrt(a * a + b * b)) / (rise * rise);
  const bend = Math.max(...bends.map((each) => Math.abs(each - x)));
  return { value: exp(x), margin: exp(x) * (sampling + bend) };
}

/** Where the parabola through three points is 0, between the first two, which are on different sides of 0. */
function parabolaRoot([x0, y0]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const height = (x: number) =>
    (y0 * (x - x1) * (x - x2)) / ((x0 - x1) * (x0 - x2)) +
    (y1 * (x - x0) * (x - x2)) / ((x1 - x0) * (x1 - x2)) +
    (y2 * (x - x0) * (x - x1)) / ((x2 - x0) * (x2 - x1));
  let [low, high] = [x0, x1];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (height(middle) < 0 === y0 < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
