import type { PlotPanel } from '../figure.js';
import { AttributeReader } from './attribute-reader.js';
import { placesAlong, type ReadAxis, readAxis } from './read-axis.js';
import {
  type BarSettings,
  type Label,
  leaveFrame,
  readBarSettings,
  readLabels,
  readLegend,
  readShapes,
  type Shape,
} from './read-layout.js';
import { hasGaps } from './read-scatter.js';
import { type ReadTrace, readTraces, visibleTraces } from './read-traces.js';
import { attributesOf } from './values.js';

/** Everything that is drawn of a panel. */
export interface ReadPanel {
  readonly traces: readonly ReadTrace[];
  readonly x: ReadAxis;
  readonly y: ReadAxis;
  readonly shapes: readonly Shape[];
  readonly labels: readonly Label[];
  readonly bars: BarSettings;
  readonly legendReversed: boolean;
  /** The places of what the panel has and a drawing would show otherwise than Plotly does. */
  readonly unknown: readonly string[];
}

/** Reads a panel, of its views one. */
export function readPanel(panel: PlotPanel, view: string | undefined): ReadPanel {
  const unknown: string[] = [];
  const layout = new AttributeReader(attributesOf(panel.layout), 'layout');
  const legend = readLegend(layout);
  const readings = readTraces(visibleTraces(panel, view), legend.shown, unknown);
  const traces = readings.map(({ trace }) => trace);
  const shapes = readShapes(layout);
  const axis = (name: 'x' | 'y') => readAxis(layout.part(`${name}axis`), name, traces, shapes);
  const [x, y] = [axis('x'), axis('y')];
  const bars = readBarSettings(layout);
  leaveFrame(layout);
  const read = { traces, x, y, shapes, labels: readLabels(layout), bars };
  for (const [index, { trace, reader }] of readings.entries())
    for (const name of conflicts(trace, traces.slice(0, index), read)) reader.refuse(name);
  return {
    ...read,
    legendReversed: legend.reversed,
    unknown: [...unknown, ...readings.flatMap(({ reader }) => reader.rest()), ...layout.rest()],
  };
}

/** What no drawing as SVG shows as Plotly does, in any view of a panel; empty for a panel that has a drawing. */
export function undrawn(panel: PlotPanel): readonly string[] {
  const views = panel.views === undefined ? [undefined] : Object.keys(panel.views);
  return [...new Set(views.flatMap((view) => readPanel(panel, view).unknown))];
}

/** Whether a panel has a drawing as SVG. Plotly alone draws the others. */
export function hasDrawing(panel: PlotPanel): boolean {
  return undrawn(panel).length === 0;
}

/** Attributes of a trace that have no drawing beside the other traces and on these axes. */
function conflicts(
  trace: ReadTrace,
  before: readonly ReadTrace[],
  { traces, x, y, bars }: Pick<ReadPanel, 'traces' | 'x' | 'y' | 'bars'>,
): readonly string[] {
  if (trace.kind === 'heatmap') {
    return [
      // One filter colours the image, and one bar explains it.
      ...(before.some(({ kind }) => kind === 'heatmap') ? ['type'] : []),
      ...(isEven(x, trace.x) ? [] : ['x']),
      ...(isEven(y, trace.y) ? [] : ['y']),
    ];
  }
  if (trace.kind === 'scatter') {
    if (trace.errorX !== undefined && x.type === 'category') return ['error_x'];
    if (trace.errorY !== undefined && y.type === 'category') return ['error_y'];
    if (trace.fill?.to === 'tozeroy') return y.type === 'category' ? ['fill'] : [];
    if (trace.fill?.to !== 'tonexty') return [];
    const lower = before.findLast(({ kind }) => kind === 'scatter');
    return lower === undefined || (lower.kind === 'scatter' && hasGaps(lower) && !lower.connectGaps)
      ? ['fill']
      : [];
  }
  const [count, value] = trace.horizontal ? [y, x] : [x, y];
  const all = traces.filter((each) => each.kind === 'bar');
  const isStacked = bars.mode === 'stack' || bars.mode === 'relative';
  const whiskers = trace.errorX ?? trace.errorY;
  return [
    ...(all.some(({ horizontal }) => horizontal !== trace.horizontal) ? ['orientation'] : []),
    ...(count.type === 'log' || value.type === 'category' || (value.type === 'log' && isStacked)
      ? ['type']
      : []),
    ...(trace.base !== 0 && (isStacked || value.type === 'log') ? ['base'] : []),
    ...(trace.widths !== undefined && bars.mode === 'group' && all.length > 1 ? ['width'] : []),
    // Bars beside each other have moved along the other axis, and such a line with them.
    ...((trace.horizontal ? trace.errorY : trace.errorX) === undefined
      ? []
      : [trace.horizontal ? 'error_y' : 'error_x']),
    // The line begins at the end of the bar, which is not its value there.
    ...(whiskers !== undefined && (isStacked || trace.base !== 0) ? ['error_y'] : []),
    ...(trace.texts.length > 0 && trace.base !== 0 ? ['text'] : []),
  ];
}

/** Whether cells around these places are equally large. */
function isEven(axis: ReadAxis, given: ReadTrace['x']): boolean {
  if (axis.type === 'log') return false;
  const places = placesAlong(axis, given);
  const step = places.length > 1 ? (places.at(-1)! - places[0]!) / (places.length - 1) : 1;
  // In shares of a cell.
  return places.every((place, index) => Math.abs((place - places[0]!) / step - index) < 1e-6);
}
