import type { PerFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import { advantage } from '../text/advantage.js';
import type { Figure, Trace } from '../figure.js';
import { capital, counted, significant, whole, withDeviation } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { guideLines } from '../plot/guide-line.js';
import { naiveOrange, theoryInk, trainedBlue, zeroGrey } from '../theme.js';
import { counting, float32Array } from '../typed-array.js';
import { type ModelSeed, modelWord, oneModel } from './one-model.js';

export interface Figure1Params {
  readonly seed: ModelSeed;
  readonly activeProbability: number;
}

/** Figure 1: the mean squared error of each feature while it is active, beside that of the naive solution. */
export function figure1({ errors }: { errors: PerFeatureMse }, params: Figure1Params): Figure {
  const measured = errors.order.filter((feature) => errors.trained[feature] !== null);
  const sorted = measured.map((feature) => errors.trained[feature]!);
  const exact = errors.naive.filter((error) => error === 0).length;
  const byNaive = [...errors.order].sort((a, b) => errors.naive[a]! - errors.naive[b]!);
  const better = measured.filter((feature) => errors.trained[feature]! < errors.naive[feature]!).length;
  const { mean, min, max, sd, sdTrue } = errors;
  const ours = modelWord(params.seed);
  const range = min === null || max === null ? null : `${significant(min)} to ${significant(max)}`;
  const statement =
    mean === null || range === null
      ? 'Not every feature was active in the evaluation, so there is no error for each of them.'
      : `While active, a feature’s squared error is ${significant(mean)} on average, from ${range} over features` +
        (sd === null ? '' : `, with a standard deviation of ${significant(sd, 2)}`) +
        (sdTrue === null
          ? '.'
          : ` (${significant(sdTrue, 2)} once each estimate’s Monte-Carlo noise is subtracted).`);
  return {
    id: 'figure-1',
    number: 1,
    title: 'Per-feature mean squared error',
    caption: [
      `${oneModel(params.seed)} ${statement}`,
      `The naive solution computes ${counted(exact, 'feature')} exactly and leaves ` +
        `${whole(errors.features - exact)} at 1/6; its mean is ${significant(errors.naiveMean)}.` +
        (measured.length === 0
          ? ''
          : ` The ${ours} model is better than it on ${whole(better)} of ${counted(measured.length, 'feature')}` +
            (mean === null || errors.naiveMean === 0
              ? '.'
              : `, and ${onAverage(mean, errors.meanStandardError, errors.naiveMean)} on average.`)),
    ],
    definitions: [
      'Squared error of feature i: the mean of (yᵢ − tᵢ)² over *active entries* only, the (sample, feature) pairs in ' +
        `which that feature is active, with all features active independently with probability ${params.activeProbability}.`,
      `${oneModel(params.seed)} The errors are Monte-Carlo estimates and the bars’ whiskers are ±1 standard error.`,
      'The naive solution’s errors are exact: 0 for a feature with a neuron of its own, and E[relu(x)²] = 1/6 for any ' +
        'other, the error of an output that is always 0.',
      `Left: features by ascending error of the ${ours} model. Right: those that the naive solution computes come ` +
        `first, and within each group by ascending error of the ${ours} model.`,
    ],
    panels: [
      {
        kind: 'plot',
        id: 'sorted',
        title: `${capital(ours)} model, sorted`,
        summary: `Bars of ${counted(sorted.length, 'feature')} in ascending order. ${statement}`,
        width: 'half',
        aspect: 0.68,
        traces: [
          {
            type: 'bar',
            x: counting(sorted.length, 1),
            y: float32Array(sorted),
            customdata: measured,
            error_y: {
              type: 'data',
              array: measured.map((feature) => errors.standardError[feature] ?? null),
              thickness: 1,
              width: 0,
              color: zeroGrey,
            },
            marker: { color: trainedBlue, line: { width: 0 } },
            hovertemplate: 'feature %{customdata}: %{y:.4f}<extra></extra>',
            showlegend: false,
          },
        ],
        layout: {
          bargap: sorted.length > 40 ? 0 : 0.2,
          xaxis: axis('features, from best to worst', {
            showgrid: false,
            zeroline: false,
            range: [0, sorted.length + 1],
          }),
          yaxis: axis('squared error, active entries', { rangemode: 'tozero' }),
          ...guideLines([
            { axis: 'y', at: errors.ignored, label: '1/6: output always 0', colour: theoryInk },
            ...(mean === null
              ? []
              : ([
                  { axis: 'y', at: mean, label: `mean ${significant(mean)}`, colour: theoryInk, dash: 'dot' },
                ] as const)),
          ]),
        },
      },
      {
        kind: 'plot',
        id: 'beside-naive',
        title: `Naive and ${ours}, the same features`,
        summary:
          `Naive: ${counted(exact, 'feature')} at 0 and ${whole(errors.features - exact)} at 1/6. ` +
          `${capital(ours)}: ${range ?? 'not measured for every feature'}.`,
        width: 'half',
        aspect: 0.68,
        traces: [
          dots('naive', byNaive, errors.naive, naiveOrange, 'square'),
          dots(ours, byNaive, errors.trained, trainedBlue, 'circle'),
        ],
        layout: {
          xaxis: axis('features, those of the naive solution first', {
            showgrid: false,
            zeroline: false,
            range: [0, byNaive.length + 1],
          }),
          yaxis: axis('squared error, active entries', { rangemode: 'tozero' }),
        },
      },
    ],
    tables: [
      {
        title: 'Squared error over active entries',
        columns: ['', 'naive', ours],
        rows: [
          [
            'mean over features (± Monte-Carlo standard error)',
            significant(errors.naiveMean),
            mean === null ? 'n/a' : withDeviation(mean, errors.meanStandardError),
          ],
          ['smallest', significant(Math.min(...errors.naive)), min === null ? 'n/a' : significant(min)],
          ['largest', significant(Math.max(...errors.naive)), max === null ? 'n/a' : significant(max)],
        ],
      },
    ],
  };
}

function onAverage(mean: number, standardError: number | null, naive: number): string {
  const margin = 1.96 * (standardError ?? 0);
  const interval = standardError === null ? null : ([mean - margin, mean + margin] as const);
  return advantage(mean, naive, interval) ?? 'as good, within the sampling error,';
}

function dots(
  name: string,
  order: readonly number[],
  values: readonly (number | null)[],
  colour: typeof trainedBlue,
  symbol: string,
): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: counting(order.length, 1),
    y: float32Array(order.map((feature) => values[feature] ?? Number.NaN)),
    customdata: order,
    marker: { color: colour, size: order.length > 300 ? 3 : 5, symbol },
    hovertemplate: `${name}, feature %{customdata}: %{y:.4f}<extra></extra>`,
  };
}
