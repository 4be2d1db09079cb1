import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedAbsCosine } from '../evaluation/closed-forms.js';
import { mean } from '../numbers/statistics.js';
import { balanced, featureCosines, framePotential, neuronUsage, pairCosines } from './geometry.js';
import { exactResponses } from './responses.js';
import { initialWeights, naiveWeights, type Weights } from './weights.js';

const random = (features: number, neurons: number, seed = 0) =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 1 } }, seed);

test('cosines of known columns', () => {
  const input = Float32Array.of(1, 0, 3, 0, 0, 2, 4, 0);
  const { cosines, zeroColumns } = featureCosines({ features: 4, neurons: 2, input, output: input });
  expect(zeroColumns).toEqual([3]);
  expect(cosines[0 * 4 + 1]).toBe(0);
  expect(cosines[0 * 4 + 2]).toBeCloseTo(0.6, 15);
  expect(cosines[2 * 4 + 1]).toBeCloseTo(0.8, 15);
  expect(cosines[3 * 4 + 0]).toBeNaN();
});

test('zero columns are left out of pairs and of the frame potential', () => {
  const angles = featureCosines(naiveWeights(6, 4));
  expect(angles.zeroColumns).toEqual([4, 5]);
  expect([...pairCosines(angles)]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(framePotential(angles)).toBe(4);
});

test('one neuron has only cosines of ±1', () => {
  const angles = featureCosines(random(20, 1));
  expect(new Set(pairCosines(angles))).toEqual(new Set([1, -1]));
  expect(framePotential(angles)).toBe(400);
});

test('random directions have the expected mean |cos| and the frame potential its bound n²/m', () => {
  const angles = featureCosines(random(200, 10));
  expect(mean(pairCosines(angles).map(Math.abs))).toBeCloseTo(expectedAbsCosine(10), 1);
  expect(pairCosines(angles)).toHaveLength(19_900);
  expect(framePotential(angles)).toBeGreaterThan(200 ** 2 / 10);
  expect(framePotential(angles)).toBeCloseTo(
    200 + 2 * pairCosines(angles).reduce((sum, c) => sum + c * c, 0),
    6,
  );
});

test('the balanced gauge has equal norms and the same responses', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 8 }),
      fc.nat(),
      (features, neurons, seed) => {
        const weights = random(features, neurons, seed);
        const gauge = balanced(weights);
        for (let k = 0; k < neurons; k++) {
          let [input, output] = [0, 0];
          for (let i = 0; i < features; i++) {
            input += gauge.input[k * features + i]! ** 2;
            output += gauge.output[i * neurons + k]! ** 2;
          }
          expect(input / output).toBeCloseTo(1, 5);
        }
        const [before, after] = [exactResponses(weights), exactResponses(gauge)];
        after.positive.forEach((entry, index) => {
          expect(Math.abs(entry - before.positive[index]!)).toBeLessThan(1e-4);
        });
      },
    ),
  );
});

test('a neuron without output becomes zero in the balanced gauge', () => {
  const weights: Weights = {
    features: 1,
    neurons: 2,
    input: Float32Array.of(3, 4),
    output: Float32Array.of(0, 1),
  };
  expect(balanced(weights)).toEqual({
    ...weights,
    input: Float32Array.of(0, 2),
    output: Float32Array.of(0, 2),
  });
});

test('a feature uses the neurons whose input weight exceeds a quarter of the rms', () => {
  const input = Float32Array.of(1, 0.2, -1, 0.3, 1, 0);
  const { threshold, counts, mean: average } = neuronUsage({ features: 3, neurons: 2, input, output: input });
  expect(threshold).toBeCloseTo(0.25 * Math.sqrt(3.13 / 6), 6);
  expect([...counts]).toEqual([2, 2, 0]);
  expect(average).toBeCloseTo(4 / 3, 15);
});
