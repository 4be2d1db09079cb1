import { capital, whole } from '../text/format.js';
import { partThat } from '../text/part-of.js';
import { exactly, sampled, type Standing, standing } from './judge.js';
import { inAllModels, type ModelSeed } from './model.js';
import { definition, rule } from './rule.js';

/** The squared errors of the features of one model while they are active; null where a feature never was. */
export interface ErrorsOfModel {
  readonly seed: ModelSeed;
  readonly errors: readonly (number | null)[];
  readonly standardErrors: readonly (number | null)[];
}

/** Shares of the error of an ignored feature: what counts as next to nothing, and as about that error. */
const nearly = { none: 0.01, below: 0.9, above: 1.1 } as const;

/** How each error of a model stands to a number; null unless all are known. */
function standings({ errors, standardErrors }: ErrorsOfModel, to: number): readonly Standing[] | null {
  const found = errors.flatMap((error, feature) => {
    const estimate = sampled(error, standardErrors[feature] ?? null);
    return estimate === null ? [] : [standing(estimate, exactly(to))];
  });
  return found.length === errors.length && found.length > 0 ? found : null;
}

/** Where the errors of all features lie beside that of an ignored one. */
export const errorsBesideIgnored = rule(
  'every feature of every model drawn has an estimate, and each is compared beyond three standard errors of its own; what is not so of all features is said with the number of those for which it is certain, of all models where it is the same of each, and else of the first',
  (models: readonly ErrorsOfModel[], ignored: number) => {
    const all = (to: number, kind: Standing) =>
      models.every((model) => standings(model, to)?.every((each) => each === kind) ?? false);
    const [first] = models;
    if (first === undefined) return '';
    const isOne = first.errors.length === 1;
    const where = inAllModels(models.length);
    const none = isOne ? 'The feature is not ignored' : 'No feature is ignored';
    const each = isOne ? 'its error' : 'every error';
    if (all(0, 'equal'))
      return isOne
        ? `${sentence(where, 'the feature has no error')}.`
        : `${sentence(where, 'no feature has any error')}.`;
    if (all(ignored, 'equal'))
      return `${sentence(where, isOne ? 'the feature has' : 'every feature has')} the error of an output that is always 0, which is 1/6.`;
    if (all(nearly.below * ignored, 'more') && all(nearly.above * ignored, 'less'))
      return `${sentence(where, isOne ? 'the error of the feature' : 'every error')} lies within a tenth of 1/6, the error of an ignored feature.`;
    if (all(ignored / 2, 'less'))
      return `${none}: ${where}${each} lies below half of 1/6, the error of an ignored one.`;
    // Nearly no output has nearly this error, so a little less does not prove that a feature is served.
    if (all(nearly.below * ignored, 'less'))
      return `${none}: ${where}${each} lies more than a tenth below 1/6, the error of an ignored one.`;
    return ofModels(models, ignored);
  },
);

/** What is so of every model, or else of the first. */
function ofModels(models: readonly ErrorsOfModel[], ignored: number): string {
  const [first = '', ...others] = models.map((model) => ofOne(model, ignored));
  if (first === '') return '';
  const where = others.every((each) => each === first)
    ? inAllModels(models.length)
    : `with seed ${models[0]!.seed}`;
  return sentence(where, first);
}

function ofOne(model: ErrorsOfModel, ignored: number): string {
  const ofNone = standings(model, nearly.none * ignored);
  const low = standings(model, nearly.below * ignored);
  const high = standings(model, nearly.above * ignored);
  const half = standings(model, ignored / 2);
  if (ofNone === null || low === null || high === null || half === null) return '';
  const count = (found: readonly Standing[], kind: Standing) => found.filter((each) => each === kind).length;
  const total = model.errors.length;
  const of = (part: number) => partThat(part, total, 'feature', ['has', 'have']);
  const [none, above] = [count(ofNone, 'less'), count(high, 'more')];
  const about = low.filter((each, feature) => each === 'more' && high[feature] === 'less').length;
  if (none > 0 && about > 0 && none + about === total)
    return `${of(none)} less than a hundredth of 1/6, the error of an ignored one; the ${about === 1 ? 'other has' : `other ${whole(about)} have`} about that.`;
  if (above > 0) return `${of(above)} an error more than a tenth larger than that of an ignored one, 1/6.`;
  const below = count(half, 'less');
  return below > 0 && total > 1 ? `${of(below)} less than half of 1/6, the error of an ignored one.` : '';
}

/** Words with what stands before them, as the beginning of a sentence. */
function sentence(where: string, words: string): string {
  return capital(where === '' ? words : `${where.trimEnd()}, ${words}`);
}

/** Which models have no errors. */
export const unmeasuredSeeds = rule('names the seeds whose evaluation failed', (seeds: readonly number[]) =>
  seeds.length === 0
    ? ''
    : `${seeds.length === 1 ? `Seed ${seeds[0]} has` : `The seeds ${seeds.join(', ')} have`} no line, because the evaluation of the model failed.`,
);

/** The axis of the errors, and the line at that of an ignored feature. */
export const errorAxis = definition('squared error of a feature while it is active');
export const ignoredLine = definition('1/6: output always 0');

/** The columns of the table by seed. */
export const spanColumns = [
  'smallest',
  definition('lower quartile'),
  'mean over features',
  definition('upper quartile'),
  'largest',
];
