import { naiveWeights } from '@superposition/core/internal/network/weights';
import { expect, it } from 'vitest';
import { neuronUses } from './neuron-uses.js';

it('counts the neurons of each model for itself', () => {
  const models = [naiveWeights(3, 2), naiveWeights(3, 3)].map((weights) => ({ weights }));
  expect(neuronUses({ models }).map(({ histogram }) => histogram)).toEqual([
    [1, 2],
    [0, 3],
  ]);
});
