import type { Weights } from '@superposition/core/internal/network/weights';

/** The data that a network is measured on, and the loss. */
export interface UnderstandingParams {
  readonly activeProbability: number;
  readonly lossExponent: number;
}

/** Whether features have to share neurons. Otherwise nothing is to be explained, and the theory is about nothing. */
export function hasToShare({ features, neurons }: Pick<Weights, 'features' | 'neurons'>): boolean {
  return neurons < features;
}
