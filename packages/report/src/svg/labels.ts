import type { PlotStyle } from '../plot/styled-layout.js';
import { type Annotation, annotationsOf } from './annotations.js';
import { boxOf, type Box, inside, overlap, type PlacedText } from './boxes.js';
import { inkOf } from './free-place.js';
import type { Geometry } from './geometry.js';
import { tickLabels } from './tick-labels.js';

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

export function labelsOf(geometry: Geometry, style: PlotStyle): Labels {
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
  const around = { taken, page, plot: geometry.plot, ink: inkOf(geometry) };
  const annotations = annotationsOf(geometry, style, around);
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
