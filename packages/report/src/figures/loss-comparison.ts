import type {
  ComparedLoss,
  LossComparison,
  LossComparisonRow,
} from '@superposition/analyses/internal/error/loss-comparison';
import { confidenceInterval95, mean } from '@superposition/core/internal/numbers/statistics';
import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { advantage } from '../text/advantage.js';
import type { Figure, PlotPanel } from '../figure.js';
import { capital, counted, interval, significant, withDeviation } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { type Colour, naiveOrange, otherLossPurple, trainedBlue, zeroGrey } from '../theme.js';

export interface Figure7Params {
  /** The active probability p that training and evaluation share. */
  readonly activeProbability: number;
}

/** Figure 7: L4 against L2, both as the loss that is measured and as the loss that models are trained with. */
export function figure7({ comparison }: { comparison: LossComparison }, params: Figure7Params): Figure {
  const { rows, lossExponent } = comparison;
  const measured: readonly ComparedLoss[] = [
    'mse.active',
    'mse.all',
    'l4.active',
    'l4.all',
    ...(lossExponent === 2 || lossExponent === 4 ? [] : (['lq.active', 'lq.all'] as const)),
  ];
  const seeds = rows.find(({ solution }) => solution === 'trained')?.gain.seeds.length ?? 0;
  const trained = rows.filter(({ solution }) => solution === 'trained');
  const naive = rows.find(({ solution }) => solution === 'naive')!;
  const name = (loss: ComparedLoss) => lossName(loss, lossExponent);
  return {
    id: 'figure-7',
    number: 7,
    title: 'L4 against L2',
    caption: [
      ...trained.map((row) => {
        const phrases = measured
          .filter((loss) => row.improvement[loss] !== null)
          .map((loss) => `${besideNaive(row.losses[loss], naive.losses[loss])} in ${name(loss)}`);
        return phrases.length === 0
          ? `The ratio of the naive solution’s loss to that of the model ${rowName(row)} is not defined here.`
          : `The model ${rowName(row)}, beside the naive solution: ${phrases.join('; ')}.`;
      }),
      trained
        .filter(({ gain }) => gain.mean !== null)
        .map(
          (row) =>
            `${capital(rowName(row))}, the gain for positive inputs is ${withDeviation(row.gain.mean!, row.gain.sd)}.`,
        )
        .concat(gainUnderSquares(trained))
        .join(' '),
    ].filter((paragraph) => paragraph !== ''),
    definitions: [
      `MSE is the mean of |y − t|², L4 of |y − t|⁴${measured.length > 4 ? `, L${lossExponent} of |y − t|^${lossExponent}` : ''}; “active” over active entries, “all” over every entry of the output. At p = ${params.activeProbability} an entry is active that often, so the two differ in what they count and not only in a factor: “all” also charges for outputs of inactive features.`,
      'Naive and zero are exact: over active entries (1 − min(m, n)/n)/6 and 1/6 for MSE, (1 − min(m, n)/n)/10 and 1/10 for L4.',
      `Trained models: mean over ${counted(seeds, 'seed')}${seeds > 1 ? '; whiskers are 95 % intervals of the mean over seeds' : '; one seed has no interval'}. Bars start at 0; each panel has a scale of its own.`,
    ],
    panels: measured.map((loss) => lossPanel(loss, name(loss), rows)),
    tables: [
      {
        title: 'Losses (mean ± standard deviation over seeds), and how many times better than naive',
        columns: ['loss', ...rows.map(capitalName)],
        rows: measured.map((loss) => [
          name(loss),
          ...rows.map(({ losses, improvement, solution }) => {
            const { mean, sd, reason } = losses[loss];
            if (mean === null) return `n/a${reason === undefined ? '' : ` (${reason})`}`;
            const ratio = improvement[loss];
            const value = solution === 'trained' ? withDeviation(mean, sd) : significant(mean);
            return solution === 'naive' || ratio === null ? value : `${value} (${significant(ratio)}×)`;
          }),
        ]),
      },
    ],
  };
}

