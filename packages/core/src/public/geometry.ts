import {
  balanced as balancedGauge,
  type FeatureCosines,
  featureCosines as cosinesOf,
  framePotential as potentialOf,
  type NeuronUsage,
  neuronUsage as usageOf,
} from '../network/geometry.js';
import type { Weights } from '../network/weights.js';
import { checkNumbers, checkObject } from './arguments.js';
import { checkWeights } from './weights.js';

/**
 * The cosines between the encodings of all features, the columns of W_in: features × features, row by row, float64. NaN
 * where a column is zero and has no direction; `zeroColumns` lists these. Blocks for features² × neurons multiplications.
 *
 * @throws TypeError or RangeError as `checkWeights` does
 */
export function featureCosines(weights: Weights): FeatureCosines {
  checkWeights(weights);
  return cosinesOf(weights);
}

/**
 * The frame potential Σ cos² over all ordered pairs of features with a direction, i = j included (Benedetto and Fickus
 * 2003). For n features in m dimensions it is at least n²/m.
 *
 * @param cosines what `featureCosines` returned
 * @throws TypeError for anything else
 */
export function framePotential(cosines: FeatureCosines): number {
  checkObject('cosines', cosines, 'what featureCosines(weights) returned');
  checkNumbers('cosines.cosines', cosines.cosines);
  return potentialOf(cosines);
}

/**
 * The same map in the balanced gauge, rounded to float32: every neuron's input weights are scaled by s > 0 and its output
 * weights by 1/s, so that both have the same norm. A neuron without input or output weights does nothing; all its weights
 * become zero.
 *
 * @throws TypeError or RangeError as `checkWeights` does
 */
export function balanced(weights: Weights): Weights {
  checkWeights(weights);
  return balancedGauge(weights);
}

/**
 * How many neurons each feature uses: those whose input weight exceeds ¼ of the root mean square of W_in. State the
 * threshold wherever you show a count, and the gauge, because both change it.
 *
 * @throws TypeError or RangeError as `checkWeights` does
 */
export function neuronUsage(weights: Weights): NeuronUsage {
  checkWeights(weights);
  return usageOf(weights);
}
