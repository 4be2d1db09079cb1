import type { PlotPanel } from '../figure.js';
import type { PlotStyle } from '../plot/styled-layout.js';
import { boxOf, type Box, inside, intoFrame, moved, overlap, type PlacedText } from './boxes.js';
import { pointsOf } from './draw-scatter.js';
import { type Geometry, tickLabels } from './geometry.js';
import { sizes } from './head.js';
import { placeOf } from './read-axis.js';
import { linesOf, lineHeight, textWidth } from './text-runs.js';
import { type Attributes, attributesOf, listOf, numberOf, numberOr, textOr } from './values.js';

/** A label of the layout in its place, and how far this is from where the layout alone would put it. */
export interface Annotation {
  readonly source: Attributes;
  readonly text: PlacedText;
  readonly shift: readonly [across: number, down: number];
  /** The point that a label with a leader belongs to. */
  readonly target: readonly [x: number, y: number] | undefined;
}

/** A text of a trace beside its mark. */
export interface MarkText {
  readonly trace: number;
  readonly index: number;
  readonly text: PlacedText;
}

/** All texts inside a panel. No two of them touch, and none leaves the panel. */
export interface Labels {
  /** Around the plot: names in the legend, values of the colour bar, titles. */
  readonly frame: readonly PlacedText[];
  readonly ticks: { readonly x: readonly PlacedText[]; readonly y: readonly PlacedText[] };
  readonly marks: readonly MarkText[];
  readonly annotations: readonly Annotation[];
}

/** Sizes that texts of marks may shrink to where they would touch. */
const markSizes = [0, 0.5, 1, 1.5];

export function labelsOf(panel: PlotPanel, geometry: Geometry, style: PlotStyle): Labels {
  const { head, colourBar, titles } = geometry;
  const frame = [
    ...head.legend.map(({ label }) => label),
    ...(colourBar?.texts ?? []),
    ...head.title,
    ...titles,
  ];
  const ticks = tickLabels(geometry, style);
  const taken = [...frame, ...ticks.x, ...ticks.y].map(boxOf);
  const page: Box = { left: 0, top: 0, right: geometry.width, bottom: geometry.height };
  const marks = markTexts(geometry, style, taken, page);
  taken.push(...marks.map(({ text }) => boxOf(text)));
  const annotations: Annotation[] = [];
  const dots = inkOf(geometry);
  for (const source of listOf(panel.layout?.['annotations']) ?? []) {
    const placed = annotation(attributesOf(source), geometry, style, taken, page, dots);
    if (placed === undefined) continue;
    annotations.push(placed);
    taken.push(boxOf(placed.text));
  }
  return { frame, ticks, marks, annotations };
}

/**
 * The texts of marks. Those of one trace shrink together until none touches another. If the smallest size does not do, texts are left
 * out: all of them where they fill the cells of a map, else the later one of two.
 */
function markTexts(
  geometry: Geometry,
  style: PlotStyle,
  taken: readonly Box[],
  page: Box,
): readonly MarkText[] {
  return geometry.traces.flatMap((trace, nth) => {
    if (trace.kind === 'heatmap' || trace.texts.length === 0) return [];
    let placed: readonly MarkText[] = [];
    const fits = (text: PlacedText, others: readonly Box[]) => {
      const box = boxOf(text);
      return inside(box, page) && !others.some((other) => overlap(box, other));
    };
    for (const smaller of markSizes) {
      const size = Math.max(10.5, trace.textSize - smaller);
      placed = rawTexts(geometry, nth, size, style);
      const boxes = placed.map(({ text }) => boxOf(text));
      if (placed.every(({ text }, index) => fits(text, [...taken, ...near(boxes, index)]))) return placed;
    }
    const isMap = geometry.traces.some(({ kind }) => kind === 'heatmap');
    if (isMap) return [];
    const kept: Box[] = [...taken];
    return placed.filter(({ text }) => {
      const free = fits(text, kept);
      if (free) kept.push(boxOf(text));
      return free;
    });
  });
}

/** The boxes before one. */
function near(boxes: readonly Box[], index: number): readonly Box[] {
  return boxes.slice(0, index);
}

