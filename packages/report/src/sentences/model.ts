import { counted, whole } from '../text/format.js';
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

/** All models, where there are several. */
export function allModels(count: number): string {
  return count === 2 ? 'both models' : `all ${whole(count)} models`;
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
