import type { Weights } from '@superposition/core/internal/network/weights';

/** The part of a model that every analysis needs: its weights. A trained model has them; you can also give your own. */
export interface Model {
  readonly weights: Weights;
}
