import { expect, it } from 'vitest';
import { decodedArray } from './decoded-array.js';

const bdata = (array: ArrayBufferView) =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');

it.each([
  ['i1', 'int8', Int8Array.of(-1, 2)],
  ['u1', 'uint8', Uint8Array.of(255, 2)],
  ['u1c', 'uint8c', Uint8ClampedArray.of(255, 2)],
  ['i2', 'int16', Int16Array.of(-300, 2)],
  ['u2', 'uint16', Uint16Array.of(60_000, 2)],
  ['i4', 'int32', Int32Array.of(-70_000, 2)],
  ['u4', 'uint32', Uint32Array.of(4e9, 2)],
  ['f4', 'float32', Float32Array.of(0.5, -2)],
  ['f8', 'float64', Float64Array.of(0.1, -2)],
])('decodes numbers of type %s', (dtype, name, array) => {
  expect(decodedArray({ bdata: bdata(array), dtype })).toEqual([...array]);
  expect(decodedArray({ bdata: bdata(array), dtype: name, shape: '2' })).toEqual([...array]);
  expect(decodedArray({ bdata: bdata(array), dtype, shape: '2,1' })).toEqual([[array[0]], [array[1]]]);
});

it.each([
  ['of no type', { bdata: 'AAAA', dtype: 'i8' }],
  ['that is no base64', { bdata: 'A*==', dtype: 'u1' }],
  ['with half a number', { bdata: 'AAAA', dtype: 'i2' }],
  ['of another shape', { bdata: 'AAAA', dtype: 'u1', shape: '2,2' }],
  ['that is none', { z: 1 }],
])('decodes nothing %s', (_, value) => {
  expect(decodedArray(value)).toBeUndefined();
});
