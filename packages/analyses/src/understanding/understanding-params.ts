import type { Weights } from '@superposition/core/internal/network/weights';
import { absent, type Findings } from './finding.js';

/** The data that a network is measured on, and the loss. */
export interface UnderstandingParams {
  readonly activeProbability: number;
  readonly lossExponent: number;
}

/** With as many neurons as features nothing has to share, and the theory is about nothing. */
export function leftOut({ features, neurons }: Pick<Weights, 'features' | 'neurons'>): Findings | undefined {
  if (neurons < features) return undefined;
  return { section: absent('as many neurons as features: no feature has to share') };
}
