import type { GainLine, GainPoint } from '@superposition/analyses/internal/understanding/gain-line';
import type { PlotPanel, Trace } from '../figure.js';
import { gainErrorOf, isInDomain, type TheoryEvidence } from '../sentences/gain-theory.js';
import type { Sentence } from '../sentences/rule.js';
import { decimals, oneScale } from '../text/format.js';
import { sweptAt, sweptNotation } from '../text/swept-notation.js';
import { four, ink, ink2, ink3, paper, wash } from '../theme.js';
import { axis } from './axis.js';
import { note, zeroAcross } from './levels.js';
import { marginLabel } from './margin-label.js';
import { modelMarks } from './model-marks.js';
import { decimalLogarithm } from './ratio-axis.js';
import { sweptAxis } from './swept-axis.js';

/** A line of models along a setting. */
export interface TheoryLine {
  readonly setting: 'activeProbability' | 'neurons';
  readonly line: GainLine;
}

/** The words of the panels, and what is drawn beside their marks. */
export interface TheoryWords {
  readonly whose: string;
  readonly summary: Sentence;
  /** Up to which error the theory is said to hold. */
  readonly tolerance: number | null;
  /** Whether the models are known not to have converged. */
  readonly isOpen: boolean;
}

/**
 * The gain along a setting, with the theory as lines; below it, how far the theory is off, unless it can be compared with no model.
 */
export function theoryPanels(
  { setting, line }: TheoryLine,
  { whose, summary, tolerance, isOpen }: TheoryWords,
): readonly [gain: PlotPanel<Sentence>, error: PlotPanel<Sentence> | null] {
  const points = line.points.filter(({ gain }) => gain !== null);
  const at = ({ settings }: GainPoint) => settings[setting];
  const xs = points.map(at);
  const fixed = setting === 'neurons' ? 'activeProbability' : 'neurons';
  const where = points[0] === undefined ? '' : `, ${sweptAt(fixed, points[0].settings[fixed])}`;
  const xaxis = { ...sweptAxis(setting, xs), range: logRange(xs), showgrid: false };
  const theory = (name: string, of: (point: GainPoint) => number | null, dash: string): Trace => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: xs,
    y: points.map(of),
    line: { color: ink, width: 1.5, dash },
    hovertemplate: `${name}: %{y:.3f}<extra></extra>`,
  });
  const top = Math.max(
    0.1,
    ...points.flatMap(({ gain, measured, fourDesign }) => [gain!, measured ?? 0, fourDesign]),
  );
  const errors = points.map((point) => gainErrorOf(point));
  const known = errors.filter((error) => error !== null).map((error) => 100 * error);
  const [low, high] = [Math.min(-10, ...known), Math.max(10, ...known)];
  const room = 0.24 * (high - low);
  const shared = { kind: 'plot', width: 'half', summary } as const;
  const gains: PlotPanel<Sentence> = {
    ...shared,
    id: `gain-${setting}`,
    title: `Gain by ${setting === 'neurons' ? 'neurons' : 'density'}${where}, ${whose}`,
    aspect: 0.56,
    traces: [
      theory('4-design κ', ({ fourDesign }) => fourDesign, 'dot'),
      theory('measured κ', ({ measured }) => measured, 'solid'),
      ...marks(points, { setting, isOpen }, ({ gain }) => gain, '%{y:.3f}'),
    ],
    layout: {
      showlegend: false,
      xaxis,
      yaxis: axis('gain', { range: [0, 1.1 * top], zeroline: false }),
      shapes: [zeroAcross()],
      annotations: lineNames(points, setting, top, isOpen),
    },
  };
  if (known.length === 0) return [gains, null];
  return [
    gains,
    {
      ...shared,
      id: `error-${setting}`,
      title: `Theory ÷ trained − 1 by ${setting === 'neurons' ? 'neurons' : 'density'}, ${whose}`,
      aspect: 0.42,
      traces: [
        stems(points, setting),
        ...marks(points, { setting, isOpen }, (point) => percentOf(gainErrorOf(point)), '%{y:.1f} %'),
      ],
      layout: {
        showlegend: false,
        xaxis,
        yaxis: axis('%', { range: [low - room, high + room], zeroline: false }),
        shapes: [...(tolerance === null ? [] : [band(100 * tolerance)]), zeroAcross()],
        annotations: points.flatMap((point) => {
          const error = percentOf(gainErrorOf(point));
          if (error === null) return [];
          const text = `${error > 0.05 ? '+' : ''}${decimals(error, 1)}`;
          const side = error < -0.05 ? ('top' as const) : ('bottom' as const);
          return [
            {
              ...note(text, [decimalLogarithm(at(point)), error], ['center', side], ink2),
              yshift: side === 'top' ? -5 : 5,
              font: { color: ink2, size: 11 },
            },
          ];
        }),
      },
    },
  ];
}

function percentOf(error: number | null): number | null {
  return error === null ? null : 100 * error;
}

