import { counted, listing, oneScale, significant, whole } from '../text/format.js';
import { type ModelSeed, modelWord } from './model.js';
import { definition, rule } from './rule.js';
import { gainsNote, powerOfError, sharing, sharingWords } from './served.js';
import { lossWords } from './trained.js';

/** The gains of one model, by feature; empty if its training diverged. */
export interface ModelGains {
  /** null of the naive solution, and of a given model. */
  readonly lossExponent: number | null;
  readonly gains: readonly number[];
  /** null where nothing was trained, or where it is not known. */
  readonly steps: number | null;
}

/** Whose gains these are. */
export const gainsTitle = definition(
  'Gain of each feature: its own output at x = 1, when it alone is active',
);

/** The title of a panel. */
export const panelTitle = rule(
  'names the loss that the model of the panel was trained with',
  (lossExponent: number | null, seed: ModelSeed) => {
    if (lossExponent !== null) return `Trained on |error|^${lossExponent}`;
    return seed === null ? 'The given model' : 'The trained model';
  },
);
export const naiveTitle = definition('Naive');

/** What the first panel shows. */
export const whatNaiveIs = rule(
  'the naive solution serves min(m, n) features exactly and ignores the others',
  (features: number, neurons: number) => {
    const rest = features - neurons;
    if (rest <= 0)
      return 'Naive: weights by hand, with which each feature has a neuron of its own and is exact.';
    return `Naive: weights by hand, with which ${neurons === 1 ? 'the neuron serves' : `each of ${counted(neurons, 'neuron')} serves`} one feature exactly, and the other ${rest === 1 ? 'one gets' : `${whole(rest)} get`} 0.`;
  },
);

/** Below the title of a panel. */
export const panelNote = rule('exact, of the gains of the panel', (gains: readonly number[]) =>
  gainsNote(gains),
);

export const sumName = definition('sum of gains');

/** The sum of gains in large print. */
export function sumOfGains(gains: readonly number[]): string {
  const sum = gains.reduce((total, gain) => total + gain, 0);
  return gains.length > 0 && Number.isFinite(sum) ? significant(sum) : 'n/a';
}

/** A panel for readers who cannot see it. */
export const gainsPanel = rule('exact, of the gains of the panel', (gains: readonly number[]) =>
  gains.length === 0
    ? 'The training diverged, so there are no gains.'
    : gains.length === 1
      ? `The gain of the only feature, as an area: ${sumOfGains(gains)}.`
      : `Gains of ${counted(gains.length, 'feature')} in descending order, as one area: ${gainsNote(gains)}. Their sum is ${sumOfGains(gains)}.`,
);

/** A place of the slider, as it is read out. */
export const sliderValue = rule(
  'exact, of the gains at this exponent',
  ({ lossExponent, gains }: ModelGains) =>
    `q = ${lossExponent}: ${gainsNote(gains)}, sum of gains ${sumOfGains(gains)}`,
);
export const sliderTitle = definition('Loss exponent q');
export const sliderHint = definition('drag, or ← →');

/** Which models are drawn. */
export const whichGains = rule(
  'names what was trained, for how long and from which seed; steps that differ are named one by one',
  (models: readonly ModelGains[], seed: ModelSeed) => {
    if (seed === null) return 'The naive solution and the given model.';
    const trained = models.filter(({ steps }) => steps !== null);
    const steps = [...new Set(trained.map((model) => model.steps!))];
    const how = `One model for each exponent, seed ${seed}`;
    if (trained.length === 1)
      return `One model, seed ${seed}, trained on ${lossWords(trained[0]!.lossExponent!)} for ${counted(steps[0]!, 'step')}.`;
    if (steps.length === 1) return `${how}, ${counted(steps[0]!, 'step')}.`;
    const each = steps.map((count) => {
      const those = trained.filter((model) => model.steps === count);
      return `${counted(count, 'step')} with q = ${listing(those.map(({ lossExponent }) => String(lossExponent)))}`;
    });
    return `${how}: ${listing(each)}.`;
  },
);

/** What the gains add up to. */
export const whatGainsAddUpTo = rule(
  'exact, of the models drawn; the gains of the naive solution add up to min(m, n); near this within 5 %',
  (neurons: number, models: readonly ModelGains[]) => {
    const sums = models
      .filter(({ gains }) => gains.length > 1 && gains.every(Number.isFinite))
      .map(({ lossExponent, gains }) => ({
        lossExponent,
        sum: gains.reduce((total, gain) => total + gain, 0),
      }));
    const naive = Math.min(neurons, Math.max(...models.map(({ gains }) => gains.length)));
    const square = sums.find(({ lossExponent }) => lossExponent === 2);
    const others = sums.filter(({ lossExponent }) => lossExponent !== null && lossExponent !== 2);
    const print = oneScale(sums.map(({ sum }) => sum));
    if (square === undefined || others.length === 0) return '';
    const near = Math.abs(square.sum / naive - 1) <= 0.05;
    const of = others.map(({ lossExponent, sum }) => `${print(sum)} with q = ${lossExponent}`);
    return near
      ? `With q = 2 the gains add up to ${print(square.sum)}, about as the naive ones do (${whole(naive)}); they add up to ${listing(of)}.`
      : `With q = 2 the gains add up to ${print(square.sum)}; they add up to ${listing(of)}.`;
  },
);