function rawTexts(geometry: Geometry, nth: number, size: number, style: PlotStyle): readonly MarkText[] {
  const trace = geometry.traces[nth]!;
  if (trace.kind === 'heatmap') return [];
  const put = (index: number, x: number, y: number, anchor: PlacedText['anchor']): readonly MarkText[] => {
    const text = trace.texts[index] ?? '';
    if (text === '' || !Number.isFinite(x) || !Number.isFinite(y)) return [];
    return [
      { trace: nth, index, text: { text, x, y, anchor, size, colour: trace.textColour(index) ?? style.ink } },
    ];
  };
  if (trace.kind === 'bar') {
    return (geometry.bars.get(trace) ?? []).flatMap(({ index, from, to, end }) => {
      const middle = (from + to) / 2;
      if (trace.horizontal)
        return put(index, geometry.x.pixel(end) + 5, geometry.y.pixel(middle) + 0.36 * size, 'start');
      return put(index, geometry.x.pixel(middle), geometry.y.pixel(end) - 6, 'middle');
    });
  }
  const [x, y] = [geometry.x.pixels(trace.x), geometry.y.pixels(trace.y)];
  return trace.texts.flatMap((_, index) => {
    const [vertical = 'middle', side = 'center'] = (trace.textPosition(index) || 'middle center').split(' ');
    const room = trace.markers === undefined ? 0 : trace.markers.size(index) / 2 + 2;
    const dy =
      vertical === 'top' ? -room - 0.24 * size : vertical === 'bottom' ? room + 0.93 * size : 0.3 * size;
    const dx = side === 'left' ? -room : side === 'right' ? room : 0;
    return put(
      index,
      x[index]! + dx,
      y[index]! + dy,
      side === 'left' ? 'end' : side === 'right' ? 'start' : 'middle',
    );
  });
}

/** Pixels between a line and the label beside it. */
const beside = 3;

