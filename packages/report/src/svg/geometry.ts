import type { PlotPanel } from '../figure.js';
import type { PlotStyle } from '../plot/styled-layout.js';
import { swarm } from '../plot/swarm.js';
import { axisRange, type Range } from './axis-range.js';
import { type BarPlace, barPlaces } from './bar-places.js';
import { besideWidth } from './beside-labels.js';
import { ascent, type Box, type PlacedText } from './boxes.js';
import { type ColourBar, colourBarOf } from './colour-bar.js';
import { type Head, head, sizes } from './head.js';
import { placesAlong, type ReadAxis } from './read-axis.js';
import type { BarTrace } from './read-bar.js';
import type { Label, Shape } from './read-layout.js';
import { readPanel } from './read-panel.js';
import type { Place } from './read-places.js';
import type { ScatterTrace } from './read-scatter.js';
import type { ReadTrace } from './read-traces.js';
import { lineHeight, shortened, textWidth, wrapped } from './text-runs.js';
import { type Tick, ticksOf } from './ticks.js';

/** An axis with everything that its drawing needs. */
export interface AxisGeometry {
  readonly read: ReadAxis;
  readonly range: Range;
  readonly ticks: readonly Tick[];
  /** Degrees by which its labels are turned. */
  readonly angle: number;
  /** The pixel of a place along the axis. */
  readonly pixel: (place: number) => number;
  /** The pixels of values as a trace gives them; NaN for a gap. */
  readonly pixels: (values: readonly Place[]) => readonly number[];
}

/** Where everything of a panel lies, in pixels from its top left corner. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  /** The rectangle between the axes. */
  readonly plot: Box;
  readonly x: AxisGeometry;
  readonly y: AxisGeometry;
  readonly head: Head;
  /** Below everything else. */
  readonly colourBar: ColourBar | undefined;
  /** The titles of the axes. */
  readonly titles: readonly PlacedText[];
  readonly traces: readonly ReadTrace[];
  readonly bars: ReadonlyMap<BarTrace, readonly BarPlace[]>;
  readonly shapes: readonly Shape[];
  /** As the layout gives them. */
  readonly labels: readonly Label[];
}

export interface GeometryRequest {
  readonly width: number;
  /** By default it follows from the aspect of the panel. */
  readonly height?: number | undefined;
  readonly view?: string | undefined;
  readonly style: PlotStyle;
}

/** Pixels from the plot to the labels of ticks, and the length of a tick. */
export const tickLength = 4;
export const labelGap = 3;
const leastPlot = 110;

/** Pixels from what stands below a plot to its colour bar. */
const barGap = 4;

/** The height of a panel's box: its own, or its aspect, but neither too flat to read nor higher than a screen. */
export function panelHeight({ aspect, height }: PlotPanel, width: number): number {
  if (height !== undefined) return height;
  return Math.round(Math.min(640, Math.max(width <= 480 ? 300 : 256, aspect * width)));
}

/**
 * Computes margins, ranges and ticks of a panel. The drawing as SVG and the layout for Plotly both follow from it, so that one can
 * take the place of the other.
 *
 * @throws RangeError for a panel that only Plotly draws; see `hasDrawing`
 */
