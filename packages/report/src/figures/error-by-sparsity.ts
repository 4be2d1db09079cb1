import type { Estimate, SparsityPoint } from '@superposition/analyses/internal/error/sparsity-point';
import type { SparsitySweep } from '@superposition/analyses/internal/error/sparsity-sweep';
import type { Figure, Trace } from '../figure.js';
import { significant, withDeviation } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { guideLines } from '../plot/guide-line.js';
import {
  attenuationTeal,
  type Colour,
  guideGrey,
  interferenceRed,
  naiveOrange,
  trainedBlue,
} from '../theme.js';
import { type ModelSeed, modelWord, oneModel } from '../sentences/model.js';

export interface Figure6Params {
  readonly seed: ModelSeed;
  readonly features: number;
  readonly neurons: number;
  /** The active probability in the settings. A model whose weights are not given was trained with it. */
  readonly activeProbability: number;
}

type Measure = 'active' | 'all' | 'allPerActive';

/** Figure 6: the trained model on sparser and denser data, by three definitions of the mean squared error. */
export function figure6({ sweep }: { sweep: SparsitySweep }, params: Figure6Params): Figure {
  const { points, monotone } = sweep;
  const served = Math.min(params.neurons, params.features);
  const naive = (1 - served / params.features) / 6;
  const ours = modelWord(params.seed);
  return {
    id: 'figure-6',
    number: 6,
    title: 'Sparsity sweep',
    caption: [
      `${oneModel(params.seed)} ${inWords(monotone.active.statement)} ${inWords(monotone.all.statement)} ${inWords(monotone.allPerActive.statement)}` +
        (agree(monotone) ? '' : ' So whether the error grows with density depends on its denominator.'),
      crossing(points, naive, 'active', `The ${ours} model beats the naive solution over active entries`),
      crossing(points, naive, 'allPerActive', `The ${ours} model beats the naive solution over all entries`),
    ].filter((paragraph) => paragraph !== ''),
    definitions: [
      `${subject(params)} is evaluated, as it is, on data in which each feature is active with probability p′.`,
      'Active: mean of (y − t)² over active entries. All: over every entry of the output. All / p′: the latter divided by p′, so that it is the error per active feature and comparable across p′.',
      `Naive: (1 − min(m, n)/n)/6 = ${significant(naive)} over active entries at every p′, and the same for all / p′, because its output for an inactive feature is exactly 0.`,
      'A line counts as rising when no point lies below an earlier one by more than three standard errors of their difference. Whiskers are ±1 Monte-Carlo standard error, mostly smaller than the marks.',
    ],
    panels: [
      {
        kind: 'plot',
        id: 'sweep',
        title: 'Mean squared error against the probability that a feature is active',
        summary: `Lines on logarithmic axes. Active entries: ${ends(points, 'active')}. All entries: ${ends(points, 'all')}. All entries divided by p′: ${ends(points, 'allPerActive')}. Naive: ${significant(naive)} throughout.`,
        width: 'full',
        aspect: 0.52,
        traces: [
          line('active entries', points, 'active', trainedBlue, 'circle'),
          line('all entries', points, 'all', attenuationTeal, 'square'),
          line('all entries / p′', points, 'allPerActive', interferenceRed, 'diamond'),
          ...(naive > 0 && points.length > 0
            ? [
                {
                  type: 'scatter' as const,
                  mode: 'lines',
                  name: 'naive: active, and all / p′',
                  x: [points[0]!.activeProbability, points.at(-1)!.activeProbability],
                  y: [naive, naive],
                  line: { color: naiveOrange, width: 1.5, dash: 'dash' },
                  hovertemplate: 'naive: %{y:.4f}<extra></extra>',
                },
              ]
            : []),
        ],
        layout: {
          xaxis: axis('probability p′ that a feature is active', { type: 'log', dtick: 1 }),
          yaxis: axis('mean squared error', { type: 'log', dtick: 1 }),
          ...guideLines([
            {
              axis: 'x',
              at: params.activeProbability,
              logarithmic: true,
              label: `${params.seed === null ? '' : 'trained at '}p = ${params.activeProbability}`,
              colour: guideGrey,
              dash: 'dot',
              along: 0.02,
            },
          ]),
        },
      },
    ],
    tables: [
      {
        title: 'Mean squared error (± Monte-Carlo standard error)',
        columns: ['p′', 'active entries', 'all entries', 'all / p′'],
        rows: points.map((point) => [
          String(point.activeProbability),
          shown(point.active),
          shown(point.all),
          shown(point.allPerActive),
        ]),
      },
    ],
  };
}

function agree({ active, all, allPerActive }: SparsitySweep['monotone']): boolean {
  return active.rises === all.rises && all.rises === allPerActive.rises;
}

/** Replaces an id such as mse.active at the beginning of a sentence by words. */
function inWords(statement: string): string {
  const names: readonly (readonly [string, string])[] = [
    ['mse.active', 'The error over active entries'],
    ['mse.all / p′', 'The error over all entries divided by p′'],
    ['mse.all', 'The error over all entries'],
  ];
  const known = names.find(([id]) => statement.startsWith(id));
  return known === undefined ? statement : known[1] + statement.slice(known[0].length);
}

function shown({ value, standardError }: Estimate): string {
  return value === null ? 'n/a' : withDeviation(value, standardError);
}

/** Describes a line by the values at its two ends. */
function ends(points: readonly SparsityPoint[], measure: Measure): string {
  const measured = points.filter((point) => point[measure].value !== null);
  const end = (point: SparsityPoint) =>
    `${significant(point[measure].value!)} at p′ = ${point.activeProbability}`;
  return measured.length === 0 ? 'no values' : `${end(measured[0]!)} to ${end(measured.at(-1)!)}`;
}

function subject({ seed, activeProbability }: Figure6Params): string {
  return seed === null ? 'The given model' : `The model trained at p = ${activeProbability} (seed ${seed})`;
}

/** Says at which p′ the model is better than the naive solution. The sentence begins with `subject`. */
function crossing(
  points: readonly SparsityPoint[],
  naive: number,
  measure: Measure,
  subject: string,
): string {
  const measured = points.filter((point) => point[measure].value !== null);
  const better = measured.filter((point) => point[measure].value! < naive);
  if (measured.length === 0) return '';
  if (better.length === measured.length) return `${subject} at every p′ tried.`;
  if (better.length === 0) return `${subject} at none of the p′ tried.`;
  const tried = better.map((point) => String(point.activeProbability));
  const contiguous = measured.indexOf(better.at(-1)!) - measured.indexOf(better[0]!) === better.length - 1;
  if (better.length === 1) return `${subject} only at p′ = ${tried[0]}.`;
  return contiguous
    ? `${subject} from p′ = ${tried[0]} to ${tried.at(-1)}, among the p′ tried.`
    : `${subject} at p′ = ${tried.join(', ')}.`;
}

function line(
  name: string,
  points: readonly SparsityPoint[],
  measure: Measure,
  colour: Colour,
  symbol: string,
): Trace {
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: points.map((point) => point.activeProbability),
    y: points.map((point) => point[measure].value),
    error_y: {
      type: 'data',
      array: points.map((point) => point[measure].standardError),
      color: colour,
      thickness: 1,
      width: 0,
    },
    line: { color: colour, width: 2 },
    marker: { color: colour, size: 7, symbol },
    hovertemplate: `${name} at p′ = %{x}: %{y:.4g}<extra></extra>`,
  };
}
