import { paint } from './colour.js';
import { whiskerPaths } from './draw-scatter.js';
import type { Geometry } from './geometry.js';
import type { BarTrace } from './read-bar.js';
import { shortPath } from './short-path.js';
import { px } from './values.js';

/** The bars of a trace, one path for each colour, and their uncertainty. */
export function drawBars(trace: BarTrace, geometry: Geometry): readonly string[] {
  const { x, y } = geometry;
  const [count, value] = trace.horizontal ? [y, x] : [x, y];
  const paths = new Map<string, string>();
  const tips: (readonly [number, number])[] = [];
  for (const { index, from, to, base, end } of geometry.bars.get(trace) ?? []) {
    const [a, b] = [count.pixel(from), count.pixel(to)];
    // A logarithmic axis has no place for the base of a bar: it begins at the edge.
    const foot = value.read.type === 'log' ? value.pixel(value.range[0]) : value.pixel(base);
    const tip = value.pixel(end);
    const [left, right, top, bottom] = trace.horizontal ? [foot, tip, a, b] : [a, b, tip, foot];
    const d = `M${px(left)},${px(top)}H${px(right)}V${px(bottom)}H${px(left)}z`;
    paths.set(trace.colour(index), (paths.get(trace.colour(index)) ?? '') + d);
    tips[index] = trace.horizontal ? [tip, (a + b) / 2] : [(a + b) / 2, tip];
  }
  const { colour, width } = trace.edge;
  const edge = width === 0 ? '' : ` ${paint('stroke', colour)} stroke-width="${px(width)}"`;
  const points = Array.from(
    { length: tips.length },
    (_, index) => tips[index] ?? ([Number.NaN, Number.NaN] as const),
  );
  return [
    ...[...paths].map(
      ([fill, d]) => `<path class="bars" d="${shortPath(d)}" ${paint('fill', fill)}${edge}/>`,
    ),
    ...whiskerPaths(trace, geometry, points),
  ];
}