export function geometry(panel: PlotPanel, { width, height, view, style }: GeometryRequest): Geometry {
  const read = readPanel(panel, view);
  const { traces, x: readX, y: readY } = read;
  if (read.unknown.length > 0)
    throw new RangeError(
      `panel '${panel.id}' has no drawing as SVG, because of ${read.unknown.slice(0, 5).join(', ')}: only Plotly draws this`,
    );
  const bars = barPlaces(traces, readX, readY, read.bars);
  const [rangeX, rangeY] = [axisRange(readX, 'x', traces, bars), axisRange(readY, 'y', traces, bars)];
  const map = traces.find((trace) => trace.kind === 'heatmap');
  // The rows of a heatmap have their title beside them.
  const isMap = map !== undefined;
  // The cells of a square matrix are squares.
  const isSquare =
    isMap &&
    panel.aspect > 0.8 &&
    readX.categories.length === readY.categories.length &&
    readX.type === 'category';
  const above = head(traces, isMap ? '' : readY.title, width, read.legendReversed, style);
  const barAt = (left: number, top: number) =>
    map?.bar === undefined ? undefined : colourBarOf(map, left, top, width, style);
  const turnedWidth = (up: number) =>
    turnedLines(isMap ? readY.title : '', up).length * lineHeight * sizes.text + 2;
  const underneath = (angle: number, ticks: readonly Tick[], across: number) => {
    const labels = readX.labels && ticks.length > 0;
    const widest = Math.max(0, ...ticks.map(({ text }) => textWidth(text, sizes.tick)));
    const labelHeight = angle === 0 ? 1.17 * sizes.tick : slope * widest + slope * 1.17 * sizes.tick;
    const title =
      readX.title === '' ? 0 : textLines(readX.title, across).length * lineHeight * sizes.text + 4;
    return tickLength + (labels ? labelGap + labelHeight : 2) + title + 2;
  };

  const margin = Math.max(10, Math.ceil(besideWidth(read.labels)));
  let [left, right, angle] = [8, margin, 0];
  let [ticksX, ticksY]: [readonly Tick[], readonly Tick[]] = [[], []];
  let whole = height ?? panelHeight(panel, width);
  let top = 0;
  let bottom = 0;
  // Each margin follows from labels whose number follows from the other margins. A third round changes nothing that matters.
  for (let round = 0; round < 3; round++) {
    // Plotly rounds margins, so ours are whole.
    top = Math.ceil(above.height + 8);
    const bar = barAt(left, 0);
    bottom = Math.ceil(
      underneath(angle, ticksX, width - left - right) + (bar === undefined ? 0 : barGap + bar.whole),
    );
    if (height === undefined)
      whole = isSquare
        ? Math.ceil(top + bottom + Math.max(leastPlot, width - left - right))
        : Math.max(panelHeight(panel, width), Math.ceil(top + bottom + leastPlot));
    const up = Math.max(20, whole - top - bottom);
    ticksY = readY.labels
      ? ticksOf(readY, rangeY, { length: up, size: sizes.tick, direction: 'up', widest: 0.42 * width })
      : [];
    const widestY = Math.max(0, ...ticksY.map(({ text }) => textWidth(text, sizes.tick)));
    left = Math.ceil(turnedWidth(up) + tickLength + (widestY > 0 ? widestY + labelGap : 0) + 1);
    const across = Math.max(20, width - left - right);
    ({ ticks: ticksX, angle } = acrossTicks(readX, rangeX, across));
    const scale = linear(rangeX, [left, left + across]);
    const [outLeft, outRight] = beyond(ticksX, scale, angle);
    left = Math.max(left, Math.ceil(left + Math.max(0, -outLeft)));
    right = Math.max(margin, Math.ceil(Math.max(0, outRight - (width - right)) + 2));
  }
  const plot: Box = {
    left,
    top,
    right: Math.max(left + 20, width - right),
    bottom: Math.max(top + 20, whole - bottom),
  };
  const axis = (
    read: ReadAxis,
    range: Range,
    ticks: readonly Tick[],
    ends: readonly [number, number],
    turned: number,
  ): AxisGeometry => {
    const pixel = linear(range, ends);
    const at = (place: number) => (Number.isFinite(place) ? pixel(place) : Number.NaN);
    return {
      read,
      range,
      ticks,
      angle: turned,
      pixel: at,
      pixels: (values) => placesAlong(read, values).map(at),
    };
  };
  const x = axis(readX, rangeX, ticksX, [plot.left, plot.right], angle);
  const y = axis(readY, rangeY, ticksY, [plot.bottom, plot.top], 0);
  const base = {
    width,
    height: whole,
    plot,
    x,
    y,
    head: above,
    colourBar: barAt(left, whole - (barAt(left, 0)?.whole ?? 0) - 1),
    traces: traces.map((trace) =>
      trace.kind === 'scatter' && trace.swarm !== undefined ? swarmed(trace, x, y) : trace,
    ),
    bars,
    shapes: read.shapes,
    labels: read.labels,
  };
  return { ...base, titles: titles(base, isMap, style) };
}

