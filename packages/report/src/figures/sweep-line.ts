import {
  type OrderParameter,
  orderParameters,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure, FigureTable, PlotPanel, Trace } from '../figure.js';
import { significant, withDeviation } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { type GuideLine, guideLines } from '../plot/guide-line.js';
import { better, missingSentences, range, sweepEvaluation, sweepSetting } from '../plot/sweep-words.js';
import { ratioAxis, sweptAt, sweptAxis, sweptNotation } from '../plot/swept-axis.js';
import {
  attenuationTeal,
  type Colour,
  guideGrey,
  interferenceRed,
  naiveOrange,
  otherLossPurple,
  trainedBlue,
} from '../theme.js';

export interface SweepLineParams {
  readonly number: number;
  readonly setting: SweptSetting;
  /** The settings of the rest of the report. The figure marks their value. */
  readonly own: SweptSettings;
  readonly features: number;
}

/** A line of a panel: it joins the means over seeds, and small marks show the single seeds. */
interface Line {
  readonly id: OrderParameter;
  readonly name: string;
  readonly colour: Colour;
  readonly symbol: string;
  readonly dash?: 'solid' | 'dot';
}

const titles: Readonly<Record<SweptSetting, string>> = {
  neurons: 'Training with fewer and more neurons',
  activeProbability: 'Training on sparser and denser data',
  lossExponent: 'Training with other loss exponents',
  steps: 'Training for fewer and more steps',
};

/**
 * The figure of a sweep along one setting: losses relative to the naive solution, gain, spread of the gain, neurons
 * used.
 */
export function sweepLine({ sweep }: { sweep: SweepSummary }, params: SweepLineParams): Figure {
  const { number, setting } = params;
  const swept = [setting];
  const shown = lines.flatMap((group) => group.map(({ id }) => id));
  return {
    id: `figure-${number}`,
    number,
    title: titles[setting],
    caption: [
      [sweepSetting(sweep, swept)],
      [
        better(sweep, setting, 'relative.mse.active', 'active entries'),
        better(sweep, setting, 'relative.mse.all', 'all entries'),
      ],
      (['gain.positive', 'gain.spread', 'neuronUsage.mean'] as const).map((id) => range(sweep, swept, id)),
    ]
      .map((sentences) => sentences.filter((sentence) => sentence !== '').join(' '))
      .filter((paragraph) => paragraph !== ''),
    definitions: [
      sweepEvaluation(sweep),
      ...shown.map((id) => orderParameters[id].definition),
      ...(sweep.seeds.length > 1 ? ['Lines join the means; each small mark is the model of one seed.'] : []),
      ...missingSentences(sweep, swept, shown),
    ],
    panels: [
      panel('losses', 'Loss relative to that of the naive solution', losses, sweep, params),
      panel('gain', 'Output of a feature active alone', gains, sweep, params),
      panel('spread', 'Spread of the gain over features, relative to its mean', spread, sweep, params),
      panel('neurons', 'Neurons that a feature uses', usage, sweep, params),
    ],
    tables: [sweepTable(sweep, setting, shown)],
  };
}

const losses: readonly Line[] = [
  { id: 'relative.mse.active', name: 'MSE, active', colour: trainedBlue, symbol: 'circle' },
  { id: 'relative.mse.all', name: 'MSE, all', colour: attenuationTeal, symbol: 'square' },
  {
    id: 'relative.lq.active',
    name: 'trained loss, active',
    colour: otherLossPurple,
    symbol: 'diamond',
  },
];
const gains: readonly Line[] = [
  { id: 'gain.positive', name: 'at x = 1 (ideal: 1)', colour: trainedBlue, symbol: 'circle' },
  { id: 'output.minusOne', name: 'at x = −1 (ideal: 0)', colour: interferenceRed, symbol: 'square' },
];
const spread: readonly Line[] = [
  { id: 'gain.spread', name: 'trained', colour: trainedBlue, symbol: 'circle' },
];
const usage: readonly Line[] = [
  { id: 'neuronUsage.mean', name: 'weights as trained', colour: trainedBlue, symbol: 'circle' },
  {
    id: 'balanced.neuronUsage.mean',
    name: 'balanced',
    colour: attenuationTeal,
    symbol: 'square-open',
    dash: 'dot',
  },
];
const lines = [losses, gains, spread, usage];

function panel(
  id: keyof typeof yAxes,
  title: string,
  drawn: readonly Line[],
  sweep: SweepSummary,
  { setting, own, features }: SweepLineParams,
): PlotPanel {
  const { logarithmic } = sweptNotation[setting];
  const values = sweep.points.map(({ settings }) => settings[setting]);
  const marks: GuideLine[] = values.includes(own[setting])
    ? [
        {
          axis: 'x',
          at: own[setting],
          logarithmic,
          label: 'this report',
          colour: guideGrey,
          dash: 'dot',
          along: labelHeights[id],
        },
      ]
    : [];
  if (drawn === losses) {
    marks.push({ axis: 'y', at: 1, logarithmic: true, label: 'naive', colour: naiveOrange, along: 0.99 });
  }
  return {
    kind: 'plot',
    id,
    title,
    summary: drawn.map((line) => `${line.name}: ${ends(sweep, setting, line.id)}.`).join(' '),
    width: 'half',
    aspect: 0.68,
    traces: [
      ...(drawn === spread ? [naiveSpread(sweep, setting, features)] : []),
      ...drawn.flatMap((line) => lineTraces(line, sweep, setting)),
    ],
    layout: {
      showlegend: true,
      xaxis: sweptAxis(setting, values),
      yaxis: yAxes[id],
      ...guideLines(marks),
    },
  };
}

const yAxes = {
  losses: ratioAxis('loss / naive loss'),
  gain: axis('output at x = ±1'),
  spread: ratioAxis('sd / mean of the gain'),
  neurons: axis('neurons a feature uses', { rangemode: 'tozero' }),
} as const;

/** Heights for the label of the report's own setting, where the lines of a panel usually leave room. */
const labelHeights = { losses: 0.02, gain: 0.45, spread: 0.5, neurons: 0.02 } as const;

function lineTraces(
  { id, name, colour, symbol, dash = 'solid' }: Line,
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
function naiveSpread({ points }: SweepSummary, setting: SweptSetting, features: number): Trace {
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

/** Describes a line by the values at its two ends. */
function ends({ points }: SweepSummary, setting: SweptSetting, id: OrderParameter): string {
  const measured = points.flatMap(({ settings, parameters }) => {
    const { mean } = parameters[id];
    return mean === null ? [] : [`${significant(mean)} at ${sweptAt(setting, settings[setting])}`];
  });
  return measured.length < 2 ? (measured[0] ?? 'no value') : `${measured[0]} to ${measured.at(-1)}`;
}

function sweepTable(
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
