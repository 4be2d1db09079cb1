import {
  type OrderParameter,
  orderParameters,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import type { FeatureGains } from '@superposition/analyses/internal/sweeps/feature-gains';
import type { SweepSummary, SweepSummaryPoint } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { FigureTable, PlotPanel, Trace } from '../figure.js';
import { gainsOfColumns } from '../sentences/gain-columns.js';
import { shownModels } from '../sentences/model.js';
import type { Sentence } from '../sentences/rule.js';
import { gaugesCompared, linesAtEnds } from '../sentences/sweep-findings.js';
import { superscript, withDeviation } from '../text/format.js';
import { sweptAt, sweptNotation } from '../text/swept-notation.js';
import { type Colour, four, ink3, tint } from '../theme.js';
import { gainsPanel } from './gain-columns.js';
import { levelAcross, levelName, note, dashedUp } from './levels.js';
import { lineLabels, widestGap } from './line-labels.js';
import { modelMarks } from './model-marks.js';
import { decimalLogarithm, ratioAxis } from './ratio-axis.js';
import { sweptAxis } from './swept-axis.js';

/** A loss along a sweep, relative to that of the naive solution. */
export interface LossLine {
  readonly sweep: SweepSummary;
  readonly id: OrderParameter;
  readonly name: string;
  readonly dash: 'solid' | 'dash' | 'dot';
  /** Lines of a second sweep are thinner. */
  readonly isThin?: boolean;
}

/** The losses of a sweep: the trained one, where it differs from the others, and the squared errors. */
export function lossLines(sweep: SweepSummary, setting: SweptSetting): readonly LossLine[] {
  const exponent = sweep.points[0]?.settings.lossExponent;
  const trained: readonly LossLine[] =
    setting === 'lossExponent' || exponent === undefined || exponent === 2
      ? []
      : [
          {
            sweep,
            id: 'relative.lq.active',
            name: `|error|${superscript(exponent)}, active`,
            dash: 'dot',
          },
        ];
  return [
    ...trained,
    { sweep, id: 'relative.mse.active', name: '|error|², active', dash: 'solid' },
    { sweep, id: 'relative.mse.all', name: '|error|², all', dash: 'dash' },
  ];
}

/** Every order parameter of the table, in the order of its columns: both gauges only where they differ. */
export function shownIdsOf(sweeps: readonly SweepSummary[]): readonly OrderParameter[] {
  return [
    'relative.mse.active',
    'relative.mse.all',
    'relative.lq.active',
    'gain.positive',
    'output.minusOne',
    'gain.spread',
    'neuronUsage.mean',
    ...(gaugesCompared(sweeps).agree ? [] : (['balanced.neuronUsage.mean'] as const)),
  ];
}

export interface LossesPanel {
  readonly lines: readonly LossLine[];
  readonly setting: SweptSetting;
  readonly own: SweptSettings;
  /** Whether the models of a point are known not to have converged; their marks are rings. */
  readonly isUnconverged: (settings: SweptSettings) => boolean;
  /** Of lines of two sweeps: what tells the thin ones. The panel then has the width of the figure. */
  readonly thin?: string;
}

/** The models of a point: all lines have as many. */
function whoseLosses(lines: readonly LossLine[], setting: SweptSetting): string {
  const [first] = lines;
  if (first === undefined) return '';
  const { seeds, points } = first.sweep;
  const steps = setting === 'steps' ? null : (points[0]?.settings.steps ?? null);
  return shownModels(seeds[0]!, steps, seeds.length) + (seeds.length > 1 ? ' each' : '');
}

/** Losses relative to the naive solution, a line each. The setting of the report is marked, if the sweep passes through it. */
export function lossesPanel({ lines, setting, own, isUnconverged, thin }: LossesPanel): PlotPanel<Sentence> {
  const values = [
    ...new Set(lines.flatMap(({ sweep }) => sweep.points.map(({ settings }) => settings[setting]))),
  ].sort((a, b) => a - b);
  const ratios = lines.flatMap(({ sweep, id }) =>
    sweep.points.flatMap(({ parameters }) => [parameters[id].mean, ...parameters[id].seeds]),
  );
  const { axis: up, low, high } = ratioAxis('loss / naive', ratios);
  const ends = [decimalLogarithm(low), decimalLogarithm(high)] as const;
  const { logarithmic } = sweptNotation[setting];
  const place = (value: number) => (logarithmic ? decimalLogarithm(value) : value);
  const isPassed = lines.some(({ sweep }) => passesThrough(sweep, setting, own));
  const drawn = lines.map(({ sweep, id, name }) => ({
    text: name,
    colour: four,
    points: sweep.points.flatMap(({ settings, parameters }) => {
      const { mean } = parameters[id];
      return mean === null || !(mean > 0)
        ? []
        : [[place(settings[setting]), decimalLogarithm(mean)] as const];
    }),
  }));
  const at = place(own[setting]);
  const reach = at + 0.35 * (place(values.at(-1) ?? 1) - place(values[0] ?? 1));
  return {
    kind: 'plot',
    id: 'losses',
    title: `Loss divided by that of the naive solution, ${whoseLosses(lines, setting)}${thin === undefined ? '' : `; thin lines: ${thin}`}`,
    summary: linesAtEnds(lines, setting),
    width: thin === undefined ? 'half' : 'full',
    aspect: thin === undefined ? 0.66 : 0.4,
    traces: [
      ...lines.flatMap((line) => seedBand(line, setting)),
      ...lines.map((line) => meanLine(line, setting, isUnconverged)),
    ],
    layout: {
      showlegend: false,
      xaxis: sweptAxis(setting, values, own[setting]),
      yaxis: up,
      shapes: [levelAcross(1), ...(isPassed ? [dashedUp(own[setting])] : [])],
      annotations: [
        ...lineLabels(drawn, [0], ends),
        levelName('naive', 0),
        ...(isPassed
          ? [note(ownNote(setting), [at, widestGap(drawn, [0], [at, reach], ends)], ['left', 'middle'], ink3)]
          : []),
      ],
    },
  };
}

/** The words beside the line at the report's own value. The models of a sweep have more steps than those of the report. */
function ownNote(setting: SweptSetting): string {
  return setting === 'steps' ? 'this report' : `${sweptNotation[setting].symbol} of this report`;
}

/** Whether a point of the sweep has all settings of the report, steps apart. */
function passesThrough({ points }: SweepSummary, setting: SweptSetting, own: SweptSettings): boolean {
  const compared = (['neurons', 'activeProbability', 'lossExponent'] as const).filter(
    (each) => each !== setting,
  );
  return points.some(({ settings }) => [setting, ...compared].every((each) => settings[each] === own[each]));
}

function meanLine(
  { sweep, id, name, dash, isThin = false }: LossLine,
  setting: SweptSetting,
  isUnconverged: LossesPanel['isUnconverged'],
): Trace {
  const { points } = sweep;
  const { symbol } = sweptNotation[setting];
  const open = points.map(({ settings }) => isUnconverged(settings));
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: points.map(({ settings }) => settings[setting]),
    y: points.map(({ parameters }) => parameters[id].mean),
    line: { color: four, width: isThin ? 1.25 : 2.25, dash },
    marker: modelMarks({ colour: four, size: isThin ? 5.5 : 7.5, open }),
    hovertemplate: `${name} at ${symbol} = %{x}: %{y:.4g}<extra></extra>`,
  };
}

