import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coarse } from './coarse.js';

test('rounds to within half a unit of the last binary digit, and leaves the two low bytes empty', () => {
  fc.assert(
    fc.property(fc.float32Array({ noNaN: true, noDefaultInfinity: true, minLength: 1 }), (values) => {
      const most = values.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
      fc.pre(most === 0 || most > 1e-30);
      const rounded = coarse(values, 6);
      for (const [index, value] of values.entries())
        expect(Math.abs(rounded[index]! - value)).toBeLessThanOrEqual(most / 64);
      const bits = new Uint32Array(Float32Array.from(rounded).buffer);
      expect(most < 1e38 ? bits.every((each) => (each & 0xffff) === 0) : true).toBe(true);
    }),
  );
});

test('keeps zero and what is no number', () => {
  expect([...coarse(Float64Array.of(0, 0), 6)]).toEqual([0, 0]);
  expect([...coarse(Float64Array.of(Number.NaN, 1, Infinity), 6)]).toEqual([Number.NaN, 1, Infinity]);
});
