import { expect, it } from 'vitest';
import { compact } from './compact.js';

it.each([[[]], [[0, -0]], [[0.1, Number.NaN]], [[1e-60, 1]], [[-3e38]]])('keeps %j as float32', (values) => {
  expect(compact(values)).toEqual(Float32Array.from(values));
});

it.each([[[1e-60, -2e-60]], [[1e-44]], [[1, -1e39]], [[1e300, 0]], [[Number.POSITIVE_INFINITY]]])(
  'keeps %j as float64',
  (values) => {
    expect(compact(values)).toEqual(Float64Array.from(values));
  },
);
