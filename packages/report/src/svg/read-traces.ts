import type { PlotPanel, Trace } from '../figure.js';
import type { ColourScale } from '../theme.js';
import { turnColours } from './colour.js';
import { type Hatch, readHatch } from './hatch.js';
import { type Attributes, attributesOf, eachOr, listOf, numberOf, numberOr, textOr } from './values.js';

/** A place along an axis as a trace gives it: a number, or the name of a category. */
export type Place = number | string;

/** How far a bar of uncertainty goes from each mark, up or to the right and down or to the left. */
export interface Whiskers {
  readonly plus: readonly number[];
  readonly minus: readonly number[];
  readonly colour: string;
  readonly width: number;
}

interface Common {
  readonly name: string;
  readonly inLegend: boolean;
  readonly opacity: number;
  readonly x: readonly Place[];
  readonly y: readonly Place[];
  readonly texts: readonly string[];
  readonly textSize: number;
  readonly textColour: (index: number) => string | undefined;
  readonly textPosition: (index: number) => string;
  readonly errorX: Whiskers | undefined;
  readonly errorY: Whiskers | undefined;
}

export interface LineStyle {
  readonly colour: string;
  readonly width: number;
  readonly dash: string;
  readonly shape: string;
}

/** Points, joined or not. */
export interface ScatterTrace extends Common {
  readonly kind: 'scatter';
  readonly line: LineStyle | undefined;
  readonly connectGaps: boolean;
  readonly markers: Markers | undefined;
  readonly fill: string | undefined;
  readonly fillColour: string;
  readonly hatch: Hatch | undefined;
  /** Half the height of the strip, in units of the upward axis, in which the marks stand beside each other. */
  readonly swarm: number | undefined;
}

export interface Markers {
  readonly colour: (index: number) => string;
  readonly size: (index: number) => number;
  readonly symbol: (index: number) => string;
  readonly opacity: number;
  readonly edge: { readonly colour: string; readonly width: number };
}

export interface BarTrace extends Common {
  readonly kind: 'bar';
  readonly horizontal: boolean;
  /** Widths in units of the axis, where the trace gives them. */
  readonly widths: ((index: number) => number) | undefined;
  readonly base: number;
  readonly colour: (index: number) => string;
  readonly edge: { readonly colour: string; readonly width: number };
}

export interface HeatmapTrace {
  readonly kind: 'heatmap';
  readonly name: string;
  readonly inLegend: false;
  readonly x: readonly Place[];
  readonly y: readonly Place[];
  readonly rows: readonly (readonly number[])[];
  readonly low: number;
  readonly high: number;
  readonly scale: ColourScale | undefined;
  readonly gap: readonly [x: number, y: number];
  readonly bar: Attributes | undefined;
}

export type ReadTrace = ScatterTrace | BarTrace | HeatmapTrace;

/** The types of traces that have a drawing as SVG. */
const drawnTypes = ['scatter', 'scattergl', 'bar', 'heatmap'] as const;

/** Whether a panel has a drawing as SVG: all of its traces are of these types, and on one pair of axes. */
export function hasDrawing({ traces, views, layout }: PlotPanel): boolean {
  const all = [...(traces ?? []), ...Object.values(views ?? {}).flat()];
  return (
    all.every(
      ({ type = 'scatter', xaxis = 'x', yaxis = 'y' }: Partial<Trace>) =>
        (drawnTypes as readonly string[]).includes(type) && xaxis === 'x' && yaxis === 'y',
    ) && !Object.keys(layout ?? {}).some((name) => /^[xy]axis\d/.test(name))
  );
}

/** The traces of a panel that are visible, of one of its views if it has views. */
export function visibleTraces(panel: PlotPanel, view: string | undefined): readonly Trace[] {
  const views = panel.views ?? {};
  const chosen = view !== undefined && Object.hasOwn(views, view) ? views[view]! : Object.values(views)[0];
  return (chosen ?? panel.traces ?? []).filter(({ visible }) => visible !== false);
}

/** The same, with every attribute that the drawing needs. @throws RangeError for a type that is not drawn */
export function readTraces(panel: PlotPanel, view: string | undefined): readonly ReadTrace[] {
  const traces = visibleTraces(panel, view);
  const several = traces.filter(({ showlegend }) => showlegend !== false).length > 1;
  const shown = panel.layout?.['showlegend'];
  const legend = typeof shown === 'boolean' ? shown : several;
  return traces.map((trace, index) => {
    const { type = 'scatter' } = trace as Partial<Trace>;
    const colour = turnColours[index % turnColours.length]!;
    if (type === 'heatmap') return readHeatmap(trace);
    if (type === 'bar') return readBar(trace, colour, legend);
    if (type === 'scatter' || type === 'scattergl') return readScatter(trace, colour, legend);
    throw new RangeError(
      `panel '${panel.id}' has a trace of type '${type}', which has no drawing as SVG: only ${drawnTypes.join(', ')} have`,
    );
  });
}

