import { quarticMinimum, quarticNodes } from '../numbers/quartic.js';
import type { Setting } from '../models/common-sample.js';
import { fourthMoment, inputCumulants } from './cumulants.js';

export interface NaiveOffset {
  readonly offset: number;
  /** The mean over all entries of (y − t)⁴. */
  readonly loss: number;
}

/**
 * The naive solution whose unserved outputs guess from the served inputs: y_i = relu(x_i) for i < m, and c·Σ_{k<m} relu(x_k)
 * for i ≥ m, with the best c. It is exact: each neuron has one input, so relu does not mix any.
 */
export function naiveOffset({ features, neurons, activeProbability }: Setting): NaiveOffset {
  const lossAt = (offset: number) => {
    const [k1, k2, k3, k4] = inputCumulants(offset, 0, activeProbability);
    const missing = inputCumulants(-1, 0, activeProbability);
    return fourthMoment([
      missing[0] + neurons * k1,
      missing[1] + neurons * k2,
      missing[2] + neurons * k3,
      missing[3] + neurons * k4,
    ]);
  };
  const { x: offset } = quarticMinimum(quarticNodes.map(lossAt));
  return { offset, loss: ((features - neurons) / features) * lossAt(offset) };
}
