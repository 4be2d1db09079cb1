import type {
  ComparedLoss,
  LossComparison,
  LossComparisonRow,
} from '@superposition/analyses/internal/error/loss-comparison';
import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import type { Figure, PlotPanel } from '../figure.js';
import { capital, significant, withDeviation } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { type Colour, naiveOrange, otherLossPurple, trainedBlue, zeroGrey } from '../theme.js';
import {
  besideNaiveLosses,
  comparisonDefinitions,
  gainsOf,
  gainUnderSquares,
  lossBars,
  lossName,
  lossTableTitle,
  rowName,
  whatWasCompared,
} from '../sentences/loss-comparison.js';
import type { ModelSeed } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import { withSamplingError } from '../sentences/reading.js';
import type { Sentence } from '../sentences/rule.js';
import { whereConverged } from '../sentences/trained.js';

export interface Figure7Params {
  /** The active probability p that training and evaluation share. */
  readonly activeProbability: number;
  readonly steps: number;
  /** Of the models whose single features are described: the first one. */
  readonly seed: ModelSeed;
  /** The number of the figure that compares lengths of training; null if the report has none. */
  readonly convergenceFigure: number | null;
}

/** Figure 7: L4 against L2, both as the loss that is measured and as the loss that models are trained with. */
export function figure7(
  { comparison }: { comparison: LossComparison },
  params: Figure7Params,
): Figure<Sentence> {
  const { rows, lossExponent } = comparison;
  const measured: readonly ComparedLoss[] = [
    'mse.active',
    'mse.all',
    'l4.active',
    'l4.all',
    ...(lossExponent === 2 || lossExponent === 4 ? [] : (['lq.active', 'lq.all'] as const)),
  ];
  const trained = rows.filter(({ solution }) => solution === 'trained');
  const seeds = trained[0]?.gain.seeds.length ?? 0;
  const name = (loss: ComparedLoss) => lossName(loss, lossExponent);
  return {
    id: 'figure-7',
    number: 7,
    title: 'L4 against L2',
    caption: paragraphs(
      paragraph(
        whatWasCompared(comparison, params.steps, params.seed),
        whereConverged(
          params.convergenceFigure,
          trained.map(({ trainedWith }) => trainedWith!),
        ),
      ),
      ...trained.map((row) => besideNaiveLosses(comparison, row, measured)),
      paragraph(...trained.map((row) => gainsOf(row, params.seed)), gainUnderSquares(comparison)),
    ),
    definitions: comparisonDefinitions(comparison, params, seeds),
    panels: measured.map((loss) => lossPanel(loss, name(loss), rows)),
    tables: [
      {
        title: lossTableTitle(seeds),
        columns: ['loss', ...rows.map(capitalName)],
        rows: measured.map((loss) => [
          name(loss),
          ...rows.map(({ losses, improvement, solution }) => {
            const { mean, sd, standardError, reason } = losses[loss];
            if (mean === null) return `n/a${reason === undefined ? '' : ` (${reason})`}`;
            const ratio = improvement[loss];
            const value =
              solution !== 'trained'
                ? significant(mean)
                : sd === null
                  ? withSamplingError(mean, standardError)
                  : withDeviation(mean, sd);
            return solution === 'naive' || ratio === null ? value : `${value} (${significant(ratio)}×)`;
          }),
        ]),
      },
    ],
  };
}

function lossPanel(
  loss: ComparedLoss,
  name: string,
  rows: readonly LossComparisonRow[],
): PlotPanel<Sentence> {
  const values = rows.map(({ losses }) => losses[loss]);
  // Plotly stacks categories from the bottom up, so the naive solution is at the top.
  const upward = rows.map((row, index) => ({ row, value: values[index]! })).reverse();
  const end = (row: LossComparisonRow, value: QuantitySummary) =>
    (value.mean ?? 0) + (whiskers(row, value)?.above ?? 0);
  const largest = Math.max(0, ...upward.map(({ row, value }) => end(row, value)));
  return {
    kind: 'plot',
    id: loss.replace('.', '-'),
    title: capital(name),
    summary: lossBars(rows, loss),
    width: 'half',
    aspect: 0.42,
    traces: [
      {
        type: 'bar',
        orientation: 'h',
        x: upward.map(({ value }) => value.mean),
        y: upward.map(({ row }) => capitalName(row)),
        error_x: {
          type: 'data',
          symmetric: false,
          array: upward.map(({ row, value }) => whiskers(row, value)?.above ?? null),
          arrayminus: upward.map(({ row, value }) => whiskers(row, value)?.below ?? null),
          thickness: 2,
          width: 0,
          color: zeroGrey,
        },
        marker: { color: upward.map(({ row }) => colourOf(row)), line: { width: 0 } },
        hovertemplate: '%{y}: %{x:.5g}<extra></extra>',
      },
    ],
    layout: {
      bargap: 0.35,
      xaxis: axis(name, { rangemode: 'tozero', ...(largest > 0 ? { range: [0, largest * 1.42] } : {}) }),
      yaxis: axis('solution', { showgrid: false, ticks: '', title: { text: '' } }),
      annotations: upward.map(({ row, value }) => ({
        x: end(row, value),
        y: capitalName(row),
        text: value.mean === null ? 'n/a' : significant(value.mean),
        xanchor: 'left',
        xshift: 6,
        showarrow: false,
      })),
    },
  };
}

/** The 95 % interval over seeds; for one seed, one standard error of the samples. */
function whiskers(
  { solution }: LossComparisonRow,
  { mean, ci95, standardError }: QuantitySummary,
): { readonly below: number; readonly above: number } | null {
  if (solution !== 'trained' || mean === null) return null;
  if (ci95 !== null) return { below: mean - ci95[0], above: ci95[1] - mean };
  return standardError === null ? null : { below: standardError, above: standardError };
}

function capitalName(row: LossComparisonRow): string {
  return capital(rowName(row));
}

function colourOf({ solution, trainedWith }: LossComparisonRow): Colour {
  if (solution === 'naive') return naiveOrange;
  if (solution === 'zero') return zeroGrey;
  return trainedWith === 2 ? otherLossPurple : trainedBlue;
}
