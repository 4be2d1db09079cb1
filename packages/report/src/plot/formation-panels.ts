import type { NetworkState } from '@superposition/analyses/internal/formation/network-state';
import { naiveLosses, zeroLosses } from '@superposition/core/internal/evaluation/closed-forms';
import { exp, ln } from '@superposition/core/internal/numbers/elementary';
import type { PlotPanel, Trace } from '../figure.js';
import {
  answersInWords,
  gainsInWords,
  type LossDivisor,
  lossInWords,
  type StateInNumbers,
  wordsInWords,
} from '../sentences/formation.js';
import { modelName, shownModels } from '../sentences/model.js';
import { paragraph } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { counted, whole } from '../text/format.js';
import { four, fourArea, ink, ink2, ink3, tint } from '../theme.js';
import { packedNumbers } from '../typed-array.js';
import { axis, symbols } from './axis.js';
import { gainArea, gainAxes } from './gain-areas.js';
import { heatmapTrace } from './heatmap-traces.js';
import { levelAcross, note } from './levels.js';
import { ratioAxis } from './ratio-axis.js';
import { bandOf, reluLine } from './response-lines.js';
import { neuronsByFeatures } from './heatmap-layout.js';

/** The training that states belong to. */
export interface FormedTraining {
  readonly seed: number;
  readonly features: number;
  readonly neurons: number;
  readonly activeProbability: number;
  readonly lossExponent: number;
  readonly steps: number;
  /** The loss of the batch before step t, as far as it is known. */
  readonly curve: { readonly step: readonly number[]; readonly loss: readonly number[] };
}

/** What the panels of all states of a training have in common, so that a reader sees what changes. */
export interface FormationScale {
  readonly divisor: LossDivisor;
  /** Losses over that of the divisor. */
  readonly ratios: readonly number[];
  /** Ends of the axis of gains, and of that of outputs. */
  readonly gains: Ends;
  readonly answers: Ends;
  /** Largest magnitude of W_in as drawn. */
  readonly limit: number;
}

type Ends = readonly [low: number, high: number];

const height = 260;

/** The scale of these states. */
export function formationScale(training: FormedTraining, states: readonly NetworkState[]): FormationScale {
  const { lossExponent: q, activeProbability: p } = training;
  const naive = naiveLosses(training, p, q).all;
  const divisor = naive > 0 ? 'naive' : 'output 0';
  const level = naive > 0 ? naive : zeroLosses(p, q).all;
  const ends = states
    .flatMap(({ input }) => [input.shape.minimum, input.shape.maximum])
    .filter(Number.isFinite);
  return {
    divisor,
    ratios: training.curve.loss.map((loss) => loss / level),
    gains: endsOf(states.map(({ positive }) => positive)),
    answers: endsOf(states.flatMap(({ positive, negative }) => [positive, negative])),
    limit: ends.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1,
  };
}

/** Ends around 0 and 1 and all values that are finite. */
function endsOf(values: readonly ArrayLike<number>[]): Ends {
  const finite = values.flatMap((each) => Array.from(each)).filter(Number.isFinite);
  return [
    finite.reduce((least, value) => Math.min(least, value), 0),
    finite.reduce((most, value) => Math.max(most, value), 1),
  ];
}

/** A state for sentences. */
export function stateInNumbers(
  { step, positive, negative, neuronsUsed }: NetworkState,
  training: FormedTraining,
  { divisor, ratios }: FormationScale,
): StateInNumbers {
  return {
    step,
    steps: training.steps,
    neurons: training.neurons,
    positive: [...positive],
    negative: [...negative],
    neuronsUsed,
    ratio: ratios[reportedAt(step, training)] ?? null,
    divisor,
  };
}

/** The place in the curve of the last loss until so many steps are finished. */
function reportedAt(step: number, { curve }: FormedTraining): number {
  const after = curve.step.findIndex((reported) => reported > step);
  return after === -1 ? curve.step.length - 1 : Math.max(0, after - 1);
}

/** The traces of a state by panel. */
export function formationTraces(
  state: NetworkState,
  training: FormedTraining,
  scale: FormationScale,
): Readonly<Record<'loss' | 'gains' | 'answers' | 'words', readonly Trace[]>> {
  return {
    loss: lossTraces(state, training, scale),
    gains: gainArea([...state.positive], fourArea, 'this training'),
    answers: answerTraces(state),
    words: [
      heatmapTrace(state.input, state.order, {
        features: 'columns',
        limit: scale.limit,
        entry: `entry of ${symbols.inputWeights}`,
        entries: `entries of ${symbols.inputWeights}`,
        rowName: 'neuron',
        columnName: 'feature',
      }),
    ],
  };
}