const tilt = -40;
const slope = Math.sin((-tilt * Math.PI) / 180) + 0.1;

/** Names that do not fit beside each other are turned, and so are a few values; many are thinned out. */
function acrossTicks(
  read: ReadAxis,
  range: Range,
  length: number,
): { ticks: readonly Tick[]; angle: number } {
  if (!read.labels) return { ticks: [], angle: 0 };
  const room = { length, size: sizes.tick, direction: 'across' as const, widest: 0.9 * length };
  const ticks = ticksOf(read, range, room);
  const names =
    read.type === 'category' &&
    (read.categories.length <= 16 || read.categories.some((name) => !/^[\d.–-]+$/.test(name)));
  if (!names || ticks.length === read.categories.length) return { ticks, angle: 0 };
  return { ticks: ticksOf(read, range, { ...room, turned: true, widest: 110 }), angle: tilt };
}

/** The pixels of places between two ends. */
function linear([from, to]: Range, [start, end]: readonly [number, number]): (place: number) => number {
  const perPlace = from === to ? 0 : (end - start) / (to - from);
  return (place) => start + (place - from) * perPlace;
}

/** From mark to mark, in diameters: a little of the ground shows between them. */
const spacing = 1.12;

/** A trace whose marks stand beside each other, at the width that they are drawn with. */
function swarmed(trace: ScatterTrace, x: AxisGeometry, y: AxisGeometry): ScatterTrace {
  const { markers } = trace;
  if (markers === undefined) return trace;
  const perUnit = Math.abs(y.pixel(1) - y.pixel(0)) || 1;
  const { offsets, diameter } = swarm(x.pixels(trace.x), markers.size(0) * spacing, trace.swarm! * perUnit);
  return {
    ...trace,
    y: placesAlong(y.read, trace.y).map((middle, index) => middle + offsets[index]! / perUnit),
    markers: { ...markers, size: () => diameter / spacing },
  };
}

/** How far the labels reach to the left and to the right. */
function beyond(
  ticks: readonly Tick[],
  pixel: (place: number) => number,
  angle: number,
): readonly [number, number] {
  const reach = ticks.map(({ place, text }) => {
    const width = textWidth(text, sizes.tick);
    const at = pixel(place);
    return angle === 0 ? [at - width / 2, at + width / 2] : [at - 0.8 * width - 6, at + 8];
  });
  return [Math.min(0, ...reach.map(([from]) => from!)), Math.max(0, ...reach.map(([, to]) => to!))];
}

function textLines(title: string, width: number): readonly string[] {
  return wrapped(title, sizes.text, width).split('<br>');
}

/** The lines of a title along a height; of a very long one its beginning. */
function turnedLines(title: string, height: number): readonly string[] {
  if (title === '') return [];
  return textLines(title, height)
    .slice(0, 3)
    .map((line) => shortened(line, sizes.text, height));
}

function titles(
  { plot, height, x, y, colourBar }: Omit<Geometry, 'titles'>,
  isMap: boolean,
  style: PlotStyle,
): readonly PlacedText[] {
  const shared = { size: sizes.text, colour: style.muted, anchor: 'middle' as const };
  const barHeight = colourBar === undefined ? 0 : barGap + colourBar.whole;
  const lines = x.read.title === '' ? [] : textLines(x.read.title, plot.right - plot.left);
  const across = lines.map(
    (text, line): PlacedText => ({
      ...shared,
      text,
      x: (plot.left + plot.right) / 2,
      y: height - 2 - barHeight - 0.24 * sizes.text - (lines.length - 1 - line) * lineHeight * sizes.text,
    }),
  );
  const turned = turnedLines(isMap ? y.read.title : '', plot.bottom - plot.top).map(
    (text, line): PlacedText => ({
      ...shared,
      text,
      x: (ascent + line * lineHeight) * sizes.text + 1,
      y: (plot.top + plot.bottom) / 2,
      angle: -90,
    }),
  );
  return [...across, ...turned];
}
