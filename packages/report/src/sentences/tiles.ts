import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { counted, factorOf, oneScale, significant, whole, withDeviation } from '../text/format.js';
import { numberWords } from '../text/number-words.js';
import type { Experiment } from './abstract.js';
import { describeValues } from './describe-values.js';
import { exactly, overModels, type Standing, standing } from './judge.js';
import { definition, rule } from './rule.js';
import { sharing } from './served.js';

/** What the three numbers are. */
export const tilesLabel = definition('Key numbers');

/** The number of a tile, what it is in few words, and more about it. */
export interface TileNumber {
  readonly value: string;
  /** A sign after the number, in smaller print. */
  readonly unit: string;
}

/** How a loss stands to the exact one of the naive solution. */
interface Beside {
  readonly ours: number;
  readonly naive: number;
  readonly found: Standing;
  /** The larger of both divided by the smaller; NaN where one of them is 0. */
  readonly factor: number;
}

type Loss = 'lq.active' | 'lq.allPerActive' | 'mse.active' | 'mse.allPerActive';

function beside(found: QuantitySummaries, id: Loss): Beside | null {
  const ours = overModels(found[id]);
  const naive = found[`naive.${id}` as QuantityId].mean;
  if (ours === null || naive === null) return null;
  const factor = Math.max(ours.value / naive, naive / ours.value);
  return {
    ours: ours.value,
    naive,
    found: standing(ours, exactly(naive)),
    factor: Number.isFinite(factor) ? factor : Number.NaN,
  };
}

/** `4.38 times less`; undefined where chance may explain the difference, or where one of both is 0. */
function times({ found, factor }: Beside): string | undefined {
  return (found === 'less' || found === 'more') && !Number.isNaN(factor)
    ? `${factorOf(factor)} times ${found}`
    : undefined;
}

/** The number of a tile about a loss: how many times it is that of the naive solution, or the loss itself. */
export function lossNumber(found: QuantitySummaries, id: Loss): TileNumber {
  const loss = beside(found, id);
  if (loss !== null && times(loss) !== undefined) return { value: factorOf(loss.factor), unit: '×' };
  const { mean } = found[id];
  return { value: mean === null ? 'n/a' : significant(mean), unit: '' };
}

const named = (isTrained: boolean) => (isTrained ? 'the loss it was trained on' : 'the loss of the settings');

/** The loss that was trained, in a few words. */
export const trainedLossName = rule(
  'less or more only beyond three standard errors of the mean over models',
  (found: QuantitySummaries, { seeds }: Pick<Experiment, 'seeds'>) => {
    const loss = beside(found, 'lq.allPerActive');
    const name = named(seeds.length > 0);
    return loss !== null && times(loss) !== undefined
      ? `${loss.found} than naive in ${name}`
      : `${name.replace(/^t/, 'T')}`;
  },
);

/** The rest of what the tile of the trained loss says. */
export const trainedLossRest = rule(
  'names the entries and both losses; less or more over active entries only beyond three standard errors',
  (found: QuantitySummaries, { training: { lossExponent } }: Pick<Experiment, 'training'>) => {
    const what = `|error|^${lossExponent} over all entries`;
    const loss = beside(found, 'lq.allPerActive');
    const { mean, reason } = found['lq.allPerActive'];
    if (mean === null) return `${what}: ${reason ?? 'no value'}.`;
    if (loss === null) return `${what}, divided by p.`;
    const both =
      times(loss) !== undefined
        ? `${what}: ${significant(loss.ours)} against ${significant(loss.naive)}, both divided by p, the share of active entries.`
        : loss.found === 'undecided'
          ? `${what}, divided by p; not to be told apart from the ${significant(loss.naive)} of naive.`
          : `${what}, divided by p; naive has ${significant(loss.naive)}.`;
    const active = beside(found, 'lq.active');
    const words = active === null ? undefined : times(active);
    return words === undefined ? both : `${both} Over active entries it is ${words}.`;
  },
);

/** The number of the tile about gains: their mean where it stands for them, else how many features are served. */
export function gainNumber(found: QuantitySummaries, gains: readonly number[]): TileNumber {
  const mean = found['gain.positive'].mean;
  const served = servedOf(gains);
  if (served !== undefined) return { value: whole(served), unit: `of ${whole(gains.length)}` };
  return { value: mean === null ? 'n/a' : significant(mean), unit: '' };
}

