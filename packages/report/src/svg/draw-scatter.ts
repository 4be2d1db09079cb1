import {
  area,
  type CurveFactory,
  curveLinear,
  curveStep,
  curveStepAfter,
  curveStepBefore,
  line,
} from 'd3-shape';
import { paint } from './colour.js';
import type { Geometry } from './geometry.js';
import type { Whiskers } from './read-common.js';
import type { Fill, LineStyle, Markers, ScatterTrace } from './read-scatter.js';
import { shortPath } from './short-path.js';
import { dotCap, isLines, symbolPath } from './symbols.js';
import { px } from './values.js';

type Points = readonly (readonly [x: number, y: number])[];

const curves: Readonly<Record<string, CurveFactory>> = {
  linear: curveLinear,
  hv: curveStepAfter,
  vh: curveStepBefore,
  hvh: curveStep,
};

const has = ([x, y]: readonly [number, number]) => Number.isFinite(x) && Number.isFinite(y);

/** The area below a trace, its line, its bars of uncertainty and its marks. `hatchId` names the tile of a hatched area. */
export function drawScatter(
  trace: ScatterTrace,
  geometry: Geometry,
  before: Points,
  hatchId: string,
): readonly string[] {
  const points = pointsOf(trace, geometry);
  const shown = trace.connectGaps ? points.filter(has) : points;
  return [
    ...(trace.fill === undefined ? [] : [fillPath(trace, trace.fill, geometry, shown, before, hatchId)]),
    ...(trace.line === undefined ? [] : [linePath(trace.line, shown)]),
    ...whiskerPaths(trace, geometry, points),
    ...(trace.markers === undefined ? [] : markerPaths(trace.markers, points)),
  ];
}

export function pointsOf(trace: ScatterTrace, { x, y }: Geometry): Points {
  const [acrosses, ups] = [x.pixels(trace.x), y.pixels(trace.y)];
  return Array.from({ length: Math.max(acrosses.length, ups.length) }, (_, index) => [
    acrosses[index] ?? Number.NaN,
    ups[index] ?? Number.NaN,
  ]);
}

/** The points of a line with the corners of its steps. */
export function outlineOf({ line: style }: ScatterTrace, points: Points): Points {
  const shape = style?.shape ?? 'linear';
  if (!['hv', 'vh', 'hvh'].includes(shape)) return points;
  return points.flatMap(([x, y], index): Points => {
    const next = points[index + 1];
    if (next === undefined) return [[x, y]];
    const middle = (x + next[0]) / 2;
    if (shape === 'hvh')
      return [
        [x, y],
        [middle, y],
        [middle, next[1]],
      ];
    return [[x, y], shape === 'hv' ? [next[0], y] : [x, next[1]]];
  });
}

/** The dashes of a line as Plotly draws them; none for a solid one. */
export function dashes(dash: string, width: number): string {
  const long = Math.max(width, 3);
  const lengths: Readonly<Record<string, readonly number[]>> = {
    dot: [long, long],
    dash: [3 * long, 3 * long],
    longdash: [5 * long, 5 * long],
    dashdot: [3 * long, long, long, long],
    longdashdot: [5 * long, 2 * long, long, 2 * long],
  };
  const list = Object.hasOwn(lengths, dash)
    ? lengths[dash]!
    : dash === 'solid'
      ? []
      : dash
          .split(/[\s,]+/)
          .map(Number.parseFloat)
          .filter(Number.isFinite);
  return list.length === 0 ? '' : ` stroke-dasharray="${list.map(px).join(',')}"`;
}

function linePath({ colour, width, dash, shape }: LineStyle, points: Points): string {
  const d = line<readonly [number, number]>()
    .defined(has)
    .digits(2)
    .curve(curves[shape] ?? curveLinear)(points as [number, number][]);
  if (d === null || width === 0) return '';
  return `<path class="line" d="${shortPath(d)}" ${paint('stroke', colour)} stroke-width="${px(width)}" stroke-linejoin="round"${dashes(dash, width)}/>`;
}

