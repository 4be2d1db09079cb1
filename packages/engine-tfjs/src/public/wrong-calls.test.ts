import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { naiveWeights, type Weights } from '@superposition/core';
import { expect, it } from 'vitest';
import { wrongCalls, wrongWeights } from '../../../../scripts/test-support/wrong-calls.js';
import * as engine from '../index.js';

const backend = await engine.openBackend();
const { tf } = backend;
const weights = naiveWeights(4, 2);
const { writeLossSummaries, ...everywhere } = engine;

wrongCalls(everywhere, {
  describeBackend: [{ backend: 'wasm', version: '4' }],
  layersModelFiles: [tf, weights],
  loadBackend: [backend.backend],
  openBackend: [],
  trainTfjs: [tf],
});
// Only native TensorFlow writes summaries.
if (backend.backend === 'tensorflow') {
  const folder = mkdtempSync(join(tmpdir(), 'wrong-calls-'));
  wrongCalls(
    {
      writeLossSummaries: (name: unknown, curve: unknown) =>
        writeLossSummaries(name === './model.npz' ? folder : (name as string), curve as never),
    },
    { writeLossSummaries: [folder, { step: [0], loss: [1] }] },
  );
}
wrongWeights(weights, 'weights.', {
  layersModelFiles: (given: Weights) => engine.layersModelFiles(tf, given),
});

it.each([
  [() => 'wasm', "name is a function: must be the name of a backend, one of 'tensorflow', 'wasm', 'cpu'"],
  [backend, 'name is an object: must be the name of a backend'],
  ['gpu', 'name is "gpu": must be the name of a backend'],
])('says what is no name of a backend', async (name, message) => {
  await expect(engine.loadBackend(name as never)).rejects.toThrow(message);
});

it('tells a backend from its namespace', () => {
  expect(() => engine.trainTfjs(backend as never)).toThrow('tf is a backend: pass its namespace, backend.tf');
});
