import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forward } from './forward.js';
import { diagonalOf, exactResponses, offDiagonalOf } from './responses.js';
import { initialWeights, naiveWeights, type Weights } from './weights.js';

const anyWeights = fc
  .record({
    features: fc.integer({ min: 1, max: 9 }),
    neurons: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat(),
  })
  .map(({ features, neurons, seed }) =>
    initialWeights({ features, neurons, init: { kind: 'normal', scale: 1 } }, seed),
  );

test('R⁺ and R⁻ are what the forward pass answers to one active feature', () => {
  fc.assert(
    fc.property(anyWeights, fc.constantFrom(-1, -0.3, 0.01, 0.7, 1), (weights, x) => {
      const { features, positive, negative } = exactResponses(weights);
      for (let i = 0; i < features; i++) {
        const input = new Float64Array(features);
        input[i] = x;
        forward(weights, input).forEach((y, j) => {
          const expected = x > 0 ? x * positive[j * features + i]! : -x * negative[j * features + i]!;
          expect(Math.abs(y - expected)).toBeLessThan(1e-12);
        });
      }
    }),
  );
});

test('W_out·W_in = R⁺ − R⁻', () => {
  fc.assert(
    fc.property(anyWeights, (weights) => {
      const { positive, negative, effective } = exactResponses(weights);
      effective.forEach((entry, index) => {
        expect(Math.abs(entry - (positive[index]! - negative[index]!))).toBeLessThan(1e-12);
      });
    }),
  );
});

test('responses do not change when a neuron’s input is scaled by s > 0 and its output by 1/s', () => {
  fc.assert(
    fc.property(
      anyWeights,
      fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 9, maxLength: 9 }),
      (weights, powers) => {
        // Powers of two, so that the scaling itself does not round.
        const { features, neurons } = weights;
        const scaled: Weights = {
          ...weights,
          input: weights.input.map((entry, index) => entry * 2 ** powers[Math.floor(index / features)]!),
          output: weights.output.map((entry, index) => entry / 2 ** powers[index % neurons]!),
        };
        expect(exactResponses(scaled)).toEqual(exactResponses(weights));
      },
    ),
  );
});

test('the naive solution answers relu for the features it serves and 0 for the rest', () => {
  const { positive, negative } = exactResponses(naiveWeights(5, 3));
  expect([...diagonalOf(positive, 5)]).toEqual([1, 1, 1, 0, 0]);
  expect(offDiagonalOf(positive, 5).every((entry) => entry === 0)).toBe(true);
  expect(negative.every((entry) => entry === 0)).toBe(true);
});

test('the off-diagonal of a matrix is all of it but the diagonal', () => {
  expect([...offDiagonalOf(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), 3)]).toEqual([2, 3, 4, 6, 7, 8]);
  expect([...offDiagonalOf(Float64Array.of(1), 1)]).toEqual([]);
});