/** From the least to the greatest seed. */
function seedBand({ sweep, id, name }: LossLine, setting: SweptSetting): readonly Trace[] {
  const known = sweep.points.flatMap(({ settings, parameters }) => {
    const seeds = parameters[id].seeds.filter((seed) => seed !== null);
    return seeds.length < 2
      ? []
      : [{ at: settings[setting], low: Math.min(...seeds), high: Math.max(...seeds) }];
  });
  if (known.length < 2) return [];
  const back = [...known].reverse();
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name: `${name}, seeds`,
      x: [...known, ...back].map(({ at }) => at),
      y: [...known.map(({ high }) => high), ...back.map(({ low }) => low)],
      fill: 'toself',
      fillcolor: tint,
      line: { width: 0, color: tint },
      hoverinfo: 'skip',
    },
  ];
}

/** The gains of a sweep, and how its columns look. */
export interface GainsOfSweep {
  readonly id: string;
  readonly gains: FeatureGains;
  /** What tells it from another sweep of the figure. */
  readonly name?: string;
  readonly colour: (settings: SweptSettings) => Colour;
}

/** The gain of each feature at each point: a panel for each sweep, all of them on the same axes. */
export function sweptGainsPanels(
  sweeps: readonly GainsOfSweep[],
  setting: SweptSetting,
  own: SweptSettings,
): readonly PlotPanel<Sentence>[] {
  const { name: across, show } = sweptNotation[setting];
  const points = sweeps.flatMap(({ gains }) => gains.points);
  const values = [...new Set(points.map(({ settings }) => settings[setting]))].sort((a, b) => a - b);
  const also = points.flatMap(({ gains }) => gains);
  return sweeps.map(({ id, gains, name, colour }) => {
    const columns = gains.points.map(({ settings, gains: each }) => ({
      at: settings[setting],
      name: `${sweptAt(setting, settings[setting])}${name === undefined ? '' : `, ${name}`}`,
      gains: each,
      colour: colour(settings),
    }));
    const steps = setting === 'steps' ? null : (gains.points[0]?.settings.steps ?? null);
    return gainsPanel({
      id,
      title: `Gain of each feature, ${name === undefined ? '' : `${name}, `}${shownModels(gains.seed, steps)}`,
      summary: gainsOfColumns(columns),
      across,
      also,
      columns: values.map((value) => ({
        tick: show(value),
        isOwn: value === own[setting],
        ...columns.find(({ at }) => at === value),
      })),
    });
  });
}

/** The numbers of a line, a row a point. */
export function sweepTable(
  { points, seeds }: SweepSummary,
  setting: SweptSetting,
  ids: readonly OrderParameter[],
): FigureTable {
  const { symbol, show } = sweptNotation[setting];
  return {
    title: seeds.length > 1 ? 'Mean over seeds ± standard deviation' : 'One seed',
    columns: [symbol, ...ids.map((id) => orderParameters[id].title)],
    rows: points.map(({ settings, parameters }) => [
      show(settings[setting]),
      ...ids.map((id) => cell(parameters[id])),
    ]),
  };
}

function cell({ mean, sd }: SweepSummaryPoint['parameters'][OrderParameter]): string {
  return mean === null ? 'n/a' : withDeviation(mean, sd);
}