function common(trace: Trace, legend: boolean): Common {
  const [x, y] = [placesOf(trace['x']), placesOf(trace['y'])];
  const count = Math.max(x?.length ?? 0, y?.length ?? 0);
  const counted = Array.from({ length: count }, (_, index) => index);
  const font = attributesOf(trace['textfont']);
  const text = listOf(trace['text']);
  return {
    name: textOr(trace['name'], ''),
    inLegend: legend && trace['showlegend'] !== false,
    opacity: numberOr(trace['opacity'], 1),
    x: x ?? counted,
    y: y ?? counted,
    texts:
      text === undefined
        ? typeof trace['text'] === 'string'
          ? counted.map(() => textOr(trace['text'], ''))
          : []
        : text.map((each) => (each === null || each === undefined ? '' : String(each))),
    textSize: numberOr(font['size'], 12),
    textColour: (index) => eachOr<string>(font['color'], index, textOr, '') || undefined,
    textPosition: (index) => eachOr<string>(trace['textposition'], index, textOr, ''),
    errorX: whiskers(trace['error_x']),
    errorY: whiskers(trace['error_y']),
  };
}

function placesOf(value: unknown): readonly Place[] | undefined {
  return listOf(value)?.map((each) => (typeof each === 'string' ? each : numberOf(each)));
}

function whiskers(value: unknown): Whiskers | undefined {
  const { array, arrayminus, symmetric, color, thickness, visible } = attributesOf(value);
  const plus = listOf(array)?.map(numberOf);
  if (plus === undefined || visible === false) return undefined;
  const minus =
    symmetric === false || arrayminus !== undefined ? (listOf(arrayminus)?.map(numberOf) ?? []) : plus;
  return { plus, minus, colour: textOr(color, '#444444'), width: numberOr(thickness, 2) };
}

function edgeOf(value: unknown): { readonly colour: string; readonly width: number } {
  const { color, width } = attributesOf(value);
  return { colour: textOr(color, '#444444'), width: numberOr(width, 0) };
}

function readScatter(trace: Trace, own: string, legend: boolean): ScatterTrace {
  const shared = common(trace, legend);
  const mode = textOr(trace['mode'], shared.x.length < 20 ? 'lines+markers' : 'lines');
  const [marker, line] = [attributesOf(trace['marker']), attributesOf(trace['line'])];
  const markerColour = typeof marker['color'] === 'string' ? marker['color'] : own;
  const colour = textOr(
    line['color'],
    mode.includes('lines') && marker['color'] !== undefined ? markerColour : own,
  );
  const fill = textOr(trace['fill'], 'none');
  return {
    ...shared,
    texts: mode.includes('text') ? shared.texts : [],
    kind: 'scatter',
    line: mode.includes('lines')
      ? {
          colour,
          width: numberOr(line['width'], 2),
          dash: textOr(line['dash'], 'solid'),
          shape: textOr(line['shape'], 'linear'),
        }
      : undefined,
    connectGaps: trace['connectgaps'] === true,
    markers: mode.includes('markers')
      ? {
          colour: (index) => eachOr<string>(marker['color'], index, textOr, colour),
          size: (index) => eachOr(marker['size'], index, numberOr, 6),
          symbol: (index) => eachOr<string>(marker['symbol'], index, textOr, 'circle'),
          opacity: numberOr(marker['opacity'], 1),
          edge: edgeOf(marker['line']),
        }
      : undefined,
    fill: fill === 'none' ? undefined : fill,
    fillColour: textOr(trace['fillcolor'], colour),
    hatch: readHatch(trace['fillpattern'], textOr(trace['fillcolor'], colour)),
    swarm: numberOf(attributesOf(trace['meta'])['swarm']) || undefined,
  };
}

function readBar(trace: Trace, own: string, legend: boolean): BarTrace {
  const marker = attributesOf(trace['marker']);
  const width = trace['width'];
  return {
    ...common(trace, legend),
    kind: 'bar',
    horizontal: trace['orientation'] === 'h',
    widths: width === undefined ? undefined : (index) => eachOr(width, index, numberOr, 1),
    base: numberOr(trace['base'], 0),
    colour: (index) => eachOr<string>(marker['color'], index, textOr, own),
    edge: edgeOf(marker['line']),
  };
}

function readHeatmap(trace: Trace): HeatmapTrace {
  const rows = (listOf(trace['z']) ?? []).map((row) => (listOf(row) ?? []).map(numberOf));
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  const values = rows.flat().filter(Number.isFinite);
  // A spread of all values would be too many arguments for one call.
  const end = (choose: (a: number, b: number) => number) =>
    values.length === 0 ? 0 : values.reduce((a, b) => choose(a, b));
  const low = numberOr(trace['zmin'], end(Math.min));
  return {
    kind: 'heatmap',
    name: textOr(trace['name'], ''),
    inLegend: false,
    x: placesOf(trace['x']) ?? Array.from({ length: columns }, (_, index) => index),
    y: placesOf(trace['y']) ?? rows.map((_, index) => index),
    rows,
    low,
    high: Math.max(low, numberOr(trace['zmax'], end(Math.max))),
    scale: Array.isArray(trace['colorscale']) ? (trace['colorscale'] as unknown as ColourScale) : undefined,
    gap: [numberOr(trace['xgap'], 0), numberOr(trace['ygap'], 0)],
    bar: trace['showscale'] === false ? undefined : attributesOf(trace['colorbar']),
  };
}
