import type { IsolatedAndTotal } from '@superposition/analyses/internal/error/isolated-and-total';
import type { Figure, Trace } from '../figure.js';
import { percent, significant, whole } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { attenuationTeal, type Colour, interferenceRed, naiveOrange, theoryInk } from '../theme.js';
import { counting, float32Array } from '../typed-array.js';
import {
  addedToEach,
  aloneAndTogether,
  aloneByFeature,
  isolatedDefinitions,
  meanParts,
  neverActive,
  partsAlone,
} from '../sentences/isolated-and-total.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import { withSamplingError } from '../sentences/reading.js';
import type { Sentence } from '../sentences/rule.js';

export interface Figure9Params {
  readonly seed: ModelSeed;
  readonly activeProbability: number;
}

/** Figure 9: the error of each feature when it is active alone, and the error that the other features add. */
export function figure9({ parts }: { parts: IsolatedAndTotal }, params: Figure9Params): Figure<Sentence> {
  const { mean, order, total } = parts;
  const measured = order.filter((feature) => total[feature] !== null);
  const components: readonly (readonly [name: string, value: number | null, colour: Colour])[] = [
    ['attenuation', mean.attenuation, attenuationTeal],
    ['leak', mean.leak, naiveOrange],
    ['interference', mean.interference, interferenceRed],
    ['total', mean.total, theoryInk],
  ];
  return {
    id: 'figure-9',
    number: 9,
    title: 'Isolated against total error',
    caption: paragraphs(
      paragraph(oneModel(params.seed), aloneAndTogether(parts)),
      paragraph(aloneByFeature(parts), partsAlone(parts), addedToEach(parts)),
    ),
    definitions: isolatedDefinitions(params.seed, params.activeProbability),
    panels: [
      {
        kind: 'plot',
        id: 'per-feature',
        title: 'Each feature: isolated parts, and the total',
        summary: aloneAndTogether(parts),
        width: 'two-thirds',
        aspect: 0.6,
        traces: [
          bars('attenuation (x > 0)', measured, parts.attenuation, attenuationTeal),
          bars('leak (x < 0)', measured, parts.leak, naiveOrange),
          {
            type: 'scatter',
            mode: 'markers',
            name: 'total, on the data',
            x: counting(measured.length, 1),
            y: float32Array(measured.map((feature) => total[feature]!)),
            error_y: {
              type: 'data',
              array: measured.map((feature) => parts.totalStandardError[feature] ?? null),
              thickness: 1,
              width: 0,
              color: interferenceRed,
            },
            customdata: measured,
            marker: { color: interferenceRed, size: measured.length > 300 ? 3 : 5 },
            hovertemplate: 'feature %{customdata}: total %{y:.4f}<extra></extra>',
          },
        ],
        layout: {
          barmode: 'stack',
          bargap: measured.length > 40 ? 0 : 0.15,
          legend: { traceorder: 'normal' },
          xaxis: axis('features, by total error', {
            showgrid: false,
            zeroline: false,
            range: [0, measured.length + 1],
          }),
          yaxis: axis('squared error, active entries', { rangemode: 'tozero' }),
        },
      },
      {
        kind: 'plot',
        id: 'mean',
        title: 'Means over features',
        summary: meanParts(components.map(([name, value]) => [name, value])),
        width: 'third',
        aspect: 1.2,
        traces: [
          {
            type: 'bar',
            x: components.map(([name]) => name),
            y: components.map(([, value]) => value),
            text: components.map(([, value]) => (value === null ? 'n/a' : significant(value))),
            textposition: 'outside',
            textfont: { size: 12 },
            constraintext: 'none',
            cliponaxis: false,
            marker: { color: components.map(([, , colour]) => colour), line: { width: 0 } },
            hovertemplate: '%{x}: %{y:.5f}<extra></extra>',
          },
        ],
        layout: {
          bargap: 0.35,
          xaxis: axis('part of the error', { showgrid: false, ticks: '' }),
          yaxis: axis('mean squared error, active entries', { rangemode: 'tozero' }),
        },
      },
    ],
    tables: [
      {
        title: 'Mean over features, squared error over active entries',
        columns: ['part', 'value', 'share of total'],
        rows: [
          ['attenuation, x > 0 (exact)', significant(mean.attenuation), share(mean.attenuation, mean.total)],
          ['leak, x < 0 (exact)', significant(mean.leak), share(mean.leak, mean.total)],
          ['isolated (exact)', significant(mean.isolated), share(mean.isolated, mean.total)],
          [
            'interference (± Monte-Carlo standard error)',
            mean.interference === null
              ? 'n/a'
              : withSamplingError(mean.interference, mean.interferenceStandardError),
            share(mean.interference, mean.total),
          ],
          [
            'total (± Monte-Carlo standard error)',
            mean.total === null ? 'n/a' : withSamplingError(mean.total, mean.totalStandardError),
            share(mean.total, mean.total),
          ],
        ],
      },
      ...(measured.length < parts.features
        ? [
            {
              title: 'Left out',
              columns: [neverActive],
              rows: [[whole(parts.features - measured.length)]],
            },
          ]
        : []),
    ],
  };
}

function share(part: number | null, total: number | null): string {
  return part === null || total === null || total === 0 ? 'n/a' : percent(part / total, 1);
}

function bars(name: string, order: readonly number[], values: readonly number[], colour: Colour): Trace {
  return {
    type: 'bar',
    name,
    x: counting(order.length, 1),
    y: float32Array(order.map((feature) => values[feature]!)),
    customdata: order,
    marker: { color: colour, line: { width: 0 } },
    hovertemplate: `feature %{customdata}: ${name} %{y:.4f}<extra></extra>`,
  };
}
