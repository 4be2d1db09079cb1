import { ln } from '@superposition/core/internal/numbers/elementary';
import type { Layout } from '../figure.js';
import { decimals, whole } from '../text/format.js';
import { axis } from './axis.js';
import { decimalLogarithm, ratioAxis } from './ratio-axis.js';

/** An axis of ratios around 1 on which both a difference of a percent and a factor of ten can be seen. */
export interface JoinedAxis {
  readonly axis: Layout;
  /** Where a ratio stands in the drawing, as a trace or an annotation needs it. */
  readonly place: (ratio: number) => number;
  readonly low: number;
  readonly high: number;
  /** Between the two parts; null where one part shows all. */
  readonly joint: number | null;
}

/** The linear part ends at this ratio, and is one unit long from 1 on. */
const near = 1.08;
/** The gap between the parts, and the length of the second one. */
const [gap, far] = [0.08, 0.8];
/** A ratio below is too far from 1 for the linear part. */
const least = 0.96;

/**
 * Linear up to 1.08 and logarithmic beyond, in two parts beside each other. Where a ratio lies far below 1, the axis is logarithmic as
 * a whole. Places are numbers of a linear axis, so that Plotly draws the same.
 */
export function joinedAxis(title: string, ratios: readonly number[]): JoinedAxis {
  const some = ratios.filter((ratio) => Number.isFinite(ratio) && ratio > 0);
  const [smallest, greatest] = [Math.min(1, ...some), Math.max(1, ...some)];
  if (smallest < least) return wholeLogarithm(title, some);
  const linear = (ratio: number) => (ratio - 1) / (near - 1);
  const low = Math.min(-0.12, linear(smallest) - 0.05);
  const close = [0.96, 0.98, 1, 1.02, 1.04, 1.06, 1.08]
    .filter((ratio) => linear(ratio) >= low)
    .map((ratio) => ({ at: linear(ratio), text: decimals(ratio, 2) }));
  if (greatest <= near) {
    const high = 1.04;
    return { axis: withTicks(title, [low, high], close), place: linear, low, high, joint: null };
  }
  const end = Math.max(2, 1.12 * greatest);
  const logarithm = (ratio: number) => 1 + gap + (far * ln(ratio / near)) / ln(end / near);
  const beyond = farTicks(end).map((ratio) => ({
    at: logarithm(ratio),
    text: ratio === 1.5 ? '1.5' : whole(ratio),
  }));
  const high = 1 + gap + far;
  return {
    axis: withTicks(title, [low, high], [...close, ...beyond]),
    place: (ratio) => (ratio <= near ? linear(ratio) : logarithm(ratio)),
    low,
    high,
    joint: 1 + gap / 2,
  };
}

/** So few that their labels have room. */
function farTicks(end: number): readonly number[] {
  const grid = end <= 4.5 ? [1.5, 2, 3] : end <= 24 ? [2, 4, 8, 16] : [10, 100, 1e3, 1e4, 1e5, 1e6];
  return grid.filter((ratio) => ratio < 0.97 * end);
}

function withTicks(
  title: string,
  range: readonly [number, number],
  ticks: readonly { readonly at: number; readonly text: string }[],
): Layout {
  return axis(title, {
    range,
    tickvals: ticks.map(({ at }) => at),
    ticktext: ticks.map(({ text }) => text),
    zeroline: false,
  });
}

/** The ratio axis of other figures, with decimal logarithms as places. */
function wholeLogarithm(title: string, ratios: readonly number[]): JoinedAxis {
  const { axis: logarithmic, low, high } = ratioAxis(title, ratios);
  const { tickvals, ticktext } = logarithmic as { tickvals: readonly number[]; ticktext: readonly string[] };
  const range = [decimalLogarithm(low), decimalLogarithm(high)] as const;
  const ticks = tickvals.map((value, index) => ({ at: decimalLogarithm(value), text: ticktext[index]! }));
  return {
    axis: withTicks(title, range, ticks),
    place: decimalLogarithm,
    low: range[0],
    high: range[1],
    joint: null,
  };
}
