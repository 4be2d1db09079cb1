import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cubicRoots } from './cubic-roots.js';
import { goldenSection } from './golden-section.js';
import { quarticMinimum, quarticNodes, quarticSlope } from './quartic.js';

const number = fc.double({ min: -3, max: 3, noNaN: true });
const gap = fc.double({ min: 0.01, max: 3, noNaN: true });

test('the roots of a product of three factors are found', () => {
  fc.assert(
    fc.property(number, gap, gap, (r, first, second) => {
      const [s, t] = [r + first, r + first + second];
      const roots = cubicRoots(2, -2 * (r + s + t), 2 * (r * s + s * t + r * t), -2 * r * s * t);
      expect(roots).toHaveLength(3);
      for (const [index, root] of [r, s, t].entries()) expect(roots[index]).toBeCloseTo(root, 8);
    }),
  );
});

test('a cubic with one real root, and polynomials of lower degree', () => {
  expect(cubicRoots(1, 0, 1, -10)).toEqual([2]);
  expect(cubicRoots(0, 1, 0, -4)).toEqual([-2, 2]);
  expect(cubicRoots(0, 0, 2, -4)).toEqual([2]);
  expect(cubicRoots(0, 1, 0, 4)).toEqual([]);
  expect(cubicRoots(0, 0, 0, 1)).toEqual([]);
});

test('five values tell the slope of a quartic, and where it is least', () => {
  fc.assert(
    fc.property(fc.tuple(number, number, number, number), ([c0, c1, c2, c3]) => {
      const valueAt = (x: number) => c0 + x * (c1 + x * (c2 + x * (c3 + x)));
      const values = quarticNodes.map(valueAt);
      const slope = quarticSlope(values);
      for (const [power, expected] of [c1, 2 * c2, 3 * c3, 4].entries())
        expect(slope[power]).toBeCloseTo(expected, 9);
      const { x, value } = quarticMinimum(values);
      expect(value).toBeCloseTo(valueAt(x), 8);
      for (let other = -5; other <= 5; other += 0.25) expect(valueAt(other)).toBeGreaterThan(value - 1e-6);
    }),
  );
});

test('a golden section finds the least value', () => {
  const { x, value } = goldenSection((at) => (at - 0.3) * (at - 0.3) + 1, -1, 2, 1e-6);
  expect(x).toBeCloseTo(0.3, 6);
  expect(value).toBeCloseTo(1, 10);
});
