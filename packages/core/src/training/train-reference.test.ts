import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../config/config.js';
import { initialWeights, type Weights } from '../network/weights.js';
import { experiment } from '../testing/small-experiment.js';
import { complete } from './complete.js';
import type { ExperimentSettings } from './engine.js';
import type { TrainingProgress } from '../public/engines.js';
import { train, trajectory } from '../public/train.js';
import { learningRateAt } from './schedule.js';
import { gapTable, openBatch } from './sparse-batch.js';
import { trainReference } from './train-reference.js';
import { activations, inputConstraints, type TrainingVariant } from './variant.js';

function digest({ input, output }: Weights): string {
  const bytes = (matrix: Float32Array) => new Uint8Array(matrix.buffer, matrix.byteOffset, matrix.byteLength);
  return createHash('sha256').update(bytes(input)).update(bytes(output)).digest('hex').slice(0, 32);
}

const trained = (config: ExperimentSettings, seed = 0) => complete(trainReference({ config, seed }));

test('golden digests: the bits that every engine must reproduce', () => {
  const golden = {
    defaults: digest(
      trained({ ...defaultConfig, training: { ...defaultConfig.training, steps: 3 } }, 0).weights,
    ),
    small: digest(trained(experiment(), 1).weights),
    'one feature': digest(trained(experiment({ model: { features: 1, neurons: 1 } })).weights),
    'more neurons than features': digest(trained(experiment({ model: { features: 3, neurons: 7 } })).weights),
    'dense, q = 2': digest(
      trained(experiment({ activeProbability: 1, training: { lossExponent: 2 } })).weights,
    ),
    'q = 1.5': digest(trained(experiment({ training: { lossExponent: 1.5 } })).weights),
    'q = 5.5': digest(trained(experiment({ training: { lossExponent: 5.5 } })).weights),
    naive: digest(trained(experiment({ model: { init: { kind: 'naive', scale: 0.01 } } })).weights),
    kaiming: digest(trained(experiment({ model: { init: { kind: 'kaiming-uniform', scale: 0 } } })).weights),
  };
  expect(golden).toMatchInlineSnapshot(`
    {
      "defaults": "b2a526c6a9a8f994623a28d0c64ea853",
      "dense, q = 2": "c9e687ee42320eba5c007cadc5fbe18e",
      "kaiming": "9794dafc945564aef25d0c80af56afd1",
      "more neurons than features": "d0124388258a42985dd3d42382c69574",
      "naive": "f7371babbee60b53da67c9f5f3578f7d",
      "one feature": "5e240b96c0646a3ee89e5a2eea98dba9",
      "q = 1.5": "6125958a6b39b7ef4f422e2527179ab1",
      "q = 5.5": "277d7a098af4544ec886826abcf4d731",
      "small": "dcecf5cb52b8642222ab18350ea69ef8",
    }
  `);
});

