import type { IsolatedAndTotal } from '@superposition/analyses/internal/error/isolated-and-total';
import type { Figure, Trace } from '../figure.js';
import { percent, significant, whole, withDeviation } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { attenuationTeal, type Colour, interferenceRed, naiveOrange, theoryInk } from '../theme.js';
import { counting, float32Array } from '../typed-array.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';

export interface Figure9Params {
  readonly seed: ModelSeed;
  readonly activeProbability: number;
}

/** Figure 9: the error of each feature when it is active alone, and the error that the other features add. */
export function figure9({ parts }: { parts: IsolatedAndTotal }, params: Figure9Params): Figure {
  const { mean, order, total } = parts;
  const measured = order.filter((feature) => total[feature] !== null);
  const shares =
    mean.total === null ||
    mean.interference === null ||
    mean.isolatedShare === null ||
    mean.interferenceShare === null
      ? `Alone, a feature’s squared error is ${significant(mean.isolated)} on average; no feature was active in the evaluation, so there is no total to compare it with.`
      : mean.interference < 0
        ? `Alone, a feature’s squared error is ${significant(mean.isolated)} on average, ${percent(mean.isolatedShare)} of the mean squared error of ` +
          `${significant(mean.total)} over active entries: other active features take ${significant(-mean.interference)} (${percent(-mean.interferenceShare)}) away.`
        : `Of a mean squared error of ${significant(mean.total)} over active entries, ${significant(mean.isolated)} (${percent(mean.isolatedShare)}) ` +
          `is there when the feature is active alone, and ${significant(mean.interference)} (${percent(mean.interferenceShare)}) is added by other active features.`;
  const smallest = (values: readonly number[]) => Math.min(...values);
  const gaps = measured.map((feature) => total[feature]! - parts.isolated[feature]!);
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
    caption: [
      `${oneModel(params.seed)} ${shares}`,
      `Alone, ${significant(mean.attenuation)} comes from positive inputs, whose gain is not exactly 1, ` +
        `and ${significant(mean.leak)} from negative inputs, which leak through.` +
        (gaps.length === 0
          ? ''
          : ` What others add ranges from ${significant(smallest(gaps))} to ${significant(Math.max(...gaps))} over features.`),
    ],
    definitions: [
      'All are means of squared errors over active entries of a feature. Isolated: the feature active alone, its values uniform on (−1, 1): ((1 − R⁺ᵢᵢ)² + R⁻ᵢᵢ²)/6, exact.',
      'Attenuation is its first part, (1 − R⁺ᵢᵢ)²/6, from x > 0; leak the second, R⁻ᵢᵢ²/6, from x < 0.',
      `Total: the feature active on data in which every other is active with probability ${params.activeProbability}, a Monte-Carlo estimate. Interference is total − isolated.`,
      `${oneModel(params.seed)} Features by ascending total error.`,
    ],
    panels: [
      {
        kind: 'plot',
        id: 'per-feature',
        title: 'Each feature: isolated parts, and the total',
        summary: shares,
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
        summary: components
          .map(([name, value]) => `${name} ${value === null ? 'n/a' : significant(value)}`)
          .join(', '),
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
            'interference',
            mean.interference === null ? 'n/a' : significant(mean.interference),
            share(mean.interference, mean.total),
          ],
          [
            'total (± Monte-Carlo standard error)',
            mean.total === null ? 'n/a' : withDeviation(mean.total, mean.totalStandardError),
            share(mean.total, mean.total),
          ],
        ],
      },
      ...(measured.length < parts.features
        ? [
            {
              title: 'Left out',
              columns: ['features never active in the evaluation'],
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
