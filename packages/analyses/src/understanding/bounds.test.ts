import { exactResponses } from '@superposition/core/internal/network/responses';
import { initialWeights, naiveWeights, type Weights } from '@superposition/core/internal/network/weights';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anglesOf, bounds } from './bounds.js';

const boundsOf = (weights: Weights) => bounds(weights, exactResponses(weights), anglesOf(weights));
const random = (features: number, neurons: number, seed: number) =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 1 } }, seed);

test('random weights keep within every bound', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 30 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(1000),
      (n, m, seed) => {
        for (const [id, { value }] of Object.entries(boundsOf(random(n, m, seed))))
          if (id.endsWith('.slack') && value !== null) expect(value, id).toBeGreaterThan(-1e-5);
      },
    ),
  );
});

test('features that are served exactly reach the bound on the distance, and columns of zeros are left out', () => {
  const findings = boundsOf(naiveWeights(10, 4));
  expect(findings['distanceToIdentity.value']).toEqual({ value: 6 });
  expect(findings['distanceToIdentity.slack']!.value).toBeCloseTo(0, 12);
  // Four directions in four dimensions: an orthonormal basis, in which the angles have nothing to share.
  expect(findings['framePotential.value']).toEqual({ value: 4 });
  expect(findings['sumDimensionality.value']!.value).toBeCloseTo(4, 12);
  expect(findings['maxCosine.slack']).toEqual({ value: null, reason: 'no more directions than neurons' });
});

test('three directions of 120° reach the bounds of angles', () => {
  const height = Math.sqrt(3) / 2;
  const input = Float32Array.of(1, -0.5, -0.5, 0, height, -height);
  const findings = boundsOf({ features: 3, neurons: 2, input, output: Float32Array.of(1, 0, 0, 1, 0, 0) });
  for (const id of ['framePotential', 'fourthPotential', 'sumDimensionality', 'maxCosine'])
    expect(findings[`${id}.slack`]!.value, id).toBeCloseTo(0, 6);
  expect(findings['maxCosineLevenshtein.value']!.value).toBeCloseTo(0.5, 6);
});

test('a number beyond its bound, or responses that do not fit together, fail', () => {
  const weights = random(9, 3, 1);
  const responses = exactResponses(weights);
  const angles = anglesOf(weights);
  expect(() => bounds(weights, responses, { ...angles, sumSquares: 8.5 })).toThrow('bound framePotential');
  const tampered = responses.positive.slice();
  tampered[1]! += 1e-3;
  expect(() => bounds(weights, { ...responses, positive: tampered }, angles)).toThrow('differs from R⁺ − R⁻');
  const identity = Float64Array.from({ length: 81 }, (_, index) => (index % 10 === 0 ? 1 : 0));
  const perfect = { ...responses, positive: identity, negative: identity.map(() => 0), effective: identity };
  expect(() => bounds(weights, perfect, angles)).toThrow('bound distanceToIdentity');
});
