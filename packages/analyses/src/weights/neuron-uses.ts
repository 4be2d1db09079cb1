import type { Settled } from '@superposition/pipeline/internal/graph/stage';
import type { Model } from '../models/model.js';
import { type NeuronUse, neuronUse } from './neuron-use.js';

/**
 * How many neurons each feature uses, in each of several models, on their weights as they are.
 *
 * @param others those that failed are left out
 */
export function neuronUses({
  model,
  others,
}: {
  readonly model: Model;
  readonly others: readonly Settled<Model>[];
}): readonly NeuronUse[] {
  const trained = others.flatMap((other) => (other.status === 'value' ? [other.value] : []));
  return [model, ...trained].map(({ weights }) => neuronUse(weights));
}
