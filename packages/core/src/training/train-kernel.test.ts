import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { defaultConfig } from '../config/config.js';
import { initKinds } from '../config/limits.js';
import { initialWeights, type Weights } from '../network/weights.js';
import { engineContract } from '../testing/engine-contract.js';
import { experiment } from '../testing/small-experiment.js';
import { complete } from './complete.js';
import type { ExperimentSettings, TrainedModel, TrainingRequest } from './engine.js';
import { trainKernel as publicKernel } from '../public/engines.js';
import { train } from '../public/train.js';
import { trainKernel } from './train-kernel.js';
import { trainReference } from './train-reference.js';

engineContract('kernel', { open: async () => publicKernel, agreement: 0 }, { describe, it });

function digest({ input, output }: Weights): string {
  const bytes = (matrix: Float32Array) => new Uint8Array(matrix.buffer, matrix.byteOffset, matrix.byteLength);
  return createHash('sha256').update(bytes(input)).update(bytes(output)).digest('hex').slice(0, 32);
}

const comparable = ({ weights, curve }: TrainedModel) => ({ ...curve, digest: digest(weights) });

test('golden digests: the bits of every machine and browser', () => {
  const digestOf = (config: ExperimentSettings, seed: number) =>
    digest(complete(trainKernel({ config, seed })).weights);
  const { features, neurons } = defaultConfig.model;
  expect({ features, neurons }).toEqual({ features: 100, neurons: 10 });
  expect(digestOf({ ...defaultConfig, training: { ...defaultConfig.training, steps: 3 } }, 0)).toBe(
    'b2a526c6a9a8f994623a28d0c64ea853',
  );
  expect(digestOf(defaultConfig, 0)).toBe('9e13cd1e53eda7cd8be79c8f33cd11bb');
  expect(digestOf(experiment({ training: { lossExponent: 5.5 } }), 0)).toBe(
    '277d7a098af4544ec886826abcf4d731',
  );
});

/** Both engines on one request: equal weights, curves and checkpoints, to the bit. */
function expectEqual(request: TrainingRequest): void {
  const expected = complete(trainReference(request));
  expect(comparable(complete(trainKernel(request)))).toEqual(comparable(expected));
}

test('the kernel is the reference to the bit, whatever the shape, data, exponent and start', () => {
  const upTo = (...limits: number[]) => fc.oneof(...limits.map((max) => fc.integer({ min: 1, max })));
  fc.assert(
    fc.property(
      fc.record({ features: upTo(5, 60, 140), neurons: upTo(4, 13, 40) }),
      fc.constantFrom(...initKinds),
      fc.constantFrom(0.01, 0.3),
      fc.constantFrom(0.001, 0.02, 0.3, 1),
      fc.integer({ min: 3, max: 16 }),
      upTo(2, 30, 300),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(),
      (shape, kind, scale, activeProbability, halves, batchSize, steps, seed) => {
        const { features, neurons } = shape;
        const model = {
          features,
          neurons: kind === 'naive' ? Math.min(features, neurons) : neurons,
          init: { kind, scale },
        };
        const training = { steps, batchSize, lossExponent: halves / 2, learningRate: 0.02 };
        expectEqual({ config: experiment({ model, training, activeProbability }), seed });
      },
    ),
    { numRuns: 200 },
  );
});

test.each([
  ['one vector beyond a tile', { features: 53, neurons: 5 }],
  ['two vectors of outputs a tile', { features: 8, neurons: 1 }],
  ['several wide tiles, many neurons', { features: 420, neurons: 70 }],
  ['rows that would share the cache’s sets', { features: 256, neurons: 18 }],
  ['few features, blocks of hundreds of samples', { features: 2, neurons: 3 }],
])('%s', (_, model) => {
  const training = { steps: 3, batchSize: 700, learningRate: 0.05 };
  expectEqual({ config: experiment({ model, training, activeProbability: 0.05 }), seed: 4 });
});

test('every exponent, with and without the loss of a step', () => {
  for (let lossExponent = 1.5; lossExponent <= 8; lossExponent += 0.5) {
    const training = { steps: 250, batchSize: 5, lossExponent, learningRate: 0.01 };
    expectEqual({ config: experiment({ training, activeProbability: 0.2 }), seed: 7 });
  }
});

test('gaps far beyond the table', () => {
  const model = { features: 700, neurons: 3 };
  const config = experiment({ model, training: { batchSize: 600 }, activeProbability: 0.0002 });
  expectEqual({ config, seed: 3 });
});

test('a step in many calls, and checkpoints', () => {
  const config = experiment({
    model: { features: 300, neurons: 100 },
    training: { batchSize: 901, steps: 2 },
  });
  const weightsAlong = (engine: typeof trainKernel) =>
    [...engine({ config, seed: 1, checkpoints: [0, 1, 2] })].flatMap(({ step, weights }) =>
      weights === undefined ? [] : [[step, digest(weights)]],
    );
  const along = weightsAlong(trainKernel);
  expect(along.map(([step]) => step)).toEqual([0, 1, 2]);
  expect(along).toEqual(weightsAlong(trainReference));
});

test('a long step yields in the middle, so that an abort need not wait for its end', () => {
  const config = experiment({
    model: { features: 300, neurons: 100 },
    training: { batchSize: 4096, steps: 1 },
  });
  const middle = [...trainKernel({ config, seed: 0 })].filter(({ step }) => step === 0);
  expect(middle.length).toBeGreaterThan(2);
});

test('train with this engine is the same training, and ends on an abort', async () => {
  const config = experiment({ training: { steps: 1000 } });
  const { weights } = await train(config, { engine: publicKernel, seed: 2 });
  expect(digest(weights)).toBe(digest(complete(trainKernel({ config, seed: 2 })).weights));
  const stop = new AbortController();
  const aborted = train(config, {
    engine: publicKernel,
    seed: 0,
    signal: stop.signal,
    onProgress: ({ done }) => done > 10 && stop.abort(new Error('enough')),
  });
  await expect(aborted).rejects.toThrow('enough');
});

test('a training that diverges ends in the same not-a-numbers', () => {
  const config = experiment({ training: { lossExponent: 8 } });
  const { input, output } = initialWeights(config.model, 0);
  const huge = (matrix: Float32Array) => matrix.map((weight) => weight * 1e12);
  const initial = { features: 20, neurons: 4, input: huge(input), output: huge(output) };
  const { weights } = complete(trainKernel({ config, seed: 0, initial }));
  expect(weights.output.some(Number.isNaN)).toBe(true);
  expectEqual({ config, seed: 0, initial });
});