/** How many features are served, where the mean does not stand for them. */
function servedOf(gains: readonly number[]): number | undefined {
  if (gains.length < 2 || !gains.every(Number.isFinite)) return undefined;
  const { kind } = describeValues(gains);
  const found = sharing(gains);
  const isUneven = kind === 'groups' || kind === 'spread';
  return isUneven && (found?.kind === 'chosen' || found?.kind === 'unequal') ? found.served : undefined;
}

export const gainName = rule(
  'a mean gain only where it stands for the features of the model of the first seed; else how many are above a quarter of the greatest',
  (gains: readonly number[]) =>
    servedOf(gains) === undefined
      ? 'gain for positive inputs'
      : 'features have more than a quarter of the greatest gain',
);

export const gainRest = rule(
  'the deviation over models, and the exact ends of the gains of the model of the first seed',
  (found: QuantitySummaries, gains: readonly number[], seeds: readonly number[]) => {
    const { mean, sd, seeds: all }: QuantitySummary = found['gain.positive'];
    const isMean = servedOf(gains) === undefined;
    const models =
      isMean && sd !== null && all.length > 1
        ? `±${withDeviation(mean ?? 0, sd, 'prose').split('±')[1]} over ${numberWords(all.length)} seeds`
        : '';
    if (gains.length < 2 || !gains.every(Number.isFinite)) return models === '' ? '' : `${models}.`;
    const ends = [Math.min(...gains), Math.max(...gains)] as const;
    const print = oneScale(ends);
    const whose = seeds.length === 0 ? 'the gains' : `the gains of seed ${seeds[0]}`;
    const range =
      print(ends[0]) === print(ends[1])
        ? `${whose} are all ${print(ends[0])}`
        : `${whose} lie between ${print(ends[0])} and ${print(ends[1])}`;
    return models === '' ? `${range}.` : `${models}; ${range}.`;
  },
);

export const squaredErrorName = rule(
  'less or more only beyond three standard errors of the mean over models',
  (found: QuantitySummaries) => {
    const all = beside(found, 'mse.allPerActive');
    return all !== null && times(all) !== undefined
      ? `${all.found} squared error over all entries`
      : 'squared error over all entries, divided by p';
  },
);

export const squaredErrorRest = rule(
  'both are compared with naive beyond three standard errors; that both are true is said only where one is less and the other more',
  (found: QuantitySummaries) => {
    const [all, active] = [beside(found, 'mse.allPerActive'), beside(found, 'mse.active')];
    if (all === null || active === null) return '';
    const [of, ofActive] = [times(all), times(active)];
    if (of === undefined) {
      const level = all.found === 'undecided' ? 'not to be told apart from' : 'that of naive is';
      return `${level} ${significant(all.naive)}${all.found === 'undecided' ? ', that of naive' : ''}.`;
    }
    if (ofActive === undefined) return 'than naive.';
    if (all.found === active.found) return `than naive, and ${ofActive} over active ones.`;
    return `than naive, although ${ofActive} over active ones. Both are true: ${
      all.found === 'more'
        ? 'outputs of inactive features are disturbed.'
        : 'outputs of inactive features count too.'
    }`;
  },
);

/** The model that was trained for more steps, at the settings of the report. */
export interface LongerTraining {
  readonly steps: number;
  readonly isConverged: boolean;
  readonly gain: number | null;
  /** Losses divided by those of the naive solution. */
  readonly lossOverNaive: number | null;
  readonly squaredOverNaive: number | null;
}

const whenTrainedLonger = ({ isConverged, steps }: LongerTraining) =>
  `after ${counted(steps, 'step')}${isConverged ? ', converged' : ''}`;

/** Below a tile: the same number of the model that was trained longer. */
export const longerGain = rule(
  'of the model of one seed that the sweep over exponents trained; called converged only where that was tested and found',
  (longer: LongerTraining) =>
    longer.gain === null ? '' : `${whenTrainedLonger(longer)}: ${significant(longer.gain)}`,
);
export const longerLoss = rule(
  'the same, of a ratio of losses over the entries that are named; less or more as the ratio is',
  (longer: LongerTraining, ratio: number | null, entries: string) =>
    ratio === null || !(ratio > 0) || !Number.isFinite(ratio)
      ? ''
      : `${whenTrainedLonger(longer)}: ${significant(Math.max(ratio, 1 / ratio))} times ${ratio < 1 ? 'less' : 'more'} over ${entries} entries`,
);
