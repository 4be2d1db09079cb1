import { counted, listing, whole } from '../text/format.js';
import { allOf } from '../text/part-of.js';
import { rule } from './rule.js';

/** The seed of the model that a figure shows; `null` for a model whose weights were given. */
export type ModelSeed = number | null;

/**
 * The beginning of the caption of a figure of one model. (The abstract and the tables are about the models of all
 * seeds.)
 */
export const oneModel = rule(
  'the figure shows one model; steps are named where they are known',
  (seed: ModelSeed, steps: number | null = null) => {
    if (seed === null) return 'The given model.';
    return `One model, seed ${seed}${steps === null ? '' : `, ${counted(steps, 'step')}`}.`;
  },
);

/** The name of one of several models: `seed 0`, or `given`. */
export function modelName(seed: ModelSeed): string {
  return seed === null ? 'given' : `seed ${seed}`;
}

/** Whose numbers a panel shows, for its title: `seed 0, 1000 steps`, `10 models, 1000 steps`, `given model`. */
export function shownModels(seed: ModelSeed, steps: number | null, count = 1): string {
  if (seed === null) return 'given model';
  const models = count === 1 ? modelName(seed) : counted(count, 'model');
  return steps === null ? models : `${models}, ${counted(steps, 'step')}`;
}

/** Models of the report, and whether their training is known to be too short, so that their marks are hollow. */
export interface ShownTraining {
  /** `null` where the weights were given. */
  readonly steps: number | null;
  readonly isOpen: boolean;
}

/** The same for trainings of several lengths beside each other: `seed 0, 10 000 and 1000 steps`. */
export function shownTrainings(seed: ModelSeed, steps: readonly (number | null)[], count = 1): string {
  const [first, ...more] = steps.filter((each) => each !== null);
  if (seed === null || first === undefined || more.length === 0)
    return shownModels(seed, first ?? null, count);
  return `${shownModels(seed, null, count)}, ${listing([first, ...more].map(whole))} steps`;
}

/** All models, where there are several. */
export function allModels(count: number): string {
  return allOf(count, 'model');
}

/** How many models a sentence is about, where it is about several: words before or after it. */
export function inAllModels(count: number): string {
  return count === 1 ? '' : `in ${allModels(count)} `;
}

/** What the lines of further seeds show. */
export function linesOfSeeds(count: number): string {
  const whose = count === 1 ? 'of one further seed' : `of each of ${whole(count)} further seeds`;
  return `the line ${whose}, trained for as many steps, shows the range, the middle half and the mean`;
}

/** The word that tells the model from other models: trained, or given. */
export function modelWord(seed: ModelSeed): 'trained' | 'given' {
  return seed === null ? 'given' : 'trained';
}