function logRange(values: readonly number[]): readonly [number, number] {
  const [low, high] = [decimalLogarithm(Math.min(...values)), decimalLogarithm(Math.max(...values))];
  const room = high > low ? 0.08 * (high - low) : 0.3;
  return [low - room, high + room];
}

function band(tolerance: number): PlotPanel['layout'] {
  const ends = { xref: 'paper', x0: 0, x1: 1, yref: 'y', y0: -tolerance, y1: tolerance };
  return { type: 'rect', ...ends, fillcolor: wash, line: { width: 0 }, layer: 'between' };
}

/** From nothing to the error of each point. */
function stems(points: readonly GainPoint[], setting: TheoryLine['setting']): Trace {
  const known = points.filter((point) => gainErrorOf(point) !== null);
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'error',
    x: known.flatMap(({ settings }) => [settings[setting], settings[setting], null]),
    y: known.flatMap((point) => [0, 100 * gainErrorOf(point)!, null]),
    line: { color: ink3, width: 1 },
    hoverinfo: 'skip',
  };
}

/** Discs where the theory should hold of models that may have converged, rings elsewhere. */
function marks(
  points: readonly GainPoint[],
  { setting, isOpen }: Pick<TheoryLine, 'setting'> & Pick<TheoryWords, 'isOpen'>,
  of: (point: GainPoint) => number | null,
  shown: string,
): readonly Trace[] {
  return [true, false].flatMap((isInside): readonly Trace[] => {
    const some = points.filter(
      (point) => isInDomain(point.settings, point.features) === isInside && of(point) !== null,
    );
    if (some.length === 0) return [];
    const { symbol } = sweptNotation[setting];
    return [
      {
        type: 'scatter',
        mode: 'markers',
        name: isInside ? 'trained' : 'outside the domain',
        x: some.map(({ settings }) => settings[setting]),
        y: some.map(of),
        marker: modelMarks({ colour: four, size: 9, open: some.map(() => isOpen || !isInside) }),
        hovertemplate: `${symbol} = %{x}: ${shown}<extra></extra>`,
      },
    ];
  });
}

function lineNames(
  points: readonly GainPoint[],
  setting: TheoryLine['setting'],
  top: number,
  isOpen: boolean,
) {
  const first = points[0];
  if (first === undefined || points.length < 2) return [];
  const last = points.at(-1)!;
  const falls = (last.measured ?? 0) < (first.measured ?? 0);
  const [name, legend] = falls ? ([1, 0] as const) : ([0, 1] as const);
  const words = (text: string, along: number, y: number, colour: typeof ink): PlotPanel['layout'] => ({
    ...note(text, [0, y], [along === 1 ? 'right' : 'left', 'middle'], colour),
    xref: 'paper',
    x: along,
  });
  return setting === 'neurons'
    ? [words('dotted: κ of a 4-design,<br>nothing measured', legend === 1 ? 0.02 : 1, 0.86 * top, ink2)]
    : [
        words('<b>theory, κ measured</b>', name, 1.03 * top, ink),
        ...(isOpen || points.every(({ settings, features }) => isInDomain(settings, features))
          ? []
          : [words('rings: outside its domain', legend, 0.12 * top, ink2)]),
      ];
}

/** The loss of a network beside that of two theories, as bars. */
export function lossBars({ losses }: TheoryEvidence, whose: string, summary: Sentence): PlotPanel<Sentence> {
  const bars = losses.flatMap(({ name, value, margin, isTheory }) =>
    value === null ? [] : [{ name, value, margin, isTheory }],
  );
  const rows = bars.map((_, row) => row);
  const values = bars.map(({ value }) => value);
  const shown = oneScale(values, 3);
  const most = Math.max(...bars.map(({ value, margin }) => value + margin));
  return {
    kind: 'plot',
    id: 'losses',
    title: `Loss over all entries, divided by p, ${whose}`,
    summary,
    width: 'full',
    aspect: 0.16,
    height: 58 + 26 * bars.length,
    traces: [true, false].map((isTheory) => {
      const some = rows.filter((row) => bars[row]!.isTheory === isTheory);
      return {
        type: 'bar',
        orientation: 'h',
        name: isTheory ? 'theory' : 'network',
        x: some.map((row) => values[row]!),
        y: some,
        width: 0.5,
        marker: isTheory ? { color: paper, line: { color: ink, width: 1.25 } } : { color: four },
        error_x: {
          type: 'data',
          array: some.map((row) => bars[row]!.margin),
          thickness: 1.5,
          width: 0,
          color: ink,
        },
        hovertemplate: '%{y}: %{x:.4f}<extra></extra>',
      } as const;
    }),
    layout: {
      showlegend: false,
      barmode: 'overlay',
      xaxis: axis('L4 / p', { range: [0, 1.08 * most], zeroline: false }),
      yaxis: axis('', {
        range: [bars.length - 0.5, -0.5],
        tickvals: rows,
        ticktext: bars.map(({ name }) => name),
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      annotations: bars.map(({ value, isTheory }, row) =>
        marginLabel(`<b>${shown(value)}</b>`, row, isTheory ? ink : four),
      ),
    },
  };
}
