import { expect, test } from 'vitest';
import { mean } from '../numbers/statistics.js';
import { initialWeights, naiveWeights, transposed } from './weights.js';

const model = (kind: 'normal' | 'kaiming-uniform' | 'xavier-uniform' | 'naive', scale = 0.01) => ({
  features: 100,
  neurons: 20,
  init: { kind, scale },
});
const rms = (matrix: Float32Array) => Math.sqrt(mean(Float64Array.from(matrix, (entry) => entry * entry)));
const largest = (matrix: Float32Array) => matrix.reduce((size, entry) => Math.max(size, Math.abs(entry)), 0);

test('normal entries have the standard deviation of the config', () => {
  const { input, output } = initialWeights(model('normal', 0.5), 0);
  expect(rms(input)).toBeCloseTo(0.5, 1);
  expect(rms(output)).toBeCloseTo(0.5, 1);
  expect(Math.abs(mean(input))).toBeLessThan(0.05);
});

test('kaiming-uniform is bounded by one over the root of the fan-in', () => {
  const { input, output } = initialWeights(model('kaiming-uniform'), 0);
  expect(largest(input)).toBeCloseTo(1 / Math.sqrt(100), 2);
  expect(largest(output)).toBeCloseTo(1 / Math.sqrt(20), 2);
  expect(rms(output)).toBeCloseTo(1 / Math.sqrt(20) / Math.sqrt(3), 2);
});

test('xavier-uniform is bounded by √(6/(fan in + fan out))', () => {
  const { input, output } = initialWeights(model('xavier-uniform'), 0);
  expect(largest(input)).toBeCloseTo(Math.sqrt(6 / 120), 2);
  expect(largest(output)).toBeCloseTo(Math.sqrt(6 / 120), 2);
});

test('naive is the naive solution plus noise of the scale on every entry', () => {
  const exact = naiveWeights(100, 20);
  for (let k = 0; k < 20; k++) {
    for (let i = 0; i < 100; i++) {
      expect(exact.input[k * 100 + i]).toBe(i === k ? 1 : 0);
      expect(exact.output[i * 20 + k]).toBe(i === k ? 1 : 0);
    }
  }
  const noisy = initialWeights(model('naive', 0.1), 0);
  expect(rms(noisy.input.map((entry, index) => entry - exact.input[index]!))).toBeCloseTo(0.1, 2);
  expect(rms(noisy.output.map((entry, index) => entry - exact.output[index]!))).toBeCloseTo(0.1, 2);
});

test('seeds differ, the same seed repeats, and input and output have streams of their own', () => {
  const weights = initialWeights(model('normal'), 1);
  expect(initialWeights(model('normal'), 1)).toEqual(weights);
  expect(initialWeights(model('normal'), 2).input).not.toEqual(weights.input);
  expect(weights.output).not.toEqual(weights.input);
});

test('transposing twice gives the matrix back', () => {
  const matrix = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect([...transposed(matrix, 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  expect(transposed(transposed(matrix, 2, 3), 3, 2)).toEqual(matrix);
});
