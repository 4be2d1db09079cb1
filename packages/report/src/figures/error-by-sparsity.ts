import type { Estimate, SparsityPoint } from '@superposition/analyses/internal/error/sparsity-point';
import type { SparsitySweep } from '@superposition/analyses/internal/error/sparsity-sweep';
import type { Figure, Trace } from '../figure.js';
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
import {
  besideNaiveByDensity,
  howLineRuns,
  linesDisagree,
  sparsityDefinitions,
  type SparsityLine,
  sparsityLines,
  sparsityTitles,
} from '../sentences/error-by-sparsity.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import { withSamplingError } from '../sentences/reading.js';
import type { Sentence } from '../sentences/rule.js';

export interface Figure6Params {
  readonly seed: ModelSeed;
  readonly features: number;
  readonly neurons: number;
  /** The active probability in the settings. A model whose weights are not given was trained with it. */
  readonly activeProbability: number;
}

/** Figure 6: the trained model on sparser and denser data, by three definitions of the mean squared error. */
export function figure6({ sweep }: { sweep: SparsitySweep }, params: Figure6Params): Figure<Sentence> {
  const { points, monotone } = sweep;
  const served = Math.min(params.neurons, params.features);
  const naive = (1 - served / params.features) / 6;
  return {
    id: 'figure-6',
    number: 6,
    title: 'Sparsity sweep',
    caption: paragraphs(
      paragraph(
        oneModel(params.seed),
        howLineRuns('active', monotone.active, points),
        howLineRuns('all', monotone.all, points),
        howLineRuns('allPerActive', monotone.allPerActive, points),
        linesDisagree(monotone, points),
      ),
      besideNaiveByDensity(points, naive, params.seed),
    ),
    definitions: sparsityDefinitions({ ...params, naive, points }),
    panels: [
      {
        kind: 'plot',
        id: 'sweep',
        title: sparsityTitles.panel,
        summary: sparsityLines(monotone, naive),
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
          xaxis: axis(sparsityTitles.axis, { type: 'log', dtick: 1 }),
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

function shown({ value, standardError }: Estimate): string {
  return value === null ? 'n/a' : withSamplingError(value, standardError);
}

function line(
  name: string,
  points: readonly SparsityPoint[],
  measure: SparsityLine,
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
