import { rule } from './rule.js';

/** The seed of the model that a figure shows; `null` for a model whose weights were given. */
export type ModelSeed = number | null;

/**
 * The beginning of the caption of a figure of one model. (The abstract and the tables are about the models of all
 * seeds.)
 */
export const oneModel = rule('the figure shows one model', (seed: ModelSeed) =>
  seed === null ? 'The given model.' : `One model, seed ${seed}.`,
);

/** The word that tells the model from other models: trained, or given. */
export function modelWord(seed: ModelSeed): 'trained' | 'given' {
  return seed === null ? 'given' : 'trained';
}
