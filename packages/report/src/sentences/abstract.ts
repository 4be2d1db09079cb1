import type { Config } from '@superposition/core/config';
import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { capital, counted, significant, whole } from '../text/format.js';
import { numberWords } from '../text/number-words.js';
import { describeValues, valueWords } from './describe-values.js';
import { besideExactLoss, exactly, overModels, standing } from './judge.js';
import { reading } from './reading.js';
import { definition, rule } from './rule.js';
import { lossWords } from './trained.js';

/** The experiment, as far as the abstract names it. */
export interface Experiment extends Pick<Config, 'model' | 'data'> {
  readonly training: Pick<Config['training'], 'steps' | 'lossExponent' | 'batchSize'>;
  /** Empty if the weights were given. */
  readonly seeds: readonly number[];
}

/** What was trained. */
export const trainedModels = rule(
  'describes the experiment, from its settings',
  ({ training: { steps, batchSize }, seeds }: Experiment) => {
    const which =
      seeds.length === 1
        ? `One model was trained, from seed ${seeds[0]}.`
        : `${capital(numberWords(seeds.length))} models were trained, each from another seed.`;
    const each = steps === 1 ? 'In one step' : `In each of ${counted(steps, 'step')}`;
    return `${which} ${each}, the weights change a little, so as to lower the loss on ${counted(batchSize, 'new sample')}.`;
  },
);

/** What is asked of given weights. */
export const givenModel = rule(
  'asks, and claims nothing; names the number of features',
  ({ model: { features } }: Pick<Experiment, 'model'>) =>
    `How well does a given network compute ${features === 1 ? 'this relu' : `these ${whole(features)} relus`}?`,
);

/** With which settings given weights are evaluated: they do not say on which data they are to be. */
export const settingsOfGiven = definition('The values of p and q are those of the settings of this report.');

/** How a number of the abstract is to be read. */
export const howToRead = rule(
  'says what stands behind ±, which depends on the number of models alone',
  ({ seeds }: Pick<Experiment, 'seeds'>) => {
    const numbers =
      'Figures 1 to 9 keep their numbers of the document that this report starts from, whatever their order here.';
    const ofSample =
      'What follows ± is one standard error of the samples; a number without it follows from the weights.';
    if (seeds.length === 0)
      return `Numbers below are of that one model, so they have no standard deviation. ${ofSample} ${numbers}`;
    const deviation =
      seeds.length > 1
        ? `Here and in the table of quantities, a number is the mean over the ${whole(seeds.length)} models ± the standard deviation between them, with the 95 % interval of the mean in brackets. Each figure says which models it shows.`
        : `Numbers below are of that one model: one run has no standard deviation, so nothing here says how another seed would differ. ${ofSample}`;
    return `${deviation} ${numbers}`;
  },
);

/** `2.0 times better than that of the naive solution (0.15)`, or how else a loss stands to it. */
function besideNaive(found: QuantitySummaries, id: 'lq.allPerActive' | 'mse.active' | 'mse.allPerActive') {
  const ours = overModels(found[id]);
  const naive = found[`naive.${id}`].mean;
  if (naive === null) return null;
  const words = besideExactLoss(found[id], naive, 2);
  return { words, naive, found: ours === null ? null : standing(ours, exactly(naive)) };
}

/** The loss that training minimised, or that of a given model. */
export const lossFirst = rule(
  'called a training loss only where the models were trained here; better or worse than the exact naive loss beyond three standard errors of the mean over models, or of each single model',
  (found: QuantitySummaries, { model, training: { lossExponent }, seeds }: Experiment) => {
    const name = `${seeds.length === 0 ? 'loss' : 'training loss'} ${lossWords(lossExponent)}`;
    const { mean, reason } = found['lq.allPerActive'];
    if (mean === null) return `The ${name} has no value: ${reason ?? 'no reason is known'}.`;
    const value = `The ${name}, over all entries and divided by p, is ${reading(found, 'lq.allPerActive')}`;
    const naive = besideNaive(found, 'lq.allPerActive');
    if (naive === null) return `${value}.`;
    const serves =
      model.neurons >= model.features
        ? 'gives each feature a neuron of its own'
        : `serves ${counted(model.neurons, 'feature')} and ignores the other${model.features - model.neurons === 1 ? '' : 's'}`;
    return naive.words === null
      ? `${value}; that of the naive solution, which ${serves}, is ${significant(naive.naive)}.`
      : `${value}, ${naive.words} that of the naive solution, which ${serves} (${significant(naive.naive)}).`;
  },
);

/** The mean squared errors beside those of the naive solution. */
export const squaredErrors = rule(
  'each error names its entries; better or worse than the exact naive error beyond three standard errors of the mean over models, or of each single model',
  (found: QuantitySummaries, { training: { lossExponent }, seeds }: Experiment) => {
    const of = (id: 'mse.active' | 'mse.allPerActive') => {
      const naive = besideNaive(found, id);
      if (found[id].mean === null) return null;
      const beside =
        naive === null
          ? ''
          : naive.words === null
            ? ` (naive ${significant(naive.naive)})`
            : `, ${naive.words} that of the naive solution (${significant(naive.naive)})`;
      return { words: `${reading(found, id)}${beside}`, found: naive?.found ?? null };
    };
    const [active, all] = [of('mse.active'), of('mse.allPerActive')];
    if (active === null || all === null) return '';
    const contrary = [active.found, all.found].includes('less') && [active.found, all.found].includes('more');
    const why = contrary ? ' Both are true: over all entries, outputs of inactive features count too.' : '';
    const loss = seeds.length === 0 ? 'This loss' : 'The training loss';
    return lossExponent === 2
      ? `${loss} is the mean squared error over all entries. Over active entries, it is ${active.words}.${why}`
      : `The mean squared error over active entries is ${active.words}; over all entries, divided by p, it is ${all.words}.${why}`;
  },
);

/** The output of a feature alone. */
export const outputAlone = rule(
  'exact; a mean over features is given only where it describes them, otherwise their groups or their range in the model of the first seed',
  (
    found: QuantitySummaries,
    curves: { readonly positive: readonly number[]; readonly negative: readonly number[] },
    { seeds }: Experiment,
  ) => {
    if (![curves.positive, curves.negative].every((values) => values.every(Number.isFinite))) return '';
    const described = [describeValues(curves.positive), describeValues(curves.negative)] as const;
    const shown = seeds.length > 1 ? ` in the model of seed ${seeds[0]}` : '';
    const of = (id: QuantityId, description: (typeof described)[number]) => {
      const words = valueWords(description);
      switch (description.kind) {
        case 'constant':
        case 'even':
          return reading(found, id);
        case 'groups':
          return `${words}${shown}`;
        case 'spread':
          return `${reading(found, id)} in the mean over features, but ${words}${shown}`;
      }
    };
    return `When a feature is active alone, its output at x = 1 is ${of('gain.positive', described[0])}, where it should be 1; at x = −1 it is ${of('output.minusOne', described[1])}, where it should be 0.`;
  },
);
