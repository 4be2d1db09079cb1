import { exactResponses } from '@superposition/core/internal/network/responses';
import { initialWeights, naiveWeights } from '@superposition/core/internal/network/weights';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goldenSection } from '../numbers/golden-section.js';
import { additiveLosses } from './additive-theory.js';
import { inputCumulants } from './cumulants.js';
import { anyRankKurtosis, fourDesignKurtosis, uniformGain } from './gain-cubic.js';
import { responseShape } from './response-shape.js';
import { sparseCrosstalk, sparseLimit } from './sparse-limit.js';
import { theory } from './theory.js';

const shapes = fc
  .tuple(fc.integer({ min: 3, max: 200 }), fc.integer({ min: 1, max: 100 }))
  .filter(([features, neurons]) => neurons < features);

/** R⁺ of a uniform family: β on the diagonal, and rank-m crosstalk of constant size, the sign at random. */
function uniformResponses(features: number, gain: number, off: number) {
  const positive = Float64Array.from({ length: features * features }, (_, index) =>
    index % (features + 1) === 0 ? gain : off * ((index * 7919) % 13 < 6 ? -1 : 1),
  );
  return { features, positive, negative: new Float64Array(positive.length), effective: positive };
}

test('the gain of the cubic makes the loss of the uniform family least', () => {
  fc.assert(
    fc.property(
      shapes,
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 20, noNaN: true }),
      ([n, m], p, kurtosis) => {
        const excess = (n - m) / m;
        const lossAt = (gain: number) => {
          const own = (1 - gain) ** 2;
          // The moments of crosstalk with Σ off² = γβ² in each row, and those of the feature's own error.
          const square = excess * gain ** 2;
          const fourth = (kurtosis * square ** 2) / (n - 1);
          return own ** 2 / 10 + (6 * (own / 6) * p * square) / 6 + fourth / 10 + (3 * p * square ** 2) / 36;
        };
        const { gain, loss, stationary } = uniformGain({
          features: n,
          neurons: m,
          activeProbability: p,
          kurtosis,
        });
        expect(loss).toBeCloseTo(lossAt(gain), 12);
        expect(gain).toBeCloseTo(goldenSection(lossAt, 0, 1, 1e-9).x, 5);
        if (excess >= 1 / 3) expect(stationary).toBe(1);
      },
    ),
  );
});

test('the least kurtosis of designs', () => {
  expect(fourDesignKurtosis(100, 10)).toBeCloseTo(1.8333, 3);
  expect(anyRankKurtosis(100, 10)).toBe(1);
  // An orthonormal basis and its copies: crosstalk is 1 at the copies, else 0.
  expect(anyRankKurtosis(20, 1)).toBeGreaterThanOrEqual(1);
});

test('the additive theory has the moments of the uniform family, but for the squared means', () => {
  const [features, p] = [60, 0.01];
  const shape = responseShape(uniformResponses(features, 0.4, 0.05));
  expect(shape.kurtosis).toBeCloseTo(1, 12);
  const { square } = additiveLosses(uniformResponses(features, 0.4, 0.05), p);
  expect(square).toBeCloseTo((0.6 ** 2 + 59 * 0.05 ** 2) / 6, 2);
});

test('where relu does not mix inputs the additive theory is exact', () => {
  const losses = additiveLosses(exactResponses(naiveWeights(10, 4)), 0.3);
  expect(losses.square).toBeCloseTo(0.6 / 6, 12);
  expect(losses.fourth).toBeCloseTo(0.6 / 10, 12);
  // The slope is a cube there, so that a third of the digits remain.
  expect(losses.bestScale).toBeCloseTo(1, 4);
});

test('cumulants of one input give back its moments', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      (up, down, p) => {
        const moment = (k: number) => (p / (2 * (k + 1))) * (up ** k + down ** k);
        const [k1, k2, k3, k4] = inputCumulants(up, down, p);
        expect(k1).toBeCloseTo(moment(1), 12);
        expect(k2 + k1 ** 2).toBeCloseTo(moment(2), 12);
        expect(k3 + 3 * k2 * k1 + k1 ** 3).toBeCloseTo(moment(3), 12);
        expect(k4 + 4 * k3 * k1 + 3 * k2 ** 2 + 6 * k2 * k1 ** 2 + k1 ** 4).toBeCloseTo(moment(4), 12);
      },
    ),
  );
});

test('with crosstalk of constant size, serving all ties with serving few at q = 2, and wins only above', () => {
  fc.assert(
    fc.property(shapes, ([features, neurons]) => {
      const off = Math.sqrt((features - neurons) / neurons / (features - 1));
      const { positive } = uniformResponses(features, 1, off);
      const overNaive = (q: number) =>
        sparseLimit(sparseCrosstalk(positive, features, q), q).lossOverZero / (1 - neurons / features);
      expect(overNaive(2)).toBeCloseTo(1, 9);
      expect(overNaive(1.5)).toBeGreaterThan(1);
      for (const q of [2.5, 4, 8]) expect(overNaive(q)).toBeLessThan(1);
    }),
  );
});

test('the theory of the fourth power is left out for other exponents, with a reason', () => {
  const weights = initialWeights({ features: 8, neurons: 3, init: { kind: 'normal', scale: 1 } }, 1);
  const findings = theory(exactResponses(weights), 3, { activeProbability: 0.1, lossExponent: 3 });
  expect(findings['additive.l4']).toEqual({
    value: null,
    reason: 'this theory is for the loss exponent 4',
  });
  expect(findings['sparseLimit.gain']!.value).toBeGreaterThan(0);
  const fourth = theory(exactResponses(weights), 3, { activeProbability: 0.1, lossExponent: 4 });
  expect(Object.keys(fourth).toSorted()).toEqual(Object.keys(findings).toSorted());
});
