import { mean, populationSd } from '@superposition/core/internal/numbers/statistics';
import { capital, counted, listing, whole } from '../text/format.js';
import { partAlone, partThat } from '../text/part-of.js';
import { describeValues } from './describe-values.js';
import { allModels, inAllModels, type ModelSeed } from './model.js';
import { rule } from './rule.js';

/** What the features of a model answer to themselves when nothing else is active, by feature: exact. */
export interface OwnAnswers {
  readonly seed: ModelSeed;
  /** R⁺ᵢᵢ, at x = 1. */
  readonly positive: readonly number[];
  /** R⁻ᵢᵢ, at x = −1. */
  readonly negative: readonly number[];
}

/** Such answers of a model that was trained with one of several exponents. */
export interface AnswersByExponent extends OwnAnswers {
  readonly lossExponent: number;
  readonly steps: number;
}

/** Shares of a relu’s gain, which is 1. */
const limits = { none: 0.05, half: 0.5, weak: 0.75, good: 0.9, most: 1.5 } as const;

/** The share of the mean that a standard deviation may have where answers are called nearly the same. */
const alike = 0.1;

/** What features answer, as far as one sentence can say it. */
export const whatFeaturesGet = rule(
  'exact. Of all features of all models drawn: none answers; or all answer nearly the same, with a deviation of at most a tenth; and it is a relu if what they answer to −1 is at most a quarter of that. Else of one model, or of all where it is the same of each: how many have next to nothing and how many a gain near 1, or how many reach half of it, unless some are far beyond it; the exponent is that of their training, where it is known',
  (models: readonly OwnAnswers[], lossExponent: number | null) => {
    const found = whatModelsGive(models);
    if (found === '') return '';
    return capital(lossExponent === null ? found : `with q = ${lossExponent}, ${found}`);
  },
);

function whatModelsGive(models: readonly OwnAnswers[]): string {
  const [first] = models;
  if (first === undefined) return '';
  const [gains, leaks] = [
    models.flatMap(({ positive }) => positive),
    models.flatMap(({ negative }) => negative),
  ];
  const features = first.positive.length;
  const where = models.length === 1 ? '' : ` ${inAllModels(models.length).trim()}`;
  if ([...gains, ...leaks].every((each) => each === 0))
    return `${features === 1 ? 'the feature does not answer' : 'no feature answers'} to its own input${where}.`;
  if (![...gains, ...leaks].every(Number.isFinite)) return '';
  const { mean, same } = levelOf(gains);
  if (mean > limits.none && same !== undefined) {
    const most = leaks.reduce((high, leak) => Math.max(high, Math.abs(leak)), 0);
    const weak = gains.every((gain) => gain < limits.weak) ? 'weak ' : '';
    const what = `${weak}${most <= 0.25 * mean ? 'relu' : 'response'}`;
    return features === 1
      ? `the feature gets a ${what}${where}.`
      : `every feature gets ${same} ${what}${where}.`;
  }
  return features === 1 ? '' : ofModels(models);
}

function levelOf(gains: readonly number[]): { mean: number; same: string | undefined } {
  const level = mean(gains);
  if (describeValues(gains).kind === 'constant') return { mean: level, same: 'the same' };
  return {
    mean: level,
    same: populationSd(gains) <= alike * Math.abs(level) ? 'nearly the same' : undefined,
  };
}

/** What is so of every model, or else of the first. */
function ofModels(models: readonly OwnAnswers[]): string {
  const [first = '', ...others] = models.map(ofOne);
  if (first === '') return '';
  if (others.length === 0) return first;
  return others.every((each) => each === first)
    ? `in ${allModels(models.length)}, ${first}`
    : `in the model of seed ${models[0]!.seed}, ${first}`;
}

function ofOne({ positive, negative }: OwnAnswers): string {
  const total = positive.length;
  const quiet = negative.every((leak) => Math.abs(leak) <= limits.none);
  const good = positive.filter((gain) => gain >= limits.good && gain <= 2 - limits.good).length;
  const none = positive.filter((gain) => Math.abs(gain) <= limits.none).length;
  if (quiet && good > 0 && none > 0 && good + none === total)
    return `${partThat(good, total, 'feature', ['gets', 'get'])} a good relu, and ${none === 1 ? 'the other gets' : `the other ${whole(none)} get`} next to nothing.`;
  return positive.every((gain) => Math.abs(gain) <= limits.most)
    ? `${reaching(positive)} half of a relu’s gain.`
    : '';
}

/** How many gains reach half of a relu’s, as the beginning of a sentence. */
function reaching(gains: readonly number[]): string {
  const count = gains.filter((gain) => gain >= limits.half).length;
  return partThat(count, gains.length, 'feature', ['reaches', 'reach']);
}

/** How many features of converged models reach half of a relu’s gain, by exponent. */
export const reachingByExponent = rule(
  'exact, of one model for each exponent, all of as many features and steps; nothing is said of a single feature, of a training that diverged, or where a gain is far beyond that of a relu',
  (models: readonly AnswersByExponent[]) => {
    const trained = models.filter(
      ({ positive }) => positive.length > 1 && positive.every((gain) => Math.abs(gain) <= limits.most),
    );
    const [first, ...others] = trained;
    if (first === undefined) return '';
    const words = [
      `${reaching(first.positive)} half of a relu’s gain with q = ${first.lossExponent}`,
      ...others.map(({ lossExponent, positive }) => {
        const count = positive.filter((gain) => gain >= limits.half).length;
        return `${partAlone(count, positive.length)} with q = ${lossExponent}`;
      }),
    ];
    const each = trained.length === 1 ? 'In one model' : 'In one model each';
    return `${each}, seed ${first.seed} after ${counted(first.steps, 'step')}, ${listing(words)}.`;
  },
);

/** What the lines and the band of the overlay are. */
export const overlayInWords = rule(
  'describes the lines and the band; a band is drawn where there are several models',
  (features: number, lines: number, models: number) => {
    const shown =
      features === 1
        ? 'The line is its response'
        : lines < features
          ? `The ${whole(lines)} thin lines are responses, evenly spaced by their gain among those of the ${whole(features)} features`
          : 'Each thin line is the response of a feature';
    return models < 2
      ? `${shown}.`
      : `${shown}; the band holds those of ${allModels(models)} after as many steps.`;
  },
);

/** Which models the panel of the exponents shows. */
export const exponentsInWords = rule(
  'names the models of the panel, and those that diverged',
  (models: readonly AnswersByExponent[]) => {
    const [first] = models;
    if (first === undefined) return '';
    const diverged = models.filter(({ positive }) => positive.length === 0);
    const none =
      diverged.length === 0
        ? ''
        : ` With q = ${listing(diverged.map(({ lossExponent }) => String(lossExponent)))} the training diverged.`;
    const which = models.length === 1 ? 'one model' : 'one model for each exponent';
    return `By exponent: ${which}, seed ${first.seed}, ${counted(first.steps, 'step')}.${none}`;
  },
);

/** The panel of the exponents for readers who cannot see it. */
export const exponentPanel = rule('describes the lines', (models: readonly AnswersByExponent[]) =>
  `Responses of all features, side by side for ${listing(models.map(({ lossExponent }) => `q = ${lossExponent}`))}, and relu. ${reachingByExponent(models)}`.trim(),
);