/** The contract written out entry by entry over dense float32 inputs. It is slow and plain, and skips nothing. */
function writtenOut(config: ExperimentSettings, seed: number, variant: TrainingVariant): Weights {
  const f = Math.fround;
  const { features: n, neurons: m } = config.model;
  const { steps, batchSize, lossExponent: q } = config.training;
  const { input, output } = initialWeights(config.model, seed);
  const isLinear = variant.activation === 'identity';
  const support = input.map((weight) =>
    variant.inputConstraint === 'fixed-support' && weight === 0 ? 0 : 1,
  );
  const constrain = () => {
    for (let index = 0; index < input.length; index++) {
      input[index]! *= support[index]!;
      if (variant.inputConstraint === 'non-negative' && input[index]! < 0) input[index] = 0;
    }
  };
  constrain();
  const moments = [new Float32Array(2 * n * m), new Float32Array(2 * n * m)] as const;
  for (let t = 0; t < steps; t++) {
    const dInput = new Float32Array(n * m);
    const dOutput = new Float32Array(n * m);
    const batch = openBatch(n, gapTable(config.data.activeProbability), { seed, label: 'batch', index: t });
    for (let sample = 0; sample < batchSize; sample++) {
      const x = new Float32Array(n);
      const count = batch.next();
      for (let a = 0; a < count; a++) x[batch.active[a]!] = batch.values[a]!;
      const h = new Float32Array(m);
      for (let k = 0; k < m; k++) {
        for (let i = 0; i < n; i++) h[k] = f(h[k]! + f(input[k * n + i]! * x[i]!));
        if (!isLinear) h[k] = Math.max(0, h[k]!);
      }
      const g = new Float32Array(n);
      for (let j = 0; j < n; j++) {
        let y = 0;
        for (let k = 0; k < m; k++) y = f(y + f(output[j * m + k]! * h[k]!));
        const e = f(y - Math.max(0, x[j]!));
        let power = 1;
        for (let factor = 1; factor <= q - 1; factor++) power = f(power * Math.abs(e));
        if (!Number.isInteger(q)) power = f(power * f(Math.sqrt(Math.abs(e))));
        g[j] = Math.sign(e) * power;
      }
      for (let k = 0; k < m; k++) {
        const p = [0, 0, 0, 0];
        for (let j = 0; j < n; j++) {
          p[j % 4] = f(p[j % 4]! + f(g[j]! * output[j * m + k]!));
          dOutput[j * m + k] = f(dOutput[j * m + k]! + f(g[j]! * h[k]!));
        }
        const dh = isLinear || h[k]! > 0 ? f(f(p[0]! + p[1]!) + f(p[2]! + p[3]!)) : 0;
        for (let i = 0; i < n; i++) dInput[k * n + i] = f(dInput[k * n + i]! + f(dh * x[i]!));
      }
    }
    let [power1, power2] = [1, 1];
    for (let factor = 0; factor <= t; factor++) [power1, power2] = [power1 * 0.9, power2 * 0.999];
    const rate = learningRateAt(t, config.training);
    const update = (weights: Float32Array, sums: Float32Array, offset: number) => {
      for (let index = 0; index < weights.length; index++) {
        const slot = offset + index;
        const gradient = f(sums[index]! * f(q / (batchSize * n)));
        moments[0][slot] = f(f(f(0.9) * moments[0][slot]!) + f(f(1 - 0.9) * gradient));
        moments[1][slot] = f(f(f(0.999) * moments[1][slot]!) + f(f(f(1 - 0.999) * gradient) * gradient));
        const root = f(Math.sqrt(f(moments[1][slot]! * f(1 / (1 - power2)))));
        const move = f(f(f(rate / (1 - power1)) * moments[0][slot]!) / f(root + f(1e-8)));
        weights[index] = f(weights[index]! - move);
      }
    };
    update(input, dInput, 0);
    constrain();
    update(output, dOutput, n * m);
  }
  return { features: n, neurons: m, input, output };
}

test('training agrees to the bit with the contract written out entry by entry', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 15 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 3, max: 16 }),
      fc.constantFrom(0.05, 0.3, 1),
      fc.constantFrom('normal', 'xavier-uniform', 'kaiming-uniform'),
      fc.constantFrom(...activations),
      fc.constantFrom(...inputConstraints),
      fc.nat(),
      (features, neurons, halves, activeProbability, kind, activation, inputConstraint, seed) => {
        const config = experiment({
          model: { features, neurons, init: { kind, scale: 0.3 } },
          training: { steps: 3, batchSize: 9, lossExponent: halves / 2, learningRate: 0.05 },
          activeProbability,
        });
        const variant = { activation, inputConstraint };
        const { weights } = complete(trainReference({ config, seed, variant }));
        expect(digest(weights)).toBe(digest(writtenOut(config, seed, variant)));
      },
    ),
    { numRuns: 150 },
  );
});

test('the loss falls, and is reported at the first, every ⌈T/100⌉-th and the last step', () => {
  const { curve } = trained(experiment({ training: { steps: 250, learningRate: 0.01 } }));
  expect(curve.step).toEqual([...Array.from({ length: 84 }, (_, index) => 3 * index)]);
  expect(curve.loss.at(-1)!).toBeLessThan(0.7 * curve.loss[0]!);
  expect(trained(experiment({ training: { steps: 251 } })).curve.step.slice(-2)).toEqual([249, 250]);
});

