import type { Weights } from '@superposition/core/weights';

/** What every analysis needs of a model: its weights. A trained model is one; so are weights of your own. */
export interface Model {
  readonly weights: Weights;
}
