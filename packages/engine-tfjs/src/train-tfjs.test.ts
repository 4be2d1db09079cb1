import { complete } from '@superposition/core/internal/training/complete';
import { defaultConfig } from '@superposition/core/config';
import type { ExperimentSettings } from '@superposition/core/internal/training/engine';
import { engineContract } from '@superposition/core/engine-contract';
import { describe, expect, it } from 'vitest';
import { describeBackend, openBackend } from './backend.js';
import { prepareNative } from './find-backend.js';
import { loadBackend } from './load-backend.js';
import type { TensorFlow } from './tensorflow.js';
import { trainTfjs } from './public/train-tfjs.js';

prepareNative();
const best = await openBackend();
// In CI, the tests have to run with native TensorFlow. Elsewhere we print a line when they do not.
const missing =
  best.backend === 'tensorflow' ? undefined : `NOT TESTED with native TensorFlow: ${describeBackend(best)}`;
if (missing !== undefined && process.env['CI'] !== undefined) {
  it('runs with native TensorFlow in CI', () => expect.unreachable(missing));
} else if (missing !== undefined) {
  process.stderr.write(`\n${missing}\n\n`);
}

const backends =
  best.backend === 'tensorflow' ? (['tensorflow', 'wasm', 'cpu'] as const) : (['wasm', 'cpu'] as const);
for (const backend of backends) {
  // TensorFlow.js has one current backend, so each test first selects its own.
  const open = () => loadBackend(backend);
  const subject = { open: async () => trainTfjs(await open()), agreement: 1e-4 };
  engineContract(`TensorFlow.js, ${backend}`, subject, { describe, it });

  describe(`the tensors of a training, ${backend}`, () => {
    it('are as many after 1,000 steps as after one, and none when it has ended', async () => {
      const tf = await open();
      const before = countsOf(tf);
      const training = trainTfjs(tf)({ config: settings(1000), seed: 0 });
      training.next();
      const early = countsOf(tf);
      expect(early.tensors).toBeGreaterThan(before.tensors);
      for (let turn = 1; turn < 999; turn++) training.next();
      expect(countsOf(tf)).toEqual(early);
      complete(training);
      expect(countsOf(tf)).toEqual(before);
    });

    it('are gone when it is aborted, left or refused', async () => {
      const tf = await open();
      const before = countsOf(tf);
      const stop = new AbortController();
      const aborted = trainTfjs(tf)({ config: settings(10), seed: 0, signal: stop.signal, checkpoints: [0] });
      aborted.next();
      stop.abort();
      expect(() => aborted.next()).toThrow(/abort/);
      const left = trainTfjs(tf)({ config: settings(10), seed: 0 });
      left.next();
      left.return({
        weights: { features: 1, neurons: 1, input: new Float32Array(1), output: new Float32Array(1) },
        curve: { step: [], loss: [] },
      });
      expect(() => trainTfjs(tf)({ config: settings(10), seed: -1 }).next()).toThrow(RangeError);
      expect(countsOf(tf)).toEqual(before);
    });
  });
}

function settings(steps: number): ExperimentSettings {
  return {
    model: { ...defaultConfig.model, features: 8, neurons: 3 },
    data: { activeProbability: 0.2 },
    training: { ...defaultConfig.training, steps, batchSize: 16 },
  };
}

function countsOf(tf: TensorFlow) {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}
