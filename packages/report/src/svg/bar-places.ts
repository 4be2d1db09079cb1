import { placesAlong, type ReadAxis } from './read-axis.js';
import type { BarTrace } from './read-bar.js';
import type { BarSettings } from './read-layout.js';
import type { ReadTrace } from './read-traces.js';

/** A bar in places of the axes. */
export interface BarPlace {
  readonly index: number;
  /** Its two sides along the axis that counts the bars. */
  readonly from: number;
  readonly to: number;
  /** Where it begins and ends along the axis of values. */
  readonly base: number;
  readonly end: number;
}

/** The bars of each trace, side by side, stacked or over each other, as Plotly places them. */
export function barPlaces(
  traces: readonly ReadTrace[],
  x: ReadAxis,
  y: ReadAxis,
  { mode, gap, groupGap }: BarSettings,
): ReadonlyMap<BarTrace, readonly BarPlace[]> {
  const bars = traces.filter((trace) => trace.kind === 'bar');
  const along = (trace: BarTrace) => (trace.horizontal ? placesAlong(y, trace.y) : placesAlong(x, trace.x));
  const places = bars.flatMap(along);
  const distance = leastDistance(places);
  // Bars that stand nowhere beside another one have all the room.
  const grouped = mode === 'group' && new Set(places).size < places.length ? bars.length : 1;
  const share = (distance * (1 - gap)) / grouped;
  const ends = new Map<string, number>();
  return new Map(
    bars.map((trace, nth) => {
      const middles = along(trace);
      const values = trace.horizontal ? placesAlong(x, trace.x) : placesAlong(y, trace.y);
      const shift = grouped > 1 ? share * (nth - (grouped - 1) / 2) : 0;
      const standing = middles.flatMap((middle, index): BarPlace[] => {
        const value = values[index] ?? Number.NaN;
        const width = trace.widths?.(index) ?? share * (1 - groupGap);
        if (!Number.isFinite(middle) || !Number.isFinite(value)) return [];
        // Bars that go down lie on those below zero, or are taken away from the others.
        const key = mode === 'relative' ? `${middle} ${value < 0}` : `${middle}`;
        const stacked = mode === 'stack' || mode === 'relative';
        const base = stacked ? (ends.get(key) ?? trace.base) : trace.base;
        const end = base + value;
        if (stacked) ends.set(key, end);
        const centre = trace.widths === undefined ? middle + shift : middle;
        return [{ index, from: centre - width / 2, to: centre + width / 2, base, end }];
      });
      return [trace, standing] as const;
    }),
  );
}

/** The least distance between two different places; 1 where there is only one. */
function leastDistance(places: readonly number[]): number {
  const sorted = [...new Set(places.filter(Number.isFinite))].sort((a, b) => a - b);
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < sorted.length; index++)
    least = Math.min(least, sorted[index]! - sorted[index - 1]!);
  return Number.isFinite(least) ? least : 1;
}
