import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { Config } from '@superposition/core/config';
import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { counted, percent, significant, whole } from '../text/format.js';
import { describeValues, valueWords } from './describe-values.js';
import { besideExactLoss, exactly, overModels, standing } from './judge.js';
import { reading } from './reading.js';
import { rule } from './rule.js';
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
  ({ model, data, training, seeds }: Experiment) => {
    const times =
      seeds.length === 1
        ? `once, from seed ${seeds[0]}`
        : `${whole(seeds.length)} times, each time from another seed`;
    return (
      `A network of ${counted(model.neurons, 'neuron')} learns to compute relu on ${counted(model.features, 'feature')}${model.features === 1 ? '' : ' at once, each'} ` +
      `active with probability p = ${data.activeProbability}. It is trained ${times}, on the loss |y − t|^q ` +
      `with q = ${training.lossExponent}, for ${counted(training.steps, 'step')} of ${counted(training.batchSize, 'sample')}.`
    );
  },
);

/** What was given, and with which settings it is evaluated. */
export const givenModel = rule(
  'names the shape of the weights, and the settings that they are evaluated with',
  ({ model, data, training }: Experiment) => {
    const on = `${counted(model.features, 'feature')}${model.features === 1 ? '' : ' at once'}`;
    return (
      `How well does a given network of ${counted(model.neurons, 'neuron')} compute relu on ${on}? ` +
      `It is evaluated on data in which a feature is active with probability p = ${data.activeProbability}, and on the loss |y − t|^q with q = ${training.lossExponent}, from the settings.`
    );
  },
);

/** Where the weights of a given model come from. */
export const originOfWeights = rule(
  'the weights were given; one file or two name both matrices',
  (
    { model: { features, neurons } }: Pick<Experiment, 'model'>,
    from: { readonly W_in: string; readonly W_out: string } | undefined,
  ) => {
    const place =
      from === undefined
        ? 'Its weights were given.'
        : `Its weights were given: W_in is the tensor \`${from.W_in}\` (${whole(neurons)} × ${whole(features)}), and W_out is \`${from.W_out}\` (${whole(features)} × ${whole(neurons)}).`;
    return `${place} They were not trained here, and how they came about is not known.`;
  },
);

/** How a number of the abstract is to be read. */
export const howToRead = rule(
  'says what stands behind ±, which depends on the number of models alone; of the table of claims only where it has such an interval',
  ({ seeds }: Experiment, claims: readonly JudgedClaim[]) => {
    const ofSample =
      'What follows ± is one standard error of the samples; a number without it follows from the weights.';
    if (seeds.length === 0)
      return `Numbers below are of that one model, so they have no standard deviation. ${ofSample}`;
    const ofClaims = claims.some(({ ours }) => ours?.basis === 'seeds')
      ? ' The table of claims compares single numbers with where another run is expected.'
      : '';
    return seeds.length > 1
      ? `Here and in the table of quantities, a number is the mean over the ${whole(seeds.length)} models ± the standard deviation between them, with the 95 % interval of the mean in brackets.${ofClaims} Each figure says which models it shows.`
      : `Numbers below are of that one model: one run has no standard deviation, so nothing here says how another seed would differ. ${ofSample}`;
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
        : `serves ${counted(model.neurons, 'feature')} and ignores the others`;
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

/** The error of a feature alone in its own output, beside three errors. */
export const sharesAlone = rule(
  'exact errors of a feature alone, in its own output only, beside three errors, or none; others take error away only beyond three standard errors of the interference, and nothing interferes only where it is exactly 0 in the samples',
  (found: QuantitySummaries, { model: { features } }: Pick<Experiment, 'model'>) => {
    const errors = ['mse.active', 'l4.allPerActive', 'mse.allPerActive'] as const;
    const totals = errors.map((id) => found[id].mean);
    const isolated = [
      found['mse.isolated'].mean,
      found['l4.isolated'].mean,
      found['mse.isolated'].mean,
    ] as const;
    const shares = isolated.map((part, index) => {
      const total = totals[index] ?? null;
      return part === null || total === null || total === 0 ? null : part / total;
    });
    if (shares.some((share) => share === null)) return '';
    const [active, fourth, all] = shares as [number, number, number];
    const interference = overModels(found['mse.interference']);
    const others = interference === null ? null : standing(interference, exactly(0));
    if (others === 'equal' && shares.every((share) => Math.abs(share! - 1) < 1e-6))
      return features === 1
        ? 'There is no other feature that could add to the error.'
        : 'All of the error is there when a feature is active alone: in no sample did a feature disturb another.';
    const less =
      others === 'less' && active > 1 ? ' (other active features take some of the error away)' : '';
    return `The error that a feature has in its own output when it is active alone is ${percent(active)} of the mean squared error over active entries${less}, ${percent(fourth)} of L4 over all entries, and ${percent(all)} of the mean squared error over all entries (both divided by p).`;
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
