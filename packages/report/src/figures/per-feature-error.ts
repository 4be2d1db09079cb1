import type { PerFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import type { Figure, Trace } from '../figure.js';
import { capital, significant } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { type GuideLine, guideLines } from '../plot/guide-line.js';
import { naiveOrange, theoryInk, trainedBlue, zeroGrey } from '../theme.js';
import { counting, float32Array } from '../typed-array.js';
import { type ModelSeed, modelWord, oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import {
  besideNaive,
  dotsBesideNaive,
  errorOfFeatures,
  naiveErrors,
  perFeatureDefinitions,
  sortedBars,
} from '../sentences/per-feature-error.js';
import { withSamplingError } from '../sentences/reading.js';
import type { Sentence } from '../sentences/rule.js';

export interface Figure1Params {
  readonly seed: ModelSeed;
  readonly activeProbability: number;
}

/** Figure 1: the mean squared error of each feature while it is active, beside that of the naive solution. */
export function figure1({ errors }: { errors: PerFeatureMse }, params: Figure1Params): Figure<Sentence> {
  const measured = errors.order.filter((feature) => errors.trained[feature] !== null);
  const sorted = measured.map((feature) => errors.trained[feature]!);
  const byNaive = [...errors.order].sort((a, b) => errors.naive[a]! - errors.naive[b]!);
  const { mean, min, max } = errors;
  const ours = modelWord(params.seed);
  return {
    id: 'figure-1',
    number: 1,
    title: 'Per-feature mean squared error',
    caption: paragraphs(
      paragraph(oneModel(params.seed), errorOfFeatures(errors)),
      paragraph(naiveErrors(errors), besideNaive(errors, params.seed)),
    ),
    definitions: perFeatureDefinitions(params.seed, params.activeProbability),
    panels: [
      {
        kind: 'plot',
        id: 'sorted',
        title: `${capital(ours)} model, sorted`,
        summary: sortedBars(errors, sorted.length),
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
          xaxis: axis('features by ascending error', {
            showgrid: false,
            zeroline: false,
            range: [0, sorted.length + 1],
          }),
          yaxis: axis('squared error, active entries', { rangemode: 'tozero' }),
          ...guideLines(meansInPanel(errors)),
        },
      },
      {
        kind: 'plot',
        id: 'beside-naive',
        title: `Naive and ${ours}, the same features`,
        summary: dotsBesideNaive(errors, params.seed),
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
            mean === null ? 'n/a' : withSamplingError(mean, errors.meanStandardError),
          ],
          ['smallest', significant(Math.min(...errors.naive)), min === null ? 'n/a' : significant(min)],
          ['largest', significant(Math.max(...errors.naive)), max === null ? 'n/a' : significant(max)],
        ],
      },
    ],
  };
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

/** The lines at the error of a zero output and at the mean, with their labels side by side where the lines are close. */
function meansInPanel({ ignored, mean, trained }: PerFeatureMse): readonly GuideLine[] {
  const zero = { axis: 'y', at: ignored, label: '1/6: zero output', colour: theoryInk } as const;
  if (mean === null) return [zero];
  const height = Math.max(ignored, ...trained.map((error) => error ?? 0));
  const areClose = Math.abs(mean - ignored) < 0.1 * height;
  const label = `mean ${significant(mean)}`;
  return [
    zero,
    { axis: 'y', at: mean, label, colour: theoryInk, dash: 'dot', ...(areClose ? { along: 0.34 } : {}) },
  ];
}
