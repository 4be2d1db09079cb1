import type {
  ComparedLoss,
  LossComparison,
  LossComparisonRow,
} from '@superposition/analyses/internal/error/loss-comparison';
import { exactly as exactValue } from '@superposition/core/internal/quantities/missing';
import { summariseValues } from '@superposition/core/internal/quantities/summary';
import { capital, counted, listing, significant, whole, withDeviation } from '../text/format.js';
import { describeValues, valueWords } from './describe-values.js';
import { besideExactLoss, exactly, overModels, standing } from './judge.js';
import type { ModelSeed } from './model.js';
import { definition, rule } from './rule.js';
import { lossWords } from './trained.js';

/** `MSE over active entries`. */
export function lossName(loss: ComparedLoss, lossExponent: number): string {
  const [kind, entries] = loss.split('.') as ['mse' | 'l4' | 'lq', 'active' | 'all'];
  return `${{ mse: 'MSE', l4: 'L4', lq: `L${lossExponent}` }[kind]} over ${entries} entries`;
}

/** `trained with L2`, `naive`. */
export function rowName({ solution, trainedWith }: LossComparisonRow): string {
  return trainedWith === null ? solution : `trained with L${trainedWith}`;
}

function trainedRows({ rows }: LossComparison): readonly LossComparisonRow[] {
  return rows.filter(({ solution }) => solution === 'trained');
}

/** What was trained, and for how long. */
export const whatWasCompared = rule(
  'describes the trainings, from their parameters',
  (comparison: LossComparison, steps: number, seed: ModelSeed) => {
    const rows = trainedRows(comparison);
    const losses = rows.map(({ trainedWith }) => `L${trainedWith}`);
    const seeds = rows[0]?.gain.seeds.length ?? 0;
    const each = losses.length > 1 ? ' each' : '';
    const models =
      seeds === 1
        ? `One model${each}, seed ${seed}, was`
        : `${whole(seeds)} models${each}, of the same seeds, were`;
    return `${models} trained with ${listing(losses)} for ${counted(steps, 'step')}.`;
  },
);

/** The trained models’ losses beside those of the naive solution. */
export const besideNaiveLosses = rule(
  'better or worse beyond three standard errors of the mean over models, or half of its 95 % interval where that is wider, or of each of the models; the naive loss is exact',
  ({ rows, lossExponent }: LossComparison, row: LossComparisonRow, measured: readonly ComparedLoss[]) => {
    const naive = rows.find(({ solution }) => solution === 'naive')!;
    const phrases = measured.flatMap((loss) => {
      const theirs = naive.losses[loss].mean;
      const words = theirs === null ? null : besideExactLoss(row.losses[loss], theirs);
      return words === null ? [] : [{ words, name: lossName(loss, lossExponent) }];
    });
    if (phrases.length === 0)
      return `No loss ${rowName(row).replace('trained', 'of a model trained')} can be compared with that of the naive solution: it has no value, or no known error.`;
    const parts = phrases.map(
      ({ words, name }, index) => `${words} ${index === 0 ? 'the naive solution' : 'it'} in ${name}`,
    );
    const models =
      row.gain.seeds.length > 1
        ? `In the mean over seeds, the models ${rowName(row)} are`
        : `The model ${rowName(row)} is`;
    return `${models} ${listing(parts)}.`;
  },
);

/** The gains of the features of one trained model. */
export const gainsOf = rule(
  'exact, of one model; a mean is given only where it describes the features, otherwise their groups or their range',
  (row: LossComparisonRow, seed: ModelSeed) => {
    if (row.gains === undefined || seed === null || !row.gains.every(Number.isFinite)) return '';
    return `In the model of seed ${seed} ${rowName(row)}, the gain for positive inputs is ${valueWords(describeValues(row.gains))}.`;
  },
);

/** Which training loss leads to the higher mean gain. */
export const gainUnderSquares = rule(
  'the mean of the differences between models of the same seed is more than three standard errors away from 0, and than half of its 95 % interval; two models without a spread over seeds are compared as these two models only',
  (comparison: LossComparison) => {
    const trained = trainedRows(comparison);
    const own = trained.find(({ trainedWith }) => trainedWith !== 2);
    const squares = trained.find(({ trainedWith }) => trainedWith === 2);
    if (own === undefined || squares === undefined) return '';
    const pairs = squares.gain.seeds.flatMap((gain, index) => {
      const other = own.gain.seeds[index] ?? null;
      return gain === null || other === null ? [] : [gain - other];
    });
    if (pairs.length < squares.gain.seeds.length || pairs.length === 0) return '';
    const summary = summariseValues(pairs.map((each) => exactValue(each)));
    const found = standing(overModels(summary)!, exactly(0));
    const names = `L2 and L${own.trainedWith}`;
    if (pairs.length === 1)
      return `The mean gains over features of the two models differ by ${significant(Math.abs(pairs[0]!), 2)}; one seed does not tell whether another one would agree.`;
    const by = withDeviation(Math.abs(summary.mean!), summary.sd, 'prose');
    const basis = 'mean ± standard deviation of the difference between models of the same seed';
    if (found === 'undecided' || found === 'equal')
      return `The mean gains over features under ${names} are not to be told apart: they differ by ${withDeviation(summary.mean!, summary.sd, 'prose')} (${basis}).`;
    return `The mean gain over features is ${found === 'more' ? 'higher' : 'lower'} under L2 than under L${own.trainedWith}, by ${by} (${basis}).`;
  },
);

/** The title of the table. */
export const lossTableTitle = (seeds: number) =>
  definition(
    `Losses (${seeds > 1 ? 'mean ± standard deviation over seeds' : '± Monte-Carlo standard error'}), and the naive loss divided by each`,
  );

/** What the figure shows. */
export const comparisonDefinitions = (
  { lossExponent }: LossComparison,
  { activeProbability }: { readonly activeProbability: number },
  seeds: number,
) => [
  definition(
    `MSE is the mean of ${lossWords(2)}, L4 of ${lossWords(4)}${lossExponent === 2 || lossExponent === 4 ? '' : `, L${lossExponent} of ${lossWords(lossExponent)}`}; “active” over active entries, “all” over every entry of the output. At p = ${activeProbability} an entry is active that often, so the two differ in what they count and not only in a factor: “all” also charges for outputs of inactive features.`,
  ),
  definition(
    'Naive and zero are exact: over active entries (1 − min(m, n)/n)/6 and 1/6 for MSE, (1 − min(m, n)/n)/10 and 1/10 for L4.',
  ),
  definition(
    `Trained models: ${
      seeds > 1
        ? `mean over ${counted(seeds, 'seed')}; whiskers are 95 % intervals of the mean over seeds`
        : 'one seed; whiskers are ±1 Monte-Carlo standard error'
    }. A loss counts as better or worse beyond three standard errors of the mean. Bars start at 0; each panel has a scale of its own.`,
  ),
];

/** The bars for readers who cannot see them. */
export const lossBars = rule(
  'gives the value of each bar',
  (rows: readonly LossComparisonRow[], loss: ComparedLoss) =>
    rows
      .map((row) => {
        const { mean, reason } = row.losses[loss];
        const value =
          mean === null ? `no value${reason === undefined ? '' : `, ${reason}`}` : significant(mean);
        return `${capital(rowName(row))}: ${value}.`;
      })
      .join(' '),
);
