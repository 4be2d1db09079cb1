import { expect, it } from 'vitest';
import { decodedArray } from './plot/decoded-array.js';
import { counting, packedNumbers, packedMatrix, integerArray } from './typed-array.js';

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64')).buffer;

it('writes float32 numbers that read back to the bit', () => {
  const values = [0.1, -2.5, Number.NaN, 1e-30];
  expect([...new Float32Array(bytes(packedNumbers(values).bdata))]).toEqual([...Float32Array.from(values)]);
});

it('writes little-endian bytes', () => expect(packedNumbers([1]).bdata).toBe('AACAPw=='));

it('counts from a start', () => expect(decodedArray(counting(3, 1))).toEqual([1, 2, 3]));

it.each([
  [[0, 255], 'u1'],
  [[0, 256], 'u2'],
  [[65_535], 'u2'],
  [[65_536], 'i4'],
  [[-1, 3], 'i4'],
  [[], 'u1'],
])('holds the whole numbers %j as %s', (values, dtype) => {
  const array = integerArray(values);
  expect(array.dtype).toBe(dtype);
  expect(decodedArray(array)).toEqual(values);
});

it.each([[[1e-60, -3e-61]], [[1, -1e39]]])('keeps %j, which float32 cannot hold', (values) => {
  const array = packedNumbers(values);
  expect(array.dtype).toBe('f8');
  expect(decodedArray(array)).toEqual(values);
});

it('refuses an infinity', () => {
  expect(() => packedMatrix(Float32Array.of(0, Number.POSITIVE_INFINITY), 1, 2)).toThrow(
    'beyond the range of 64-bit floating point',
  );
});

it('refuses a matrix of another size', () => {
  expect(packedMatrix([1, 2, 3, 4, 5, 6], 2, 3).shape).toBe('2,3');
  expect(() => packedMatrix([1, 2, 3], 2, 2)).toThrow('3 values do not fill 2 × 2');
});