function fillPath(
  trace: ScatterTrace,
  fill: Fill,
  { y, plot }: Geometry,
  points: Points,
  before: Points,
  hatchId: string,
): string {
  const filled = (d: string) => filledPath(d, fill, hatchId);
  const curve = curves[trace.line?.shape ?? 'linear'] ?? curveLinear;
  if (fill.to === 'tonexty' && before.length > 0) {
    const back = [...before].reverse();
    const joined = [...outlineOf(trace, points), ...back].filter(has);
    return filled(`M${joined.map(([across, up]) => `${px(across)},${px(up)}`).join('L')}z`);
  }
  if (fill.to === 'toself') {
    const closed = points.filter(has).map(([across, up]) => `${px(across)},${px(up)}`);
    return closed.length === 0 ? '' : filled(`M${closed.join('L')}z`);
  }
  const zero = y.read.type === 'linear' ? y.pixel(0) : plot.bottom;
  const d = area<readonly [number, number]>()
    .defined(has)
    .digits(2)
    .curve(curve)
    .x(([across]) => across)
    .y1(([, up]) => up)
    .y0(zero)(points as [number, number][]);
  return d === null ? '' : filled(d);
}

function filledPath(d: string, { hatch, colour, opacity }: Fill, hatchId: string): string {
  const fill = hatch === undefined ? paint('fill', colour, opacity) : `fill="url(#${hatchId})"`;
  return `<path class="area" d="${shortPath(d)}" ${fill}/>`;
}

/** Lines from each mark to the ends of its uncertainty. */
export function whiskerPaths(
  trace: {
    readonly errorX: Whiskers | undefined;
    readonly errorY: Whiskers | undefined;
    readonly x: ScatterTrace['x'];
    readonly y: ScatterTrace['y'];
  },
  { x, y }: Geometry,
  points: Points,
): readonly string[] {
  const path = (whiskers: Whiskers | undefined, d: (index: number) => string) => {
    if (whiskers === undefined) return [];
    const all = points.map((point, index) => (has(point) ? d(index) : '')).join('');
    return all === ''
      ? []
      : [
          `<path class="whiskers" d="${shortPath(all)}" ${paint('stroke', whiskers.colour)} stroke-width="${px(whiskers.width)}"/>`,
        ];
  };
  const tips = (whiskers: Whiskers, axis: Geometry['x'], values: ScatterTrace['x'], index: number) => {
    const value = values[index];
    const [plus, minus] = [whiskers.plus[index] ?? Number.NaN, whiskers.minus[index] ?? Number.NaN];
    if (typeof value !== 'number' || !(plus > 0 || minus > 0)) return undefined;
    // Where a logarithmic axis has no place for the lower end, the line goes to the edge of the plot.
    const [low = Number.NaN, high = Number.NaN] = axis.pixels([value - (minus || 0), value + (plus || 0)]);
    return [Number.isFinite(low) ? low : axis.pixel(axis.range[0]), high] as const;
  };
  return [
    ...path(trace.errorY, (index) => {
      const ends = tips(trace.errorY!, y, trace.y, index);
      return ends === undefined ? '' : `M${px(points[index]![0])},${px(ends[0])}V${px(ends[1])}`;
    }),
    ...path(trace.errorX, (index) => {
      const ends = tips(trace.errorX!, x, trace.x, index);
      return ends === undefined ? '' : `M${px(ends[0])},${px(points[index]![1])}H${px(ends[1])}`;
    }),
  ];
}

/** One path for all marks that look the same. */
function markerPaths(markers: Markers, points: Points): readonly string[] {
  const alike = new Map<string, { symbol: string; size: number; colour: string; at: Points[number][] }>();
  points.forEach((point, index) => {
    if (!has(point)) return;
    const [symbol, size, colour] = [markers.symbol(index), markers.size(index), markers.colour(index)];
    const key = `${symbol} ${size} ${colour}`;
    if (!alike.has(key)) alike.set(key, { symbol, size, colour, at: [] });
    alike.get(key)!.at.push(point);
  });
  const opacity = markers.opacity < 1 ? ` opacity="${px(markers.opacity)}"` : '';
  return [...alike.values()].map(({ symbol, size, colour, at }) => {
    const cap = markers.edge.width === 0 ? dotCap(symbol) : undefined;
    if (cap !== undefined) {
      const d = at.map(([x, y]) => `M${px(x)},${px(y)}h0`).join('');
      return `<path class="marks" d="${shortPath(d)}" ${paint('stroke', colour)} stroke-width="${px(size)}" stroke-linecap="${cap}"${opacity}/>`;
    }
    const d = at.map(([x, y]) => symbolPath(symbol, x, y, size)).join('');
    const style = isLines(symbol)
      ? `${paint('stroke', colour)} stroke-width="${px(markers.edge.width || 1)}"`
      : `${paint('fill', colour)}${markers.edge.width === 0 ? '' : ` ${paint('stroke', markers.edge.colour)} stroke-width="${px(markers.edge.width)}"`}`;
    return `<path class="marks" d="${shortPath(d)}" ${style}${opacity}/>`;
  });
}
