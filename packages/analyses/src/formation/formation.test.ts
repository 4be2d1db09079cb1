import { complete } from '@superposition/core/internal/training/complete';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import { exactResponses } from '@superposition/core/internal/network/responses';
import { expect, test } from 'vitest';
import { formation } from './formation.js';
import { formationSteps } from './formation-steps.js';

const config = {
  model: { features: 6, neurons: 3, init: { kind: 'normal', scale: 0.3 } },
  data: { activeProbability: 0.2 },
  training: { steps: 30, batchSize: 50, learningRate: 0.01, lossExponent: 4, schedule: 'cosine' },
} as const;
const params = { ...config, seed: 4, states: 5 };
const model = complete(trainKernel({ config, seed: 4 }));

test('keeps the states of the training from the start to the model', () => {
  const { facts, positive, negative, input } = complete(formation({ model }, params));
  expect(facts.steps).toEqual([0, 2, 8, 17, 30]);
  expect(facts.curve).toEqual(model.curve);
  const whole = exactResponses(model.weights);
  for (let feature = 0; feature < 6; feature++) {
    expect(positive[4 * 6 + feature]).toBe(whole.positive[7 * feature]);
    expect(negative[4 * 6 + feature]).toBe(whole.negative[7 * feature]);
  }
  const drawn = input.slice(4 * 18, 5 * 18);
  const expected = [0, 1, 2].flatMap((neuron) =>
    facts.order.map((feature) => model.weights.input[neuron * 6 + feature]!),
  );
  expect([...drawn]).toEqual(expected);
});

test('knows no state of a model that another training made', () => {
  const other = complete(trainKernel({ config, seed: 5 }));
  const { facts, positive } = complete(formation({ model: other }, params));
  expect(facts).toMatchObject({ steps: [], shape: null });
  expect(positive).toHaveLength(0);
});

test.each([
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [
    1000,
    [
      0, 2, 8, 17, 30, 47, 68, 93, 121, 153, 189, 229, 272, 319, 371, 425, 484, 546, 612, 682, 756, 834, 915,
      1000,
    ],
  ],
])('takes the first and the last of %i steps, and more of the early ones', (steps, expected) => {
  expect(formationSteps(steps, 24)).toEqual(expected);
});