/** Of which models convergence is known. */
export const testedAtOwn = rule(
  'this length of training is compared with longer ones, and at the exponent of the report only',
  (own: number | null, models: readonly ModelGains[], isTested: boolean) =>
    own === null || !isTested || models.every(({ lossExponent }) => lossExponent === own)
      ? ''
      : 'With other exponents this was not tested.',
);

/** What the areas are. */
export const areasDefined = rule('describes the areas and their order', (drawn: number, features: number) => {
  const some =
    drawn < features
      ? ` ${whole(drawn)} of the ${whole(features)} features are drawn, evenly spaced in this order.`
      : '';
  return `Gain of feature i: R⁺ᵢᵢ, the output i at x = 1 with only feature i active; 1 is a relu, and 0 a feature that is ignored. In each panel the features stand in the order of their gains there, the greatest first.${some}`;
});
export const naiveDefined = rule(
  'the naive solution serves min(m, n) features exactly',
  (features: number, neurons: number) => {
    const all = neurons >= features;
    const served = Math.min(neurons, features);
    const whose =
      served > 1
        ? all
          ? 'each feature'
          : `each of ${whole(served)} features`
        : all
          ? 'the feature'
          : 'one feature';
    const neuron = neurons === 1 ? 'the neuron' : served === 1 ? 'a neuron' : 'a neuron of its own';
    const outputs = all || served === 1 ? 'its outputs are' : 'their outputs are';
    const others = features - served;
    const rest = others === 0 ? '' : `, and those of the other${others === 1 ? ' one' : 's'} are 0`;
    const sum = `Its gains add up to ${whole(served)}, as those of a projection onto ${all ? 'all features' : counted(neurons, 'dimension')} would.`;
    return `The naive solution gives ${whose} ${neuron}, with weights of 1; ${outputs} exact${rest}. ${sum}`;
  },
);

/** The answer to the question: who is served under the exponent of the report, and who under the square. */
export const whoIsServed = rule(
  'exact, of one model of each exponent: everyone if each has at least a quarter of the greatest gain; a mean only where it stands for all; else how many are above this quarter, and their share of the sum',
  (models: readonly ModelGains[], own: number, unconvergedSteps: number | null) => {
    const words = [own, ...(own === 2 ? [] : [2])].flatMap((lossExponent) => {
      const model = models.find((each) => each.lossExponent === lossExponent);
      const served = model === undefined ? '' : sharingWords(model.gains);
      return served === '' ? [] : [`Trained on ${powerOfError(lossExponent)}: ${served}`];
    });
    if (words.length === 0) return '';
    const before =
      unconvergedSteps === null
        ? ''
        : `After ${counted(unconvergedSteps, 'step')}, which are too few to converge: `;
    return before === '' ? words.join(' ') : `${before}${words.join(' ').replace(/^T/, 't')}`;
  },
);

/** What kind of solution a given model is. */
export const whatKindOfModel = rule(
  'exact, of the gains of the given model: like the naive solution where some have a gain near 1 and the others next to none; uniform where the mean stands for all; else mixed; where gains are below 0 or far beyond 1, no more than their ends',
  (gains: readonly number[]) => {
    const found = sharing(gains);
    const words = sharingWords(gains);
    if (found === undefined || words === '') {
      if (gains.length < 2 || !gains.every(Number.isFinite)) return '';
      const ends = [Math.min(...gains), Math.max(...gains)] as const;
      const [low, high] = ends.map(oneScale(ends));
      return `This network was given, and not trained here. Its gains go from ${low} to ${high}, and that of a relu is 1.`;
    }
    const kind = {
      everyone: 'It serves',
      chosen: 'It is like the naive solution in whom it serves:',
      unequal: 'It is mixed:',
      nobody: 'It serves',
    }[found.kind];
    return gains.length === 1
      ? `In this network, ${words}`
      : `This network was given, and not trained here. ${kind} ${words}`;
  },
);

/** The word for the model in the table below the figure. */
export function modelName({ lossExponent }: ModelGains, seed: ModelSeed): string {
  return lossExponent === null ? modelWord(seed) : `q = ${lossExponent}`;
}
