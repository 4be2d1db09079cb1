import type { PlotPanel, Trace } from '../figure.js';
import type { Sentence } from '../sentences/rule.js';
import { type Colour, ink } from '../theme.js';
import { lineLabels } from './line-labels.js';
import { modelMarks } from './model-marks.js';

/** A number along a setting. */
export interface FindingPoint {
  readonly at: number;
  readonly value: number;
  /** Three standard errors, where it was estimated. */
  readonly margin?: number;
}

/** Findings of one kind along a setting. */
export interface FindingLine {
  readonly name: string;
  readonly colour: Colour;
  readonly points: readonly FindingPoint[];
  readonly dash?: 'solid' | 'dash' | 'dot';
  /** Theory has no marks. */
  readonly isTheory?: true;
  /** Whether the models of the points are known not to have converged. */
  readonly open?: readonly boolean[];
}

/** What a panel of such lines is, and what stands on its axes. */
export interface FindingPanel {
  readonly id: string;
  readonly title: string;
  readonly summary: Sentence;
  /** Of one point, after its name; with D3’s format. */
  readonly shown: string;
  readonly lines: readonly FindingLine[];
  readonly xaxis: PlotPanel['layout'];
  readonly yaxis: PlotPanel['layout'];
  /** The least and greatest value on the upward axis, which is linear. */
  readonly range: readonly [low: number, high: number];
  /** The place of a value along the axis: on a logarithmic one its decimal logarithm. */
  readonly place: (at: number) => number;
  readonly shapes?: readonly PlotPanel['layout'][];
  readonly notes?: readonly PlotPanel['layout'][];
}

/** A panel of lines of findings along a setting, each with its name beside it. */
export function findingPanel(panel: FindingPanel): PlotPanel<Sentence> {
  const { id, title, summary, lines, xaxis, yaxis, range, place, shapes = [], notes = [] } = panel;
  const labelled = lines.map(({ name, colour, points }) => ({
    text: name,
    colour,
    points: points.map(({ at, value }) => [place(at), value] as const),
  }));
  return {
    kind: 'plot',
    id,
    title,
    summary,
    width: 'half',
    aspect: 0.62,
    traces: lines.map((line) => traceOf(line, panel.shown)),
    layout: {
      showlegend: false,
      xaxis,
      yaxis: { ...yaxis, range: [...range], zeroline: false },
      shapes: [...shapes],
      annotations: [...(lines.length > 1 ? lineLabels(labelled, [], range) : []), ...notes],
    },
  };
}

function traceOf(
  { name, colour, points, dash = 'solid', isTheory, open }: FindingLine,
  shown: string,
): Trace {
  const margins = points.map(({ margin = 0 }) => margin);
  return {
    type: 'scatter',
    mode: isTheory ? 'lines' : 'lines+markers',
    name,
    x: points.map(({ at }) => at),
    y: points.map(({ value }) => value),
    line: { color: isTheory ? ink : colour, width: isTheory ? 1.5 : 1.75, dash },
    ...(isTheory ? {} : { marker: modelMarks({ colour, size: 8, open: open ?? points.map(() => false) }) }),
    ...(margins.some((margin) => margin > 0) && {
      error_y: { type: 'data', array: margins, thickness: 1.25, width: 0, color: colour },
    }),
    hovertemplate: `${name}: ${shown}<extra></extra>`,
  };
}

/** The range of an upward axis that shows all values, and those that it must show, with some room. */
export function rangeOf(lines: readonly FindingLine[], least: readonly number[]): readonly [number, number] {
  const values = [
    ...least,
    ...lines.flatMap(({ points }) =>
      points.flatMap(({ value, margin = 0 }) => [value - margin, value + margin]),
    ),
  ];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.12 * (high > low ? high - low : 1);
  return [low === 0 ? 0 : low - room, high + room];
}
