import type { PlotPanel, Trace } from '../../figure.js';
import { defaultStyle } from '../../plot/default-style.js';
import { type Box, boxOf } from '../../svg/boxes.js';
import { type Geometry, geometry } from '../../svg/geometry.js';
import { labelsOf } from '../../svg/labels.js';
import { hasDrawing } from '../../svg/read-panel.js';
import { visibleTraces } from '../../svg/read-traces.js';

/** The ends of both axes, in their places, as Plotly has them after a zoom. */
export interface Ranges {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** A plot as it is in the page: what lies where. */
export interface Frame {
  readonly geometry: Geometry;
  readonly traces: readonly Trace[];
  /** Texts on which nothing should be put. */
  readonly texts: readonly Box[];
  /** The pixels of places along the axes, in the drawing. */
  readonly x: (place: number) => number;
  readonly y: (place: number) => number;
}

type Drawn = Omit<Frame, 'x' | 'y'>;

const known = new WeakMap<PlotPanel, Map<string, Drawn>>();

/**
 * The frame of a panel, as wide as its drawing. It follows from the panel as the drawing and Plotly do, so that marks above them agree
 * with both. Undefined for a panel that has no drawing.
 *
 * @param ranges where Plotly has taken over
 */
export function frameOf(
  panel: PlotPanel,
  { width, view, ranges }: { width: number; view: string | undefined; ranges: Ranges | undefined },
): Frame | undefined {
  if (!hasDrawing(panel)) return undefined;
  const frames = known.get(panel) ?? new Map<string, Drawn>();
  known.set(panel, frames);
  const key = `${width} ${view}`;
  const drawn = frames.get(key) ?? draw(panel, width, view);
  frames.set(key, drawn);
  const { plot, x, y } = drawn.geometry;
  return {
    ...drawn,
    x: ranges === undefined ? x.pixel : linear(ranges.x, [plot.left, plot.right]),
    y: ranges === undefined ? y.pixel : linear(ranges.y, [plot.bottom, plot.top]),
  };
}

function draw(panel: PlotPanel, width: number, view: string | undefined): Drawn {
  const places = geometry(panel, { width, view, style: defaultStyle });
  const { annotations, marks } = labelsOf(places, defaultStyle);
  return {
    geometry: places,
    traces: visibleTraces(panel, view),
    texts: [...annotations, ...marks].map(({ text }) => boxOf(text)),
  };
}

function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (place: number) => number {
  return (place) => start + ((place - from) * (end - start)) / (to - from || 1);
}