test('a training starts from given weights and leaves them alone', () => {
  const config = experiment();
  const initial = initialWeights(config.model, 5);
  const before = digest(initial);
  const { weights } = complete(trainReference({ config, seed: 1, initial }));
  expect(digest(initial)).toBe(before);
  expect(digest(weights)).not.toBe(digest(trained(config, 1).weights));
  const own = complete(trainReference({ config, seed: 1, initial: initialWeights(config.model, 1) }));
  expect(digest(own.weights)).toBe(digest(trained(config, 1).weights));
});

test('a trajectory passes through the start and ends in the model, and does not change it', () => {
  const config = experiment();
  const points = [...trajectory(config, { seed: 2, checkpoints: [0, 2, 5] })];
  expect(points.map(({ step }) => step)).toEqual([0, 2, 5]);
  expect(digest(points[0]!.weights)).toBe(digest(initialWeights(config.model, 2)));
  expect(digest(points[2]!.weights)).toBe(digest(trained(config, 2).weights));
  expect(digest(points[1]!.weights)).not.toBe(digest(points[2]!.weights));
});

test('train is the same training, with progress', async () => {
  const config = experiment();
  const seen: TrainingProgress[] = [];
  const { weights } = await train(config, { seed: 2, onProgress: (progress) => seen.push(progress) });
  expect(digest(weights)).toBe(digest(trained(config, 2).weights));
  expect(seen.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
  expect(seen.at(-1)?.loss).toBeGreaterThan(0);
});

test('an abort ends the training with the signal’s reason', async () => {
  const stop = new AbortController();
  const config = experiment({ training: { steps: 100_000 } });
  const training = train(config, {
    seed: 0,
    signal: stop.signal,
    onProgress: ({ done }) => done > 10 && stop.abort(new Error('enough')),
  });
  await expect(training).rejects.toThrow('enough');
});

test('the generator ends at its next turn after an abort', () => {
  const stop = new AbortController();
  const training = trainReference({ config: experiment(), seed: 0, signal: stop.signal });
  training.next();
  stop.abort(new Error('enough'));
  expect(() => training.next()).toThrow('enough');
  expect(() => trainReference({ config: experiment(), seed: 0, signal: stop.signal }).next()).toThrow(
    'enough',
  );
});

test('a long step yields in the middle, so that an abort need not wait for its end', () => {
  const config = experiment({
    model: { features: 200, neurons: 50 },
    training: { batchSize: 4096, steps: 1 },
  });
  const middle = [...trainReference({ config, seed: 0 })].filter(({ step }) => step === 0);
  expect(middle.length).toBeGreaterThan(3);
});

test.each([
  ['seed', { seed: -1 }, /seed = -1: must be an integer 0 … 4294967295/],
  [
    'exponent',
    { config: experiment({ training: { lossExponent: 4.2 } }) },
    /lossExponent = 4.2: must be a multiple of 0.5/,
  ],
  [
    'size',
    { config: experiment({ model: { features: 0 } }) },
    /model.features = 0: must be an integer 1 … 4096/,
  ],
  [
    'memory',
    { config: experiment({ model: { features: 4096, neurons: 4096 } }) },
    /features × neurons = 16777216/,
  ],
  ['checkpoint', { checkpoints: [6] }, /checkpoint = 6: must be an integer 0 … 5/],
])('a bad %s is refused before any work', (_, change, message) => {
  expect(() => trainReference({ config: experiment(), seed: 0, ...change }).next()).toThrow(message);
});

test('initial weights with NaN or of another shape are refused', () => {
  const config = experiment();
  const weights = initialWeights(config.model, 0);
  const run = (initial: Weights) => trainReference({ config, seed: 0, initial }).next();
  expect(() => run({ ...weights, output: weights.output.with(3, Number.NaN) })).toThrow(
    /output\[3\] = NaN: must be a finite/,
  );
  expect(() => run({ ...weights, input: weights.input.slice(1) })).toThrow(/input has 79 entries/);
  expect(() => run(initialWeights({ ...config.model, neurons: 5 }, 0))).toThrow(
    /20 features × 5 neurons: must be 20 × 4/,
  );
});