function annotation(
  source: Attributes,
  geometry: Geometry,
  style: PlotStyle,
  taken: readonly Box[],
  page: Box,
  ink: readonly Point[],
): Annotation | undefined {
  const { plot } = geometry;
  const point = (name: 'x' | 'y') => {
    const [from, to] = name === 'x' ? [plot.left, plot.right] : [plot.bottom, plot.top];
    const value = source[name] as number | string;
    if (source[`${name}ref`] === 'paper') return from + numberOf(value) * (to - from);
    const axis = geometry[name];
    // On a logarithmic axis, a label is placed by the logarithm.
    return axis.pixel(typeof value === 'string' ? placeOf(axis.read, value) : numberOf(value));
  };
  const [x, y] = [point('x'), point('y')];
  const words = textOr(source['text'], '');
  if (words === '' || !Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  // What is beyond the range is not drawn, and its label would stand beside something else.
  const onPlot = (name: 'x' | 'y') => {
    if (source[`${name}ref`] === 'paper') return true;
    const at = name === 'x' ? x : y;
    return name === 'x'
      ? at >= plot.left - 1 && at <= plot.right + 1
      : at >= plot.top - 1 && at <= plot.bottom + 1;
  };
  if (!onPlot('x') || !onPlot('y')) return undefined;
  const font = attributesOf(source['font']);
  const size = numberOr(font['size'], sizes.text);
  const text: PlacedText = {
    text: words,
    x: 0,
    y: 0,
    anchor: 'start',
    size,
    colour: textOr(font['color'], style.ink),
  };
  const [width, lines] = [textWidth(words, size), linesOf(words).length];
  const height = 1.17 * size + (lines - 1) * lineHeight * size;
  const leader = source['showarrow'] !== false;
  const [ax, ay] = leader ? [numberOr(source['ax'], -10), numberOr(source['ay'], -30)] : [0, 0];
  const xanchor = textOr(source['xanchor'], 'auto');
  const yanchor = textOr(source['yanchor'], 'auto');
  const left =
    x +
    ax +
    numberOr(source['xshift'], 0) -
    (xanchor === 'left' ? -beside : xanchor === 'right' ? width + beside : width / 2);
  const top =
    y +
    ay -
    numberOr(source['yshift'], 0) -
    (yanchor === 'top' ? -beside : yanchor === 'bottom' ? height + beside : height / 2);
  const box: Box = { left, top, right: left + width, bottom: top + height };
  const free = (name: 'x' | 'y') => source[`${name}ref`] === 'paper';
  const place = freePlace(box, taken, page, plot, [x, y], [free('x'), free('y')], ink);
  if (place === undefined) return undefined;
  const [across, down] = place;
  return {
    source,
    text: { ...text, x: left + across, y: top + down + 0.93 * size },
    shift: place,
    target: leader ? [x, y] : undefined,
  };
}

type Point = readonly [x: number, y: number];

/** Points on lines and marks, close enough to each other that no label lies on one unseen. */
function inkOf(geometry: Geometry): readonly Point[] {
  return geometry.traces.flatMap((trace): readonly Point[] => {
    if (trace.kind !== 'scatter') return [];
    const points = pointsOf(trace, geometry).slice(0, 3000);
    if (trace.line === undefined) return points;
    return points.flatMap(([x, y], index) => {
      const [toX, toY] = points[index + 1] ?? [x, y];
      const length = Math.hypot(toX - x, toY - y);
      const pieces = Number.isFinite(length) ? Math.max(1, Math.ceil(length / 6)) : 1;
      return Array.from(
        { length: pieces },
        (_, piece): Point => [x + ((toX - x) * piece) / pieces || x, y + ((toY - y) * piece) / pieces || y],
      );
    });
  });
}

/**
 * The shortest move to a place where a label touches no other text: to the other side of the line or point that it names, along the
 * line, and last away from it.
 */
function freePlace(
  box: Box,
  taken: readonly Box[],
  page: Box,
  plot: Box,
  [x, y]: readonly [number, number],
  [slidesX, slidesY]: readonly [boolean, boolean],
  ink: readonly Point[],
): readonly [number, number] | undefined {
  const height = box.bottom - box.top;
  const flipX = 2 * x - box.left - box.right;
  const flipY = 2 * y - box.top - box.bottom;
  const steps = [0, 1, -1, 2, -2, 3, -3, 4, -4, 6, -6, 8, -8, 10, -10, 12, -12];
  const acrosses = [
    ...steps.map((step) => (step * (plot.right - plot.left)) / 16),
    ...(slidesX ? [] : [flipX]),
  ];
  const downs = [...steps.map((step) => step * (height / 2 + 1)), ...(slidesY ? [] : [flipY])];
  const choices = acrosses.flatMap((across) =>
    downs.map((down) => {
      const [inX, inY] = intoFrame(moved(box, across, down), page);
      const move = [across + inX, down + inY] as const;
      const flips =
        (!slidesX && across === flipX ? 0.8 * Math.abs(flipX) : 0) +
        (!slidesY && down === flipY ? 0.8 * Math.abs(flipY) : 0);
      return {
        move,
        cost: Math.abs(move[0]) * (slidesX ? 0.3 : 1.5) + Math.abs(move[1]) * (slidesY ? 0.3 : 1.5) - flips,
      };
    }),
  );
  choices.sort((a, b) => a.cost - b.cost);
  let best: { readonly move: readonly [number, number]; readonly cost: number } | undefined;
  for (const { move, cost } of choices) {
    // The rest costs more even where it covers nothing.
    if (best !== undefined && cost >= best.cost) break;
    const there = moved(box, ...move);
    if (!inside(there, page) || taken.some((other) => overlap(other, there))) continue;
    const whole = cost + 6 * covered(there, ink);
    if (best === undefined || whole < best.cost) best = { move, cost: whole };
  }
  return best?.move;
}

/** How many points lie under a label, as far as it matters. */
function covered(box: Box, ink: readonly Point[]): number {
  let count = 0;
  for (const [x, y] of ink) {
    if (x > box.left - 2 && x < box.right + 2 && y > box.top - 1 && y < box.bottom + 1) count++;
    if (count === 12) break;
  }
  return count;
}
