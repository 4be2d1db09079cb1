import { forward } from '@superposition/core/internal/network/forward';
import { initialWeights, transposed } from '@superposition/core/internal/network/weights';
import { expect, it } from 'vitest';
import { layersModelFiles } from './layers-model.js';
import { loadBackend } from './load-backend.js';

const weights = initialWeights({ features: 7, neurons: 3, init: { kind: 'normal', scale: 0.5 } }, 2);
weights.input[4] = -0;

it.each(['cpu', 'wasm'] as const)('is read back to the bit and computes the same, %s', async (backend) => {
  const tf = await loadBackend(backend);
  const before = tf.memory().numTensors;
  const files = await layersModelFiles(tf, weights);
  expect(await layersModelFiles(tf, structuredClone(weights))).toEqual(files);
  expect(tf.memory().numTensors).toBe(before);

  const { modelTopology, weightsManifest } = JSON.parse(files['model.json']);
  const [{ weights: weightSpecs, paths }] = weightsManifest;
  expect(paths).toEqual(['weights.bin']);
  const weightData = files['weights.bin'].slice().buffer;
  const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
  const [first, second] = await Promise.all(model.getWeights().map((each) => each.data()));
  const bits = (matrix: Float32Array) => [...new Uint32Array(matrix.slice().buffer)];
  expect(bits(transposed(first as Float32Array, 7, 3))).toEqual(bits(weights.input));
  expect(bits(transposed(second as Float32Array, 3, 7))).toEqual(bits(weights.output));

  const absolute = { ...weights, input: weights.input.map(Math.abs), output: weights.output.map(Math.abs) };
  for (let sample = 0; sample < 10; sample++) {
    const x = Array.from({ length: 7 }, (_, feature) => Math.fround(((sample * 7 + feature) % 11) / 5 - 1));
    const y = await (model.predict(tf.tensor2d([x])) as import('@tensorflow/tfjs').Tensor).data();
    const size = forward(absolute, x.map(Math.abs));
    // Two chained dot products of float32, in which each product and each sum rounds once.
    forward(weights, x).forEach((exact, output) => {
      expect(Math.abs(y[output]! - exact)).toBeLessThanOrEqual((7 + 3 + 2) * 2 ** -24 * size[output]!);
    });
  }
});
