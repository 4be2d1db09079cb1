import { expect, test } from 'vitest';
import { evaluateKernel } from '../evaluation/evaluate-kernel.js';
import { initialWeights, naiveWeights, type Weights } from '../network/weights.js';
import { sampleSd } from '../numbers/statistics.js';
import { complete } from '../training/complete.js';
import { exactly, missing, quotient } from './missing.js';
import { type ModelQuantities, modelQuantities } from './quantities.js';
import { isSampled, type QuantityId, quantityIds } from './quantity-definitions.js';

const random = initialWeights({ features: 6, neurons: 3, init: { kind: 'normal', scale: 0.5 } }, 0);

function quantitiesOf(weights: Weights, samples: number, seed: number, activeProbability = 0.2) {
  const request = { weights, activeProbability, samples, lossExponent: 3, seed };
  return modelQuantities(weights, complete(evaluateKernel(request)));
}

const evaluations = (weights: Weights, samples: number) =>
  Array.from({ length: 200 }, (_, seed) => quantitiesOf(weights, samples, seed));

/** The standard deviation over evaluations with other samples, in units of the standard error that they state. */
function observed(all: readonly ModelQuantities[], id: QuantityId): number {
  const stated = all.map((quantities) => errorOf(quantities, id)!);
  const rms = Math.sqrt(stated.reduce((sum, error) => sum + error * error, 0) / stated.length);
  return sampleSd(all.map((quantities) => quantities[id].value!)) / rms;
}

function errorOf(quantities: ModelQuantities, id: QuantityId): number | null {
  return quantities[id].standardError ?? null;
}

/** What is estimated of a model, and how well. */
const estimated = quantityIds.filter((id) => isSampled(id) && id !== 'perFeature.mse.standardError');
const extremes: readonly QuantityId[] = ['perFeature.mse.min', 'perFeature.mse.max'];
const ofRandom = evaluations(random, 2000);

// A standard deviation over 200 evaluations has itself a standard error of 1/√(2·199), a twentieth. We allow four of them.
const tolerance = 0.2;

test.each(estimated.filter((id) => !extremes.includes(id)))(
  '%s scatters over evaluations by its standard error',
  (id) => {
    expect(Math.abs(observed(ofRandom, id) - 1)).toBeLessThan(tolerance);
  },
);

test.each(extremes)(
  '%s scatters by its standard error at most, and less where features are nearly alike',
  (id) => {
    expect(observed(ofRandom, id)).toBeLessThan(1 + tolerance);
    expect(observed(ofRandom, id)).toBeGreaterThan(0.6);
  },
);

test('features that are alike: their spread is noise, and has the standard error of noise', () => {
  const alike: Weights = {
    features: 30,
    neurons: 1,
    input: new Float32Array(30).fill(1),
    output: new Float32Array(30).fill(0.3),
  };
  const all = evaluations(alike, 2000);
  expect(Math.abs(observed(all, 'perFeature.mse.sd') - 1)).toBeLessThan(tolerance);
  // Without the noise often nothing is left. That it is 0 is not known exactly.
  const none = all.filter((quantities) => quantities['perFeature.mse.sdTrue'].value === 0);
  expect(none.length).toBeGreaterThan(50);
  expect(
    Math.min(...none.map((quantities) => errorOf(quantities, 'perFeature.mse.sdTrue')!)),
  ).toBeGreaterThan(0);
  expect(observed(all, 'perFeature.mse.sdTrue')).toBeLessThan(1 + tolerance);
});

test('exactly these are estimates', () => {
  const one = ofRandom[0]!;
  expect(quantityIds.filter((id) => (errorOf(one, id) ?? 0) > 0)).toEqual(estimated);
  expect(estimated).toHaveLength(24);
  const others = quantityIds.filter((id) => !estimated.includes(id) && one[id].value !== null);
  // Its own error would need the fourth powers of the differences.
  expect(others.filter((id) => errorOf(one, id) !== 0)).toEqual(['perFeature.mse.standardError']);
  expect(one['mse.isolated']).toEqual({ value: expect.any(Number), standardError: 0 });
});

test('a loss is known exactly where no feature meets another', () => {
  const served = quantitiesOf(naiveWeights(6, 3), 2000, 0);
  for (const id of ['mse.active', 'mse.all', 'l4.active', 'ratio.mse.all', 'mse.isolated.share'] as const)
    expect(errorOf(served, id), id).toBe(0);
  const single = quantitiesOf(
    { features: 1, neurons: 1, input: Float32Array.of(0.5), output: Float32Array.of(0.5) },
    2000,
    0,
  );
  expect(single['mse.interference']).toEqual({ value: 0, standardError: 0 });
  expect(single['perFeature.mse.sd']).toEqual({ value: 0, standardError: 0 });
  const zeros = quantitiesOf({ ...naiveWeights(100, 1), output: new Float32Array(100) }, 2000, 0);
  expect(zeros['perFeature.mse.sd']).toEqual({ value: 0, standardError: 0 });
});

test('one sample has no standard error, and a value that is missing has none either', () => {
  const one = quantitiesOf(random, 1, 0, 1);
  expect(one['mse.active']).toEqual({ value: expect.any(Number), standardError: null });
  expect(one['mse.isolated.share']).toMatchObject({ standardError: null });
  expect(one['ratio.mse.all']).toMatchObject({ standardError: null });
  const none = quantitiesOf(random, 1, 0, 1e-6);
  expect(none['mse.active']).toEqual({ value: null, reason: expect.any(String) });
});

test('a quotient has the standard error of both of its parts', () => {
  const [part, whole] = [
    { value: 3, standardError: 0.3 },
    { value: -2, standardError: 0.1 },
  ];
  const { standardError } = quotient(part, whole, 'none');
  // A tenth and a twentieth of 1.5.
  expect(standardError).toBeCloseTo(1.5 * Math.sqrt(0.01 + 0.0025), 12);
  expect(quotient(exactly(3), exactly(2), 'none')).toEqual({ value: 1.5, standardError: 0 });
  expect(quotient(part, exactly(0), 'nothing to divide by')).toEqual(missing('nothing to divide by'));
  expect(quotient(missing('no part'), whole, 'none')).toEqual(missing('no part'));
  expect(quotient(part, { value: 2, standardError: null }, 'none')).toEqual({
    value: 1.5,
    standardError: null,
  });
});
