import { naiveWeights } from '@superposition/core/internal/network/weights';
import { expect, it } from 'vitest';
import { neuronUses } from './neuron-uses.js';

it('counts the neurons of each model for itself, and leaves out those that failed', () => {
  const [model, other] = [naiveWeights(3, 2), naiveWeights(3, 3)].map((weights) => ({ weights }));
  const uses = neuronUses({
    model: model!,
    others: [
      { status: 'failure', stage: 'model[seed=1]', message: 'diverged' },
      { status: 'value', value: other! },
    ],
  });
  expect(uses.map(({ histogram }) => histogram)).toEqual([
    [1, 2],
    [0, 3],
  ]);
});
