import type { BarPlace } from './bar-places.js';
import { placesAlong, type ReadAxis } from './read-axis.js';
import type { BarTrace } from './read-bar.js';
import type { Whiskers } from './read-common.js';
import type { ReadTrace } from './read-traces.js';

/** The ends of an axis in its places; the first is at the left or the bottom. */
export type Range = readonly [from: number, to: number];

/** Shares of an axis that stay free beyond its marks. */
const besideMarks = 0.04;
const besideText = 0.12;

/** The range of an axis that shows everything of the traces, or the one that the layout gives. */
export function axisRange(
  axis: ReadAxis,
  name: 'x' | 'y',
  traces: readonly ReadTrace[],
  bars: ReadonlyMap<BarTrace, readonly BarPlace[]>,
): Range {
  const [low, high] = axis.range ?? extent(axis, name, traces, bars);
  return axis.reversed && low < high ? [high, low] : [low, high];
}

function extent(
  axis: ReadAxis,
  name: 'x' | 'y',
  traces: readonly ReadTrace[],
  bars: ReadonlyMap<BarTrace, readonly BarPlace[]>,
): Range {
  if (axis.type === 'category') return [-0.5, Math.max(1, axis.categories.length) - 0.5];
  const seen = new Ends();
  // Bars and cells end where the axis may end; points and texts need room around them.
  let [padded, text, solid, grounded] = [false, false, false, axis.toZero];
  for (const trace of traces) {
    if (trace.kind === 'heatmap') {
      const places = placesAlong(axis, trace[name]);
      const half = places.length > 1 ? Math.abs(places[1]! - places[0]!) / 2 : 0.5;
      for (const place of places) seen.add(place - half, place + half);
      solid = true;
    } else if (trace.kind === 'bar') {
      const alongValues = trace.horizontal === (name === 'x');
      for (const { from, to, base, end } of bars.get(trace) ?? [])
        alongValues ? seen.add(base, end) : seen.add(from, to);
      if (!alongValues) solid = true;
      else {
        padded = true;
        grounded = true;
        text ||= trace.texts.length > 0;
      }
    } else {
      const places = placesAlong(axis, trace[name]);
      seen.add(...ends(places));
      padded ||= name === 'y' || trace.markers !== undefined;
      text ||= trace.texts.some((each, index) => each !== '' && trace.textPosition(index) !== '');
      if (trace.fill?.to === 'tozeroy' && name === 'y') seen.add(0);
    }
    if (trace.kind !== 'heatmap')
      addWhiskers(seen, axis, trace[name], name === 'x' ? trace.errorX : trace.errorY);
  }
  if (axis.toZero && axis.type === 'linear') seen.add(0);
  seen.add(...axis.guides);
  padded ||= axis.guides.length > 0;
  if (!seen.any) return [0, 1];
  return roomy(
    { ...axis, toZero: grounded },
    seen,
    solid ? 0 : padded ? (text ? besideText : besideMarks) : 0,
  );
}

/** Widens the ends by a share, but not beyond a zero at which the axis must end. */
function roomy(axis: ReadAxis, { low, high }: Ends, share: number): Range {
  if (low === high) {
    const half = axis.type === 'log' ? 0.5 : low === 0 ? 1 : Math.abs(low) * 0.5;
    if (!axis.toZero) return [low - half, high + half];
    return low === 0 ? [0, 1] : [low, high];
  }
  const room = share * (high - low);
  const fixed = (end: number) => end === 0 && axis.type === 'linear' && axis.toZero;
  return [fixed(low) ? low : low - room, fixed(high) ? high : high + room];
}

function addWhiskers(
  seen: Ends,
  axis: ReadAxis,
  values: ReadTrace['x'],
  whiskers: Whiskers | undefined,
): void {
  if (whiskers === undefined) return;
  for (const [index, value] of values.entries()) {
    if (typeof value !== 'number') continue;
    const tips = [value + (whiskers.plus[index] ?? 0), value - (whiskers.minus[index] ?? 0)];
    seen.add(...placesAlong(axis, tips));
  }
}

/** The ends of numbers, as far as they are finite. */
class Ends {
  low = Number.POSITIVE_INFINITY;
  high = Number.NEGATIVE_INFINITY;

  get any(): boolean {
    return this.low <= this.high;
  }

  add(...values: readonly number[]): void {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      this.low = Math.min(this.low, value);
      this.high = Math.max(this.high, value);
    }
  }
}

/** The smallest and the largest of many numbers: as arguments of one call they may be too many. */
function ends(values: readonly number[]): readonly number[] {
  const found = new Ends();
  for (const value of values) found.add(value);
  return found.any ? [found.low, found.high] : [];
}
