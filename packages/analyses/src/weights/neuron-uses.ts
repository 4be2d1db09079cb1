import type { Model } from '../models/model.js';
import { type NeuronUse, neuronUse } from './neuron-use.js';

/** How many neurons each feature uses, in each of several models, on their weights as they are. */
export function neuronUses({ models }: { readonly models: readonly Model[] }): readonly NeuronUse[] {
  return models.map(({ weights }) => neuronUse(weights));
}
