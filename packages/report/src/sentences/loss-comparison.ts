import type {
  ComparedLoss,
  LossComparison,
  LossComparisonRow,
} from '@superposition/analyses/internal/error/loss-comparison';
import { exactly as exactValue } from '@superposition/core/internal/quantities/missing';
import { summariseValues } from '@superposition/core/internal/quantities/summary';
import { capital, counted, listing, significant, whole, withDeviation } from '../text/format.js';
import { allOf } from '../text/part-of.js';
import { describeValues, valueWords } from './describe-values.js';
import { besideExactLoss, exactly, overModels, standing } from './judge.js';
import type { ModelSeed } from './model.js';
import { definition, rule, stated } from './rule.js';
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
  'the mean gain stands for the features under both losses; the mean of the differences between models of the same seed is more than three standard errors away from 0, and than half of its 95 % interval; two models without a spread over seeds are compared as these two models only',
  (comparison: LossComparison) => {
    const trained = trainedRows(comparison);
    const own = trained.find(({ trainedWith }) => trainedWith !== 2);
    const squares = trained.find(({ trainedWith }) => trainedWith === 2);
    if (own === undefined || squares === undefined) return '';
    if (![own, squares].every(({ gains }) => gains !== undefined && hasMean(gains))) return '';
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

/** Whether a mean stands for the gains. */
function hasMean(gains: readonly number[]): boolean {
  if (!gains.every(Number.isFinite)) return false;
  const { kind } = describeValues(gains);
  return kind === 'even' || kind === 'constant';
}

/** With whose losses the others are divided: the naive solution’s, or, where it makes no error, those of the output 0. */
export function comparedSolution({ rows }: LossComparison): 'naive' | 'zero' {
  const naive = rows.find(({ solution }) => solution === 'naive')!;
  return naive.losses['mse.active'].mean === 0 ? 'zero' : 'naive';
}

/** The headline: that the order of the models depends on the loss that is measured, and who is served on the one that is trained. */
export const whoWins = rule(
  'one of two trained losses leads to a certainly smaller value of one measured loss, and to a certainly larger one of another; the gains are even under one, and under the other in groups or spread; with one trained loss, how it stands to the naive solution in all measured ones',
  (
    comparison: LossComparison,
    measured: readonly ComparedLoss[],
    gains: readonly (readonly number[] | undefined)[],
  ) => {
    const [own, squares] = trainedRows(comparison);
    if (own === undefined) return '';
    if (squares === undefined) return besideNaiveAtAll(comparison, own, measured);
    const found = measured.flatMap((loss) => {
      const [ours, theirs] = [overModels(own.losses[loss]), overModels(squares.losses[loss])];
      return ours === null || theirs === null ? [] : [standing(ours, theirs)];
    });
    const flips = found.includes('less') && found.includes('more');
    const kinds = gains.map((each) =>
      each === undefined || each.length < 2 || !each.every(Number.isFinite)
        ? undefined
        : describeValues(each).kind,
    );
    const isEven = (kind: (typeof kinds)[number]) => kind === 'even' || kind === 'constant';
    const served = kinds.length === 2 && !kinds.includes(undefined) && isEven(kinds[0]) !== isEven(kinds[1]);
    const names = [own, squares].map(({ trainedWith }) => `q = ${trainedWith}`);
    if (flips && served)
      return 'Which loss is measured decides which model wins; which loss is trained decides how many features are served.';
    if (served)
      return `Which loss is trained decides how many features are served: they are served alike under ${names[isEven(kinds[0]) ? 0 : 1]}, unequally under ${names[isEven(kinds[0]) ? 1 : 0]}.`;
    if (flips) return 'Which loss is measured decides which trained model wins.';
    return besideNaiveAtAll(comparison, own, measured);
  },
);

/** How the models of one loss stand to the naive solution in all measured losses, if each can be told. */
function besideNaiveAtAll(
  { rows }: LossComparison,
  row: LossComparisonRow,
  measured: readonly ComparedLoss[],
): string {
  const naive = rows.find(({ solution }) => solution === 'naive')!;
  const found = measured.map((loss) => {
    const [ours, theirs] = [overModels(row.losses[loss]), naive.losses[loss].mean];
    return ours === null || theirs === null ? 'undecided' : standing(ours, exactly(theirs));
  });
  const count = (kind: (typeof found)[number]) => found.filter((each) => each === kind).length;
  const several = row.gain.seeds.length > 1;
  const models = `Trained with q = ${row.trainedWith}, the ${several ? 'models are' : 'model is'}`;
  const all = whole(measured.length);
  if (count('less') === measured.length)
    return `${models} better than naive in ${allOf(measured.length, 'loss')}${several ? ', in the mean over seeds' : ''}.`;
  if (count('more') === measured.length)
    return `${models} worse than naive in ${allOf(measured.length, 'loss')}${several ? ', in the mean over seeds' : ''}.`;
  if (count('less') > 0 && count('less') + count('more') === measured.length)
    return `${models} better than naive in ${whole(count('less'))} of ${all} losses and worse in the ${count('more') === 1 ? 'other' : 'others'}${several ? ', in the mean over seeds' : ''}.`;
  return '';
}

/** Of which models the gains are drawn. */
export const whoseGains = rule(
  'describes the models whose gains are drawn, by their training',
  (seed: number, steps: number, several: boolean) =>
    `Right: the gain of each feature, of the model of seed ${seed} after ${counted(steps, 'step')}${several ? ' with each exponent q' : ''}.`,
);

/** The gains of the converged models under the exponents that the figure compares. */
export const gainsAtExponents = rule(
  'exact, of one model each; a mean is given only where it describes the features, otherwise their groups or their range',
  (models: readonly { readonly lossExponent: number; readonly gains: readonly number[] }[]) =>
    models
      .filter(({ gains }) => gains.length > 0 && gains.every(Number.isFinite))
      .map(
        ({ lossExponent, gains }) =>
          `There, at q = ${lossExponent}, the gain is ${valueWords(describeValues(gains))}.`,
      )
      .join(' '),
);

/** The title of the axis of losses, which says its directions. */
export const lossRatioAxis = (divisor: string) =>
  stated(
    'describes losses and marks as they are made for so many seeds',
    `loss / ${divisor} (better ← → worse)`,
  );

/** The title of the table. */
export const lossTableTitle = (seeds: number) =>
  stated(
    'says what ± stands for with so many seeds',
    `Losses (${seeds > 1 ? 'mean ± standard deviation over seeds' : '± Monte-Carlo standard error'}), and the naive loss divided by each`,
  );

/** What the figure shows. */
export const comparisonDefinitions = (
  { lossExponent }: LossComparison,
  { activeProbability }: { readonly activeProbability: number },
  seeds: number,
) => [
  stated(
    'describes losses and marks as they are made for so many seeds',
    `MSE is the mean of ${lossWords(2)}, L4 of ${lossWords(4)}${lossExponent === 2 || lossExponent === 4 ? '' : `, L${lossExponent} of ${lossWords(lossExponent)}`}; “active” over active entries, “all” over every entry of the output. At p = ${activeProbability} an entry is active that often, so the two differ in what they count and not only in a factor: “all” also charges for outputs of inactive features.`,
  ),
  definition(
    'Naive and zero are exact: over active entries (1 − min(m, n)/n)/6 and 1/6 for MSE, (1 − min(m, n)/n)/10 and 1/10 for L4.',
  ),
  stated(
    'describes losses and marks as they are made for so many seeds',
    `Trained models: ${
      seeds > 1
        ? `mean over ${counted(seeds, 'seed')}; a tinted bar reaches from the least to the greatest of them, and a whisker is the 95\u00a0% interval of the mean`
        : 'one seed; a whisker is ±3 Monte-Carlo standard errors'
    }, where it is longer than the mark. A loss counts as better or worse beyond three standard errors of the mean.`,
  ),
];

/** The marks for readers who cannot see them. */
export const lossDotsInWords = rule(
  'gives the place of each mark',
  (comparison: LossComparison, measured: readonly ComparedLoss[]) => {
    const { rows, lossExponent } = comparison;
    const compared = rows.find(({ solution }) => solution === comparedSolution(comparison))!;
    return measured
      .map((loss) => {
        const theirs = compared.losses[loss].mean;
        const parts = rows
          .filter((row) => row !== compared)
          .map((row) => {
            const { mean, reason } = row.losses[loss];
            return mean === null || theirs === null || !(theirs > 0)
              ? `${rowName(row)}: no value${reason === undefined ? '' : `, ${reason}`}`
              : `${rowName(row)}: ${significant(mean / theirs)}`;
          });
        return `${capital(lossName(loss, lossExponent))} divided by that of ${compared.solution === 'naive' ? 'the naive solution' : 'the output 0'}, ${parts.join('; ')}.`;
      })
      .join(' ');
  },
);
