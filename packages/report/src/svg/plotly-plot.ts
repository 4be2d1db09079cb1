import type { PlotPanel, Trace } from '../figure.js';
import { inScheme, type Scheme } from '../plot/in-scheme.js';
import { type PlotLayout, type PlotStyle, styledLayout } from '../plot/styled-layout.js';
import { leaderPoints } from './annotations.js';
import { boxOf } from './boxes.js';
import { type AxisGeometry, type Geometry, geometry, type GeometryRequest } from './geometry.js';
import { sizes } from './head.js';
import { type Labels, labelsOf } from './labels.js';
import { visibleTraces } from './read-traces.js';
import { attributesOf, listOf } from './values.js';

/** Data and layout for Plotly. */
export interface PlotlyPlot {
  readonly data: Record<string, unknown>[];
  readonly layout: PlotLayout;
}

/**
 * A panel for Plotly, with the margins, ranges, ticks and places of labels that the SVG has. What stands around the plot, its legend,
 * the colour bar and the titles of the axes, is not in it: it stays as the SVG has drawn it. After a zoom the axes need `freeTicks`.
 */
export function plotlyPlot(
  panel: PlotPanel,
  request: GeometryRequest & { readonly scheme: Scheme },
): PlotlyPlot {
  const { scheme } = request;
  const style = inScheme(request.style, scheme);
  const drawn = inScheme(panel, scheme);
  const places = geometry(drawn, { ...request, style });
  const labels = labelsOf(places, style);
  return {
    data: dataOf(drawn, request.view, places, labels),
    layout: layoutOf(drawn, places, labels, style),
  };
}

/** The change of a layout after which Plotly chooses the ticks of both axes, as it must when a reader has zoomed. */
export const freeTicks = { 'xaxis.tickmode': 'auto', 'yaxis.tickmode': 'auto' } as const;

function layoutOf(panel: PlotPanel, places: Geometry, labels: Labels, style: PlotStyle): PlotLayout {
  const { width, height, plot } = places;
  const styled = styledLayout({ ...panel.layout }, style);
  return {
    ...styled,
    autosize: false,
    width,
    height,
    margin: {
      l: plot.left,
      r: width - plot.right,
      t: plot.top,
      b: height - plot.bottom,
      pad: 0,
      autoexpand: false,
    },
    showlegend: false,
    xaxis: axisOf(attributesOf(styled['xaxis']), places.x),
    yaxis: axisOf(attributesOf(styled['yaxis']), places.y),
    annotations: placedAnnotations(places, labels, style.muted),
    ...(styled['shapes'] !== undefined && { shapes: shapesOf(styled['shapes'], places) }),
  };
}

/** Plotly draws what refers to the paper below the grid, whatever its layer; so such ends get their values on the axes. */
function shapesOf(shapes: unknown, places: Geometry): readonly PlotLayout[] {
  return (listOf(shapes) ?? []).map((each) => {
    const shape = attributesOf(each);
    if (shape['layer'] !== 'between') return shape;
    const ends = (['x', 'y'] as const).flatMap((name) => {
      if (shape[`${name}ref`] !== 'paper') return [];
      const { read, range } = places[name];
      const [from, to] = range;
      const at = (end: 0 | 1) => {
        const place = from + Number(shape[name + end]) * (to - from);
        return [name + end, read.type === 'log' ? 10 ** place : place];
      };
      return [[`${name}ref`, name], at(0), at(1)];
    });
    return { ...shape, ...Object.fromEntries(ends) };
  });
}

function axisOf(styled: object, { read, range, ticks, angle }: AxisGeometry): PlotLayout {
  const value = (place: number) =>
    read.type === 'log' ? 10 ** place : read.type === 'category' ? read.categories[place] : place;
  const { dtick: _, rangemode: __, ...kept } = styled as Record<string, unknown>;
  return {
    ...kept,
    type: read.type,
    title: { text: '' },
    automargin: false,
    showline: false,
    // Labels keep their distance from the plot where there are no lines between them.
    ...(!read.ticks && { ticks: 'outside', tickcolor: 'rgba(0,0,0,0)' }),
    autorange: false,
    range: [...range],
    tickmode: 'array',
    tickvals: ticks.map(({ place }) => value(place)),
    ticktext: ticks.map(({ text }) => text),
    tickangle: angle,
    ...(read.type === 'category' && { categoryorder: 'array', categoryarray: [...read.categories] }),
  };
}

/** Plotly keeps this many pixels free around the words of a label. */
const border = 2;

const thinLeader = { arrowhead: 0, arrowwidth: 0.8, standoff: 0 } as const;

function placedAnnotations(
  { plot, x, y }: Geometry,
  { annotations }: Labels,
  arrowcolor: string,
): readonly PlotLayout[] {
  return annotations.flatMap((label): readonly PlotLayout[] => {
    const { source } = label;
    const box = boxOf(label.text);
    const point = (name: 'x' | 'y', axis: AxisGeometry, from: number, to: number) => {
      const { at: value, paper } = source[name];
      if (paper) return from + Number(value) * (to - from);
      return typeof value === 'string' ? axis.pixels([value])[0]! : axis.pixel(value);
    };
    const across = point('x', x, plot.left, plot.right);
    const down = point('y', y, plot.bottom, plot.top);
    const placed = {
      ...source.source,
      showarrow: false,
      xanchor: 'left',
      yanchor: 'middle',
      align: 'left',
      xshift: box.left - border - across,
      yshift: down - (box.top + box.bottom) / 2,
    };
    const leader = leaderPoints(label);
    if (leader === undefined) return [placed];
    // Plotly would let the leader begin at the anchor of the label.
    const from = { ax: leader[0][0] - across, ay: leader[0][1] - down, xshift: 0, yshift: 0 };
    const { xref, x: atX, yref, y: atY } = source.source;
    const place = { xref, x: atX, yref, y: atY };
    return [{ ...place, ...from, ...thinLeader, text: '\u200b', font: { size: 1 }, arrowcolor }, placed];
  });
}

function dataOf(
  panel: PlotPanel,
  view: string | undefined,
  { traces: read }: Geometry,
  { marks }: Labels,
): Record<string, unknown>[] {
  return visibleTraces(panel, view).map((trace, nth) => {
    if (trace.type === 'heatmap')
      return { ...trace, showscale: false, ...underPointer(trace), text: undefined };
    const texts = listOf(trace['text']);
    const own = read[nth]!;
    if (own.kind === 'scatter' && own.swarm !== undefined)
      return {
        ...trace,
        showlegend: false,
        y: own.y,
        marker: { ...attributesOf(trace['marker']), size: own.markers?.size(0) },
      };
    if (texts === undefined) return { ...trace, showlegend: false };
    const shown = marks.filter(({ trace: of }) => of === nth);
    const kept = new Set(shown.map(({ index }) => index));
    return {
      ...trace,
      showlegend: false,
      ...underPointer(trace),
      text: texts.map((text, index) => (kept.has(index) ? text : '')),
      textfont: { ...attributesOf(trace['textfont']), size: shown[0]?.text.size ?? sizes.text },
    };
  });
}

/** The words under the pointer, also of marks whose label is left out or drawn as SVG. */
function underPointer({ text, hovertemplate }: Trace): Record<string, unknown> {
  if (typeof hovertemplate !== 'string' || !hovertemplate.includes('%{text}')) return {};
  return { hovertext: text, hovertemplate: hovertemplate.replaceAll('%{text}', '%{hovertext}') };
}
