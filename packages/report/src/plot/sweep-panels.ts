import {
  type OrderParameter,
  orderParameters,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { FigureTable, PlotPanel, Trace } from '../figure.js';
import type { Sentence } from '../sentences/rule.js';
import { endsOfLines } from '../sentences/sweep-findings.js';
import { withDeviation } from '../text/format.js';
import { sweptNotation } from '../text/swept-notation.js';
import {
  attenuationTeal,
  type Colour,
  guideGrey,
  interferenceRed,
  naiveOrange,
  otherLossPurple,
  trainedBlue,
} from '../theme.js';
import { axis } from './axis.js';
import { type GuideLine, guideLines } from './guide-line.js';
import { ratioAxis, sweptAxis } from './swept-axis.js';

/** A line of a panel: it joins the means over seeds, and small marks show the single seeds. */
export interface SweepLine {
  readonly id: OrderParameter;
  readonly name: string;
  readonly colour: Colour;
  readonly symbol: string;
  readonly dash?: 'solid' | 'dot';
}

const losses: readonly SweepLine[] = [
  { id: 'relative.mse.active', name: 'MSE, active', colour: trainedBlue, symbol: 'circle' },
  { id: 'relative.mse.all', name: 'MSE, all', colour: attenuationTeal, symbol: 'square' },
  {
    id: 'relative.lq.active',
    name: 'trained loss, active',
    colour: otherLossPurple,
    symbol: 'diamond',
  },
];
const gains: readonly SweepLine[] = [
  { id: 'gain.positive', name: 'at x = 1', colour: trainedBlue, symbol: 'circle' },
  { id: 'output.minusOne', name: 'at x = −1', colour: interferenceRed, symbol: 'square' },
];
const spread: readonly SweepLine[] = [
  { id: 'gain.spread', name: 'trained', colour: trainedBlue, symbol: 'circle' },
];
const usage: readonly SweepLine[] = [
  { id: 'neuronUsage.mean', name: 'weights as trained', colour: trainedBlue, symbol: 'circle' },
  {
    id: 'balanced.neuronUsage.mean',
    name: 'balanced',
    colour: attenuationTeal,
    symbol: 'square-open',
    dash: 'dot',
  },
];

/** The lines of each panel. */
export const sweepLines = { losses, gains, spread, usage } as const;

/** Every order parameter that a line shows, in the order of the panels. */
export const shownIds: readonly OrderParameter[] = [losses, gains, spread, usage].flatMap((group) =>
  group.map(({ id }) => id),
);

/** A panel of lines over one setting. */
export interface LinesPanel {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly SweepLine[];
  readonly sweep: SweepSummary;
  readonly setting: SweptSetting;
  readonly own: SweptSettings;
}

/** The panel of some lines; a guide line marks the value of the report, if the sweep passes through it. */
export function linesPanel({ id, title, lines, sweep, setting, own }: LinesPanel): PlotPanel<Sentence> {
  const { y, label } = panelKinds[kindOf(lines)];
  const values = sweep.points.map(({ settings }) => settings[setting]);
  // Along the steps, the trained loss runs along the lower end of the panel, and the MSE over active entries at a third of its height.
  const along = lines === losses && setting === 'steps' ? 0.16 : label;
  const marks = [...ownMark(sweep, setting, own, along)];
  if (lines === losses) {
    marks.push({ axis: 'y', at: 1, logarithmic: true, label: 'naive', colour: naiveOrange, along: 0.75 });
  }
  return {
    kind: 'plot',
    id,
    title,
    summary: endsOfLines(sweep, setting, lines),
    width: 'half',
    aspect: 0.68,
    traces: lines.flatMap((line) => lineTraces(line, sweep, setting)),
    layout: {
      showlegend: true,
      xaxis: sweptAxis(setting, values),
      yaxis: y,
      ...guideLines(marks),
    },
  };
}

/** The line at the value of the report; none if no point of the sweep has its other settings, steps apart, and this value. */
export function ownMark(
  { points }: SweepSummary,
  setting: SweptSetting,
  own: SweptSettings,
  along: number,
): readonly GuideLine[] {
  const others = (['neurons', 'activeProbability', 'lossExponent'] as const).filter(
    (each) => each !== setting,
  );
  const isThere = points.some(
    ({ settings }) =>
      settings[setting] === own[setting] && others.every((each) => settings[each] === own[each]),
  );
  if (!isThere) return [];
  const { logarithmic } = sweptNotation[setting];
  return [
    { axis: 'x', at: own[setting], logarithmic, label: 'this report', colour: guideGrey, dash: 'dot', along },
  ];
}

/** The axis of each kind of panel, and the height for the label of the report's own setting, where lines usually leave room. */
const panelKinds = {
  losses: { y: ratioAxis('loss / naive loss'), label: 0.02 },
  gain: { y: axis('output at x = ±1'), label: 0.45 },
  spread: { y: ratioAxis('sd / mean of the gain'), label: 0.5 },
  neurons: { y: axis('neurons a feature uses', { rangemode: 'tozero' }), label: 0.02 },
} as const;

function kindOf(lines: readonly SweepLine[]): keyof typeof panelKinds {
  if (lines === losses) return 'losses';
  if (lines === gains) return 'gain';
  return lines === spread ? 'spread' : 'neurons';
}

/** The traces of one line: the means, and the single seeds if there are several. */
export function lineTraces(
  { id, name, colour, symbol, dash = 'solid' }: SweepLine,
  { points, seeds }: SweepSummary,
  setting: SweptSetting,
): Trace[] {
  const { symbol: letter } = sweptNotation[setting];
  const mean: Trace = {
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: points.map(({ settings }) => settings[setting]),
    y: points.map(({ parameters }) => parameters[id].mean),
    line: { color: colour, width: 2, dash },
    marker: { color: colour, size: 7, symbol },
    hovertemplate: `${name} at ${letter} = %{x}: %{y:.4g}<extra></extra>`,
  };
  if (seeds.length === 1) return [mean];
  const single: Trace = {
    type: 'scatter',
    mode: 'markers',
    name: `${name}, single seeds`,
    showlegend: false,
    x: points.flatMap(({ settings }) => seeds.map(() => settings[setting])),
    y: points.flatMap(({ parameters }) => parameters[id].seeds),
    customdata: points.flatMap(() => seeds),
    marker: { color: colour, size: 4, symbol, opacity: 0.55 },
    hovertemplate: `seed %{customdata} at ${letter} = %{x}: %{y:.4g}<extra></extra>`,
  };
  return [single, mean];
}

/** The spread of the naive solution, √(n/m − 1): m of the n features have a gain of 1, and the others a gain of 0. */
export function naiveSpread({ points }: SweepSummary, setting: SweptSetting, features: number): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'naive',
    x: points.map(({ settings }) => settings[setting]),
    y: points.map(({ settings }) => Math.sqrt(features / Math.min(settings.neurons, features) - 1)),
    line: { color: naiveOrange, width: 1.5, dash: 'dash' },
    hovertemplate: 'naive: %{y:.3g}<extra></extra>',
  };
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
      ...ids.map((id) => {
        const { mean, sd } = parameters[id];
        return mean === null ? 'n/a' : withDeviation(mean, sd);
      }),
    ]),
  };
}
