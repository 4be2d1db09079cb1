import type { PlotStyle } from '../plot/styled-layout.js';
import { type DrawnScheme, paint, scaleColour } from './colour.js';
import { dashes } from './draw-scatter.js';
import { type AxisGeometry, type Geometry, tickLength } from './geometry.js';
import type { ColourBar } from './colour-bar.js';
import { type LegendEntry, sampleWidth } from './head.js';
import { placeOf } from './read-axis.js';
import type { Shape } from './read-layout.js';
import { shortPath } from './short-path.js';
import { dotCap, isLines, symbolPath } from './symbols.js';
import { px } from './values.js';

/** The lines behind the marks: the grid, and zero. */
export function gridLines({ plot, x, y }: Geometry, style: PlotStyle): readonly string[] {
  const across = (at: number) => `M${px(plot.left)},${px(at)}H${px(plot.right)}`;
  const up = (at: number) => `M${px(at)},${px(plot.top)}V${px(plot.bottom)}`;
  const grid = [
    ...(x.read.grid ? x.ticks.map(({ place }) => up(x.pixel(place))) : []),
    ...(y.read.grid ? y.ticks.map(({ place }) => across(y.pixel(place))) : []),
  ].join('');
  const zero = (axis: AxisGeometry) => {
    const [low, high] = [Math.min(...axis.range), Math.max(...axis.range)];
    return axis.read.zeroLine && low <= 0 && high >= 0;
  };
  const zeros = [...(zero(x) ? [up(x.pixel(0))] : []), ...(zero(y) ? [across(y.pixel(0))] : [])].join('');
  return [
    ...(grid === '' ? [] : [`<path class="grid" d="${shortPath(grid)}" ${paint('stroke', style.grid)}/>`]),
    ...(zeros === '' ? [] : [`<path class="zero" d="${shortPath(zeros)}" ${paint('stroke', style.rule)}/>`]),
  ];
}

/** The short lines outside the plot. */
export function tickLines({ plot, x, y }: Geometry, style: PlotStyle): readonly string[] {
  const d = [
    ...(x.read.ticks
      ? x.ticks.map(({ place }) => `M${px(x.pixel(place))},${px(plot.bottom)}v${tickLength}`)
      : []),
    ...(y.read.ticks
      ? y.ticks.map(({ place }) => `M${px(plot.left)},${px(y.pixel(place))}h${-tickLength}`)
      : []),
  ].join('');
  return d === '' ? [] : [`<path class="ticks" d="${shortPath(d)}" ${paint('stroke', style.rule)}/>`];
}

/** Lines and rectangles of the layout, such as guide lines. */
export function drawShapes(geometry: Geometry, layer: Shape['layer']): readonly string[] {
  return geometry.shapes
    .filter((shape) => shape.layer === layer)
    .flatMap((shape) => {
      const [[x0, x1], [y0, y1]] = [pixelsOf(shape, 'x', geometry), pixelsOf(shape, 'y', geometry)];
      if (![x0, x1, y0, y1].every(Number.isFinite)) return [];
      const { colour, width, dash } = shape.line;
      const stroke = `${paint('stroke', colour, shape.opacity)} stroke-width="${px(width)}"${dashes(dash, width)}`;
      if (shape.kind === 'line')
        return [
          `<path class="shape" d="${shortPath(`M${px(x0)},${px(y0)}L${px(x1)},${px(y1)}`)}" ${stroke}/>`,
        ];
      const fill = shape.fill === undefined ? '' : paint('fill', shape.fill, shape.opacity);
      const place = `x="${px(Math.min(x0, x1))}" y="${px(Math.min(y0, y1))}" width="${px(Math.abs(x1 - x0))}" height="${px(Math.abs(y1 - y0))}"`;
      return [`<rect class="shape" ${place} ${fill} ${width === 0 ? '' : stroke}/>`];
    });
}

/** The pixels of the ends of a shape: on a logarithmic axis they are values, unlike the place of a label. */
function pixelsOf(shape: Shape, name: 'x' | 'y', { plot, ...axes }: Geometry): readonly [number, number] {
  const { at, paper } = shape[name];
  const axis = axes[name];
  const [from, to] = name === 'x' ? [plot.left, plot.right] : [plot.bottom, plot.top];
  return at.map((value) => {
    if (paper) return from + Number(value) * (to - from);
    if (axis.read.type === 'category' && typeof value === 'number') return axis.pixel(value);
    return axis.pixel(placeOf(axis.read, value));
  }) as [number, number];
}

/** The sample of a trace that stands before its name. */
export function legendSample({ trace, left, middle }: LegendEntry): string {
  const width = sampleWidth(trace);
  const centre = left + width / 2;
  if (trace.kind === 'bar')
    return `<path d="${symbolPath('square', centre, middle, 11)}" ${paint('fill', trace.colour(0))}/>`;
  if (trace.kind === 'heatmap') return '';
  const parts: string[] = [];
  if (trace.fill !== undefined)
    parts.push(
      `<rect x="${px(left)}" y="${px(middle)}" width="${width}" height="6" ${paint('fill', trace.fill.colour, trace.fill.opacity)}/>`,
    );
  if (trace.line !== undefined) {
    const { colour, dash, width: wide } = trace.line;
    parts.push(
      `<path d="M${px(left)},${px(middle)}h${width}" fill="none" ${paint('stroke', colour)} stroke-width="${px(wide)}"${dashes(dash, wide)}/>`,
    );
  }
  if (trace.markers !== undefined) {
    const [symbol, colour] = [trace.markers.symbol(0), trace.markers.colour(0)];
    const size = Math.min(9, Math.max(5, trace.markers.size(0)));
    const cap = dotCap(symbol);
    const d = symbolPath(cap === 'round' ? 'circle' : symbol, centre, middle, size);
    parts.push(
      `<path d="${d}" ${isLines(symbol) ? `fill="none" ${paint('stroke', colour)}` : paint('fill', colour)}/>`,
    );
  }
  return parts.join('');
}

/** The strip of colours, and the gradient that fills it. */
export function colourStrip(
  bar: ColourBar,
  scheme: DrawnScheme,
  id: string,
): { readonly gradient: string; readonly strip: string } {
  const stops = (
    Array.isArray(bar.scale) ? (bar.scale as readonly (readonly [number, string])[]) : ([[0], [1]] as const)
  ).map(([stop]) => stop);
  const gradient = `<linearGradient id="${id}">${stops
    .map(
      (stop) =>
        `<stop offset="${px(stop)}" ${paint('fill', scaleColour(bar.scale, stop, scheme)).replace(/^fill=/, 'stop-color=')}/>`,
    )
    .join('')}</linearGradient>`;
  const strip = `<rect x="${px(bar.left)}" y="${px(bar.top)}" width="${px(bar.width)}" height="${px(bar.height)}" fill="url(#${id})"/>`;
  return { gradient, strip };
}
