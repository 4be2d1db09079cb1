import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initKinds } from '../config/limits.js';
import { initialWeights, type Weights } from '../network/weights.js';
import { experiment } from '../testing/small-experiment.js';
import { complete } from './complete.js';
import type { InnerEngine, TrainedModel, TrainingRequest } from './engine.js';
import { trainKernel } from './train-kernel.js';
import { trainReference } from './train-reference.js';
import { activations, inputConstraints } from './variant.js';

/** The weights after every step, the start first, and the model. */
function course(engine: InnerEngine, request: TrainingRequest): { along: Weights[]; model: TrainedModel } {
  const { steps } = request.config.training;
  const checkpoints = Array.from({ length: steps + 1 }, (_, step) => step);
  const training = engine({ ...request, checkpoints });
  const along: Weights[] = [];
  for (;;) {
    const { done, value } = training.next();
    if (done) return { along, model: value };
    if (value.weights !== undefined) along.push(value.weights);
  }
}

/** Weights whose entries are zero where their index says so. */
function thinned({ input, ...rest }: Weights): Weights {
  return { ...rest, input: input.map((weight, index) => (index % 3 === 1 ? 0 : weight)) };
}

const upTo = (...limits: number[]) => fc.oneof(...limits.map((max) => fc.integer({ min: 1, max })));

const requests = fc
  .record({
    features: upTo(5, 60, 140),
    neurons: upTo(4, 13, 40),
    kind: fc.constantFrom(...initKinds),
    activeProbability: fc.constantFrom(0.001, 0.02, 0.3, 1),
    halves: fc.integer({ min: 3, max: 16 }),
    batchSize: upTo(2, 30, 300),
    steps: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(),
    isGiven: fc.boolean(),
    activation: fc.constantFrom(...activations),
    inputConstraint: fc.constantFrom(...inputConstraints),
  })
  .map(
    ({
      features,
      kind,
      activeProbability,
      halves,
      batchSize,
      steps,
      seed,
      isGiven,
      ...rest
    }): TrainingRequest => {
      const neurons = kind === 'naive' ? Math.min(features, rest.neurons) : rest.neurons;
      const model = { features, neurons, init: { kind, scale: 0.3 } };
      const training = { steps, batchSize, lossExponent: halves / 2, learningRate: 0.05 };
      const { activation, inputConstraint } = rest;
      return {
        config: experiment({ model, training, activeProbability }),
        seed,
        variant: { activation, inputConstraint },
        ...(isGiven && { initial: thinned(initialWeights(model, seed + 1)) }),
      };
    },
  );

test('the kernel is the reference to the bit in every variant, and every step satisfies the constraint', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const reference = course(trainReference, request);
      expect(course(trainKernel, request)).toEqual(reference);
      const again = { ...request, initial: reference.along[0] };
      expect(complete(trainKernel(again)).weights).toEqual(reference.model.weights);
      const start = request.initial ?? initialWeights(request.config.model, request.seed);
      for (const { input } of reference.along) {
        if (request.variant?.inputConstraint === 'non-negative')
          expect(input.every((w) => w >= 0)).toBe(true);
        if (request.variant?.inputConstraint === 'fixed-support') {
          expect(input.every((weight, index) => start.input[index] !== 0 || weight === 0)).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
});
