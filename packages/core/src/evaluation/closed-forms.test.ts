import { expect, test } from 'vitest';
import { forward } from '../network/forward.js';
import { responseFacts } from '../network/response-facts.js';
import { initialWeights, naiveWeights } from '../network/weights.js';
import { randomStream } from '../numbers/random.js';
import { mean } from '../numbers/statistics.js';
import { cosineDensity, expectedAbsCosine, isolatedLosses, naiveLosses, zeroLosses } from './closed-forms.js';

/** ∫ f over (low, high) by the midpoint rule. */
function quadrature(f: (x: number) => number, low: number, high: number, points = 20_000): number {
  const width = (high - low) / points;
  let sum = 0;
  for (let point = 0; point < points; point++) sum += f(low + (point + 0.5) * width);
  return sum * width;
}

test.each([1.5, 2, 4, 6.5])('isolated losses agree with quadrature over the forward pass, q = %d', (q) => {
  const weights = initialWeights({ features: 4, neurons: 3, init: { kind: 'normal', scale: 0.8 } }, 3);
  isolatedLosses(responseFacts(weights), q).forEach((loss, i) => {
    const error = (x: number) => {
      const input = new Float64Array(4);
      input[i] = x;
      return Math.abs(forward(weights, input)[i]! - Math.max(0, x)) ** q;
    };
    expect(loss / (quadrature(error, -1, 1, 4000) / 2)).toBeCloseTo(1, 4);
  });
});

test('naive and zero losses at the document’s setting', () => {
  const shape = { features: 100, neurons: 10 };
  const naive = naiveLosses(shape, 0.02, 2);
  expect(naive.active).toBeCloseTo(0.15, 14);
  expect(naive.positive).toBeCloseTo(0.3, 14);
  expect(naive.all).toBeCloseTo(0.003, 14);
  expect(naive.allPerActive).toBeCloseTo(0.15, 14);
  expect(naive.ignoredFeature).toBeCloseTo(1 / 6, 14);
  expect(naiveLosses(shape, 0.02, 4).active).toBeCloseTo(0.09, 14);
  expect(zeroLosses(0.02, 2).active).toBeCloseTo(1 / 6, 14);
  expect(zeroLosses(0.02, 4).allPerActive).toBeCloseTo(1 / 10, 14);
  expect(naiveLosses({ features: 3, neurons: 8 }, 0.02, 4).active).toBe(0);
});

test.each([2, 2.5, 4])(
  'the naive closed form agrees with the isolated losses of its weights, q = %d',
  (q) => {
    const isolated = mean(isolatedLosses(responseFacts(naiveWeights(10, 3)), q));
    expect(naiveLosses({ features: 10, neurons: 3 }, 0.5, q).isolated).toBeCloseTo(isolated, 14);
  },
);

test('E|cos| has its known values', () => {
  expect(expectedAbsCosine(1)).toBe(1);
  expect(expectedAbsCosine(2)).toBeCloseTo(2 / Math.PI, 15);
  expect(expectedAbsCosine(3)).toBeCloseTo(0.5, 15);
  expect(expectedAbsCosine(10)).toBeCloseTo(0.2587, 4);
  expect(expectedAbsCosine(1000)).toBeCloseTo(Math.sqrt(2 / Math.PI / 1000), 4);
});

test.each([3, 4, 5, 10, 51])(
  'the density of cosines in %d dimensions has integral 1 and mean size E|cos|',
  (m) => {
    const density = (c: number) => cosineDensity(m, c)!;
    expect(quadrature(density, -1, 1)).toBeCloseTo(1, 5);
    expect(quadrature((c) => Math.abs(c) * density(c), -1, 1)).toBeCloseTo(expectedAbsCosine(m), 5);
  },
);

test('the density agrees with random directions', () => {
  const [m, count] = [7, 40_000];
  const stream = randomStream(0, 'directions');
  let below = 0;
  for (let draw = 0; draw < count; draw++) {
    const direction = Float64Array.from({ length: m }, () => stream.normal());
    const norm = Math.sqrt(direction.reduce((sum, entry) => sum + entry * entry, 0));
    if (direction[0]! / norm < 0.3) below++;
  }
  const expected = quadrature((c) => cosineDensity(m, c)!, -1, 0.3);
  expect(Math.abs(below / count - expected)).toBeLessThan(4.5 * Math.sqrt(0.25 / count));
});

test('two dimensions have infinite density at ±1, one dimension has none', () => {
  expect(cosineDensity(2, 0)).toBeCloseTo(1 / Math.PI, 15);
  expect(cosineDensity(2, 1)).toBe(Infinity);
  expect(cosineDensity(1, 0)).toBeNull();
  expect(() => cosineDensity(0, 0)).toThrow(/integer of at least 1/);
});
