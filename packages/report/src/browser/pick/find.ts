import type { Item } from '../../figure.js';
import type { Frame } from './frame.js';
import { type Mark, marksIn } from './marks.js';
import type { Picked } from './picked.js';
import { shownIn } from './shown.js';

/** Pixels from a mark at which a click still means it: half of the least target. */
const reach = 12;

/**
 * What a click into a plot means: the nearest mark, or the column or row of a heatmap in which it is. The labels beside a heatmap mean
 * its rows, and those below it its columns. In a heatmap of features and neurons, a cell means its feature.
 */
export function itemAt(frame: Frame, x: number, y: number): Picked | undefined {
  const { plot, traces } = frame.geometry;
  const isMap = traces.some(({ kind }) => kind === 'heatmap');
  const isBeside = isMap && x < plot.left;
  const isBelow = isMap && y > plot.bottom;
  if (x > plot.right + reach || y < plot.top - reach || (isBeside && isBelow)) return undefined;
  if (!isMap && (x < plot.left - reach || y > plot.bottom + reach)) return undefined;
  let best: { readonly picked: Picked; readonly distance: number } | undefined;
  for (const item of ['feature', 'neuron'] as const)
    for (const { index, mark } of marksIn(frame, item)) {
      const isColumn = isMap && mark.kind === 'box' && isUpright(mark, frame);
      if (isMap && (isBeside ? isColumn : isBelow && !isColumn)) continue;
      const distance = distanceTo(mark, frame, isBeside ? plot.left : x, isBelow ? plot.bottom : y);
      if (distance <= reach && (best === undefined || distance < best.distance))
        best = { picked: { item, index }, distance };
    }
  return best?.picked;
}

function isUpright(mark: Mark & { kind: 'box' }, { x, y }: Frame): boolean {
  const side = (ends: readonly [number, number], pixel: (place: number) => number) =>
    Math.abs(pixel(ends[1]) - pixel(ends[0]));
  return side(mark.y, y) > side(mark.x, x);
}

/** A mark is closer than the area below it. */
const insideBox = 4;

function distanceTo(mark: Mark, frame: Frame, x: number, y: number): number {
  if (mark.kind === 'point')
    return Math.max(0, Math.hypot(frame.x(mark.at[0]) - x, frame.y(mark.at[1]) - y) - mark.size / 4);
  if (mark.kind === 'box') {
    const isIn = (ends: readonly [number, number], pixel: (place: number) => number, at: number) => {
      const [low, high] = ends.map(pixel).sort((a, b) => a - b) as [number, number];
      return at >= low && at <= high;
    };
    return isIn(mark.x, frame.x, x) && isIn(mark.y, frame.y, y) ? insideBox : Number.POSITIVE_INFINITY;
  }
  const points = mark.points.map(([across, up]) => [frame.x(across), frame.y(up)] as const);
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < points.length; index++)
    least = Math.min(least, toSegment([x, y], points[index - 1]!, points[index]!));
  return least;
}

type Point = readonly [number, number];

function toSegment([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  const distance = Math.hypot(x0 + share * dx - x, y0 + share * dy - y);
  // A gap in a line is no part of it.
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
}

/** The features or neurons of a plot in the order in which it draws them: along its axis, or along the rows of a heatmap. */
export function orderIn(frame: Frame, item: Item, direction: 'across' | 'down'): readonly number[] {
  const map = frame.traces.find((_, nth) => frame.geometry.traces[nth]!.kind === 'heatmap');
  if (map !== undefined) {
    const { rows, columns } = shownIn(map, item);
    return direction === 'across' ? columns : rows;
  }
  if (direction === 'down') return [];
  const places = new Map<number, number>();
  for (const { index, mark } of marksIn(frame, item)) {
    const place =
      mark.kind === 'point' ? mark.at[0] : mark.kind === 'box' ? mark.x[0] : (mark.points.at(-1)?.[1] ?? 0);
    if (!places.has(index)) places.set(index, place);
  }
  return [...places].sort((a, b) => a[1] - b[1]).map(([index]) => index);
}