function lossPanel(loss: ComparedLoss, name: string, rows: readonly LossComparisonRow[]): PlotPanel {
  const values = rows.map(({ losses }) => losses[loss]);
  // Plotly stacks categories from the bottom up, so the naive solution is at the top.
  const upward = rows.map((row, index) => ({ row, value: values[index]! })).reverse();
  const largest = Math.max(0, ...values.map(({ mean, ci95 }) => Math.max(mean ?? 0, ci95?.[1] ?? 0)));
  return {
    kind: 'plot',
    id: loss.replace('.', '-'),
    title: capital(name),
    summary: rows
      .map((row, index) => {
        const { mean, reason } = values[index]!;
        return `${capitalName(row)}: ${mean === null ? `no value${reason === undefined ? '' : `, ${reason}`}` : significant(mean)}.`;
      })
      .join(' '),
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
          array: upward.map(({ row, value }) =>
            value.ci95 && value.mean !== null && row.solution === 'trained'
              ? value.ci95[1] - value.mean
              : null,
          ),
          arrayminus: upward.map(({ row, value }) =>
            value.ci95 && value.mean !== null && row.solution === 'trained'
              ? value.mean - value.ci95[0]
              : null,
          ),
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
        x: Math.max(value.mean ?? 0, value.ci95?.[1] ?? 0),
        y: capitalName(row),
        text: value.mean === null ? 'n/a' : significant(value.mean),
        xanchor: 'left',
        xshift: 6,
        showarrow: false,
      })),
    },
  };
}

function lossName(loss: ComparedLoss, lossExponent: number): string {
  const [kind, entries] = loss.split('.') as ['mse' | 'l4' | 'lq', 'active' | 'all'];
  return `${{ mse: 'MSE', l4: 'L4', lq: `L${lossExponent}` }[kind]} over ${entries} entries`;
}

function besideNaive(trained: QuantitySummary, naive: QuantitySummary): string {
  const equal = trained.ci95 === null ? 'about equal' : 'equal within the 95 % interval';
  return advantage(trained.mean!, naive.mean!, trained.ci95) ?? equal;
}

/** Says which training loss leads to the higher gain, from the differences between models of the same seeds. */
function gainUnderSquares(trained: readonly LossComparisonRow[]): string[] {
  const own = trained.find(({ trainedWith }) => trainedWith !== 2);
  const squares = trained.find(({ trainedWith }) => trainedWith === 2);
  if (own === undefined || squares === undefined) return [];
  const differences = squares.gain.seeds.flatMap((gain, index) => {
    const other = own.gain.seeds[index] ?? null;
    return gain === null || other === null ? [] : [gain - other];
  });
  const between = confidenceInterval95(differences);
  if (between === null || differences.length < squares.gain.seeds.length) return [];
  const [low, high] = between;
  const basis = 'mean difference between models of the same seed, 95 % interval';
  if (low <= 0 && high >= 0) {
    return [
      `Whether L2 leads to another gain than L${own.trainedWith}, these models do not tell: ${interval(low, high)} (${basis}).`,
    ];
  }
  const [direction, ends] = low > 0 ? ['higher', [low, high] as const] : ['lower', [-high, -low] as const];
  return [
    `So L2 leads to a ${direction} gain than L${own.trainedWith}, by ${significant(Math.abs(mean(differences)), 2)} ${interval(...ends)} (${basis}).`,
  ];
}

function rowName({ solution, trainedWith }: LossComparisonRow): string {
  return trainedWith === null ? solution : `trained with L${trainedWith}`;
}

function capitalName(row: LossComparisonRow): string {
  return capital(rowName(row));
}

function colourOf({ solution, trainedWith }: LossComparisonRow): Colour {
  if (solution === 'naive') return naiveOrange;
  if (solution === 'zero') return zeroGrey;
  return trainedWith === 2 ? otherLossPurple : trainedBlue;
}
