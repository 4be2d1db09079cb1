import { naiveWeights, type Weights } from '@superposition/core';
import { expect, it } from 'vitest';
import { wrongCalls, wrongWeights } from '../../../scripts/test-support/wrong-calls.js';
import * as files from './index.js';

const weights = naiveWeights(4, 2);
const bytes = files.writeWeights(weights, 'npz');

wrongCalls(files, {
  formatOf: ['model.npz'],
  readWeights: [bytes, { transpose: false }],
  writeWeights: [weights, 'npz'],
});
wrongWeights(weights, 'weights.', { writeWeights: (given: Weights) => files.writeWeights(given, 'json') });

it('reads the bytes of a file in whatever holds them', () => {
  const padded = new Uint8Array(bytes.length + 16);
  padded.set(bytes, 8);
  const inside = padded.subarray(8, 8 + bytes.length);
  const alone = bytes.slice();
  for (const given of [bytes, Buffer.from(bytes), inside, alone.buffer, new DataView(alone.buffer)])
    expect(files.readWeights(given as Uint8Array).weights).toEqual(weights);
});

it.each([
  [
    'a path',
    './model.npz',
    /^the file is "\.\/model\.npz": give bytes, not a path: readWeights\(await readFile/,
  ],
  ['a file of a browser', new Blob([]), /^the file is a Blob: give its bytes: await file\.arrayBuffer\(\)/],
  ['a promise', Promise.resolve(bytes), /is a promise, which must be awaited first/],
  ['nothing', undefined, /^the file is undefined: give the bytes of a file/],
  ['numbers that are no bytes', Float32Array.of(1), /^the file is a Float32Array: give the bytes/],
])('says what is wrong with %s', (_, given, message) => {
  expect(() => files.readWeights(given as never)).toThrow(message);
  expect(() => files.readWeights(given as never)).toThrow(TypeError);
});

it.each([
  ['an unknown format', 'npy', RangeError, "'npy' is none of npz, safetensors, json"],
  ['an inherited name', 'toString', RangeError, "'toString' is none of npz, safetensors, json"],
  ['no format', undefined, TypeError, 'format is missing: must be one of npz, safetensors, json'],
])('says what is wrong with %s', (_, format, kind, message) => {
  expect(() => files.writeWeights(weights, format as never)).toThrow(new kind(message));
});

it('says how to flatten rows', () => {
  const rows = { ...weights, input: [[1, 0, 0, 0]] };
  expect(() => files.writeWeights(rows as never, 'npz')).toThrow(
    'weights.input is an Array: must be a Float32Array: Float32Array.from(rows.flat()), row by row',
  );
});

it('tells the format from the name of a file', () => {
  for (const format of files.weightFormats) {
    for (const name of [`model.${format}`, `a.b/c.${format.toUpperCase()}`])
      expect(files.readWeights(files.writeWeights(weights, files.formatOf(name))).format).toBe(format);
  }
});

it.each(['model.npy', 'npz', 'modelnpz', 'model.npz.gz', 'model.npz/', ''])(
  'names the known endings where a name has another one: %j',
  (name) => {
    expect(() => files.formatOf(name)).toThrow(
      new RangeError(`${JSON.stringify(name)} ends in none of .npz, .safetensors, .json`),
    );
  },
);
