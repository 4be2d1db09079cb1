import { initialWeights, naiveWeights, type Weights } from '@superposition/core/internal/network/weights';
import { expect, test } from 'vitest';
import { featureOrders } from './feature-orders.js';
import { leadingSingularVectors } from './singular-vectors.js';

const weightsOf = (features: number, neurons: number, input: readonly number[]): Weights => ({
  features,
  neurons,
  input: Float32Array.from(input),
  output: new Float32Array(features * neurons),
});

test('by codeword: features that use the same neurons stand together, then the largest weight counts', () => {
  // Columns: (0, 1), (1, 0.9), (2, 0), (0.9, 1.1), (1, 0), (0, 2). The second and fourth have one word.
  const weights = weightsOf(6, 2, [0, 1, 2, 0.9, 1, 0, 1, 0.9, 0, 1.1, 0, 2]);
  expect(featureOrders({ model: { weights } }).codeword).toEqual([3, 1, 2, 4, 5, 0]);
});

test('by singular vectors: features stand in the order of their angles in the leading plane', () => {
  // Directions all around the circle, at shuffled angles. W_in has rank 2, so the plane contains all of them.
  const columns = [
    [-3, 4],
    [4, 3],
    [-3, -4],
    [0, 5],
    [3, -4],
    [3, 4],
    [-4, 3],
    [-4, -3],
  ] as const;
  const weights = weightsOf(8, 2, [...columns.map(([x]) => x), ...columns.map(([, y]) => y)]);
  const order = [...featureOrders({ model: { weights } }).singular];
  // The order may start anywhere on the circle and may go round in either direction.
  const fromOne = [...order.slice(order.indexOf(1)), ...order.slice(0, order.indexOf(1))];
  const around = [1, 5, 3, 0, 6, 7, 2, 4];
  expect([around, [1, ...around.slice(1).reverse()]]).toContainEqual(fromOne);
});

test('singular values and vectors are those of the matrix', () => {
  const weights = weightsOf(3, 2, [3, 0, 0, 0, 0, -2]);
  const [first, second] = leadingSingularVectors(weights);
  expect(first.value).toBeCloseTo(3, 10);
  expect([...first.vector].map((entry) => Math.abs(entry))).toEqual(
    [1, 0, 0].map((e) => expect.closeTo(e, 10)),
  );
  expect(second.value).toBeCloseTo(2, 10);
  expect([...second.vector]).toEqual([0, 0, 1].map((e) => expect.closeTo(e, 10)));
});

test.each([
  ['one feature, one neuron', 1, 1],
  ['one neuron', 7, 1],
  ['one feature', 1, 5],
  ['more neurons than features', 4, 9],
])('both are permutations: %s', (_name, features, neurons) => {
  const model = { features, neurons, init: { kind: 'normal', scale: 1 } } as const;
  const orders = featureOrders({ model: { weights: initialWeights(model, 3) } });
  const all = Array.from({ length: features }, (_, index) => index);
  expect([...orders.codeword].sort((a, b) => a - b)).toEqual(all);
  expect([...orders.singular].sort((a, b) => a - b)).toEqual(all);
});

test('with one neuron the singular order is that of its weights', () => {
  const weights = weightsOf(4, 1, [0.5, -1, 2, 0]);
  const { singular } = featureOrders({ model: { weights } });
  expect([...singular]).toEqual([1, 3, 0, 2]);
});

test('features that the naive solution ignores come in order of their index', () => {
  const { codeword } = featureOrders({ model: { weights: naiveWeights(6, 2) } });
  expect([...codeword]).toEqual([0, 1, 2, 3, 4, 5]);
});

test('weights of zero leave the features in their own order', () => {
  const orders = featureOrders({ model: { weights: weightsOf(3, 2, [0, 0, 0, 0, 0, 0]) } });
  expect(orders).toEqual({ codeword: [0, 1, 2], singular: [0, 1, 2] });
});
