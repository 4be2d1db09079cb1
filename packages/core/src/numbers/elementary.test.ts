import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absolutePower, atan, cos, exp, ln, sin } from './elementary.js';

/** Checks that a function agrees with the platform's within a few units in the last place. */
function agrees(
  own: (x: number) => number,
  platform: (x: number) => number,
  xs: fc.Arbitrary<number>,
  floor = 0,
) {
  fc.assert(
    fc.property(xs, (x) => {
      const expected = platform(x);
      const error = Math.abs(own(x) - expected);
      return error <= 1e-15 * 2 * Math.max(Math.abs(expected), floor);
    }),
    { numRuns: 2000 },
  );
}

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test('ln', () => {
  agrees(ln, Math.log, within(1e-300, 1e300));
  agrees(ln, Math.log, within(0.5, 2), 1e-16);
  expect([ln(1), ln(0), ln(-1), ln(Infinity)]).toEqual([0, -Infinity, Number.NaN, Infinity]);
  expect(ln(5e-324)).toBeCloseTo(Math.log(5e-324), 10);
});

test('exp', () => {
  agrees(exp, Math.exp, within(-700, 700), 0);
  expect([exp(0), exp(1000), exp(-1000)]).toEqual([1, Infinity, 0]);
});

test('sin and cos', () => {
  agrees(sin, Math.sin, within(-10, 10), 1e-3);
  agrees(cos, Math.cos, within(-10, 10), 1e-3);
  agrees(cos, Math.cos, within(-1e6, 1e6), 0.1);
  expect([sin(0), cos(0), cos(Math.PI), cos(2e6)]).toEqual([0, 1, -1, Number.NaN]);
});

test('atan', () => {
  agrees(atan, Math.atan, within(-1e9, 1e9));
  agrees(atan, Math.atan, within(-3, 3));
});

test('absolutePower takes multiples of one half and refuses others', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), within(-3, 3), (halves, x) => {
      const expected = Math.abs(x) ** (halves / 2);
      // Below 2.2e-308, float64 has fewer digits, and the last one may be more than 1e-14 of the number.
      const lastDigit = Number.MIN_VALUE;
      return Math.abs(absolutePower(x, halves / 2) - expected) <= Math.max(1e-14 * expected, lastDigit);
    }),
    { examples: [[3, 3.551233913739372e-207]] },
  );
  expect(() => absolutePower(2, 1.3)).toThrow(/multiple of 0.5/);
});