/** The panels of a state: the loss until then, gains, outputs and input weights. */
export function formationPanels(
  state: NetworkState,
  training: FormedTraining,
  scale: FormationScale,
): readonly PlotPanel<Sentence>[] {
  const traces = formationTraces(state, training, scale);
  const numbers = stateInNumbers(state, training, scale);
  const { features, steps } = training;
  const [low, high] = scale.answers;
  const room = 0.04 * (high - low);
  const range = [low < 0 ? low - room : 0, high + 2 * room];
  const frame = { kind: 'plot', aspect: 0.6, height } as const;
  const whose = shownModels(training.seed, state.step);
  const named = scale.divisor === 'naive' ? 'naive' : 'output 0';
  return [
    {
      ...frame,
      id: 'loss',
      title: `Loss of batches ÷ ${named}, ${modelName(training.seed)}`,
      summary: lossInWords(numbers),
      width: 'half',
      traces: traces.loss,
      layout: {
        showlegend: false,
        xaxis: axis('step', { range: [0, Math.max(1, steps)], showgrid: false, zeroline: false }),
        yaxis: ratioAxis('', scale.ratios).axis,
        shapes: [levelAcross(1)],
        annotations: [note(named, [Math.max(1, steps), 0], ['right', 'bottom'], ink2)],
      },
    },
    {
      ...frame,
      id: 'gains',
      title: `Gain of every feature, ${whose}`,
      summary: gainsInWords(numbers),
      width: 'half',
      traces: traces.gains,
      layout: gainAxes(features, ...scale.gains, false),
    },
    {
      ...frame,
      id: 'answers',
      title: `Outputs against own input, ${whose}`,
      summary: answersInWords(numbers),
      width: 'third',
      traces: traces.answers,
      layout: {
        showlegend: false,
        xaxis: axis('input x', { range: [-1, 1], dtick: 1, showgrid: false, zeroline: false }),
        yaxis: axis('', { range, zeroline: false }),
      },
    },
    {
      ...frame,
      id: 'words',
      title: `W_in, ${whose}: neurons down, features across`,
      summary: paragraph(wordsInWords(numbers)),
      width: 'two-thirds',
      traces: traces.words,
      layout: neuronsByFeatures(`${counted(features, 'feature')}, by codeword`),
    },
  ];
}

/** The losses until a state in full, the later ones pale, and a mark at the state. */
function lossTraces(
  state: NetworkState,
  training: FormedTraining,
  { ratios }: FormationScale,
): readonly Trace[] {
  const at = reportedAt(state.step, training);
  const { step } = training.curve;
  const line = (name: string, from: number, to: number, colour: typeof four, width: number): Trace => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: packedNumbers(step.slice(from, to)),
    y: packedNumbers(ratios.slice(from, to).map((ratio) => (ratio > 0 ? ratio : Number.NaN))),
    line: { color: colour, width },
    hovertemplate: 'step %{x}: %{y:.3g}<extra></extra>',
  });
  const ratio = ratios[at];
  // In the room above the losses, which fall.
  const { low, high } = ratioAxis('', ratios);
  const above = exp(0.87 * ln(high) + 0.13 * ln(low));
  return [
    ...(at + 1 < ratios.length ? [line('later', at, ratios.length, tint, 1.5)] : []),
    line('loss', 0, at + 1, four, 2.25),
    ...(ratio === undefined || !(ratio > 0)
      ? []
      : [
          {
            type: 'scatter',
            mode: 'lines',
            name: 'leader',
            x: [step[at]!, step[at]!],
            y: [ratio, above],
            line: { color: ink3, width: 0.8 },
            hoverinfo: 'skip',
          } satisfies Trace,
          {
            type: 'scatter',
            mode: 'markers',
            name: 'this step',
            x: [step[at]!],
            y: [ratio],
            marker: { color: four, size: 10 },
            hoverinfo: 'skip',
          } satisfies Trace,
          {
            type: 'scatter',
            mode: 'text',
            name: 'number of the step',
            x: [step[at]!],
            y: [above],
            text: [`\u00a0<b>step ${whole(state.step)}</b>\u00a0`],
            // Away from the end of the axis that is nearer.
            textposition: 2 * step[at]! < training.steps ? 'middle right' : 'middle left',
            textfont: { color: ink, size: 13 },
            hoverinfo: 'skip',
          } satisfies Trace,
        ]),
  ];
}

/** The band of what all features answer to themselves, its middle and the target. */
function answerTraces({ positive, negative }: NetworkState): readonly Trace[] {
  const all = { seed: null, positive: [...positive], negative: [...negative] };
  if (![...positive, ...negative].every(Number.isFinite)) return [reluLine(0)];
  const isLine = positive.length === 1;
  return [
    ...(isLine ? [] : bandOf([all])),
    {
      type: 'scatter',
      mode: 'lines',
      name: isLine ? 'the feature' : 'median',
      x: [-1, 0, 1],
      y: [median(all.negative), 0, median(all.positive)],
      line: { color: four, width: 2.25 },
      hoverinfo: 'skip',
    },
    reluLine(0),
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
