import { describe, expect, it } from 'vitest';
import { json, matrix, npy, npyOf, npz, safetensors, tensor, text } from '../test/support/sample-files.js';
import { readWeights } from './read-weights.js';

const [wide, tall] = [matrix(2, 3), matrix(3, 2)];
const weights = `"W_in": ${JSON.stringify(wide)}, "W_out": ${JSON.stringify(tall)}`;

describe('what a JSON file of Python holds beside its weights', () => {
  it.each([
    ['a loss that is no number', '"loss": NaN'],
    ['losses that are no numbers', '"log": {"train": [0.5, NaN, Infinity, -Infinity]}'],
    ['a value that is no number, with an ending like one', '"best":-Infinity'],
    ['losses with gaps', '"losses": [0.5, null]'],
    ['labels', '"tags": ["first", "second"]'],
    ['rows of labels', '"tags": [["first"], ["second", null]]'],
    ['nothing', '"seed": null'],
  ])('is passed over: %s', (_, other) => {
    const read = readWeights(text(`{${weights}, ${other}}`));
    expect(read.weights).toMatchObject({ features: 3, neurons: 2 });
    expect(read.passedOver).toHaveLength(1);
  });

  it('is refused if it has numbers and no order', () => {
    expect(() => readWeights(json({ W_in: wide, W_out: tall, others: [[1, 2], [3]] }))).toThrow(
      '"others" in the JSON file has a row 1 of length 1, but row 0 has the length 2',
    );
  });
});

describe('matrices of true and false', () => {
  const right = Float32Array.of(1, 0, 1);
  it.each([
    ['JSON', json({ W_in: [[true, false, true]], W_out: matrix(3, 1) })],
    [
      'NumPy',
      npz({
        'W_in.npy': npy(
          "{'descr': '|b1', 'fortran_order': False, 'shape': (1, 3), }",
          Uint8Array.of(1, 0, 1),
        ),
        'W_out.npy': npyOf([3, 1]),
      }),
    ],
    [
      'safetensors',
      safetensors(
        { W_in: tensor([1, 3], [0, 3], 'BOOL'), W_out: tensor([3, 1], [3, 15]) },
        15,
        Uint8Array.of(1, 0, 1, ...new Uint8Array(12)),
      ),
    ],
  ])('are read as 1 and 0: %s', (_, file) => {
    expect(readWeights(file).weights.input).toEqual(right);
  });
});

describe('numbers of another type are told with advice that keeps them', () => {
  const array = (descr: string, bytes: number) =>
    npz({
      'W_in.npy': npy(
        `{'descr': '${descr}', 'fortran_order': False, 'shape': (1, 1), }`,
        new Uint8Array(bytes),
      ),
      'W_out.npy': npyOf([1, 1]),
    });
  it.each([
    ['complex in NumPy', array('<c8', 8), 'if every imaginary part is 0, write the real parts alone'],
    [
      'complex in safetensors',
      safetensors({ W_in: tensor([1, 1], [0, 8], 'C64'), W_out: tensor([1, 1], [8, 12]) }, 12),
      'if every imaginary part is 0, write the real parts alone',
    ],
    ['texts', array('<U4', 16), 'no numbers: write an array of float32'],
    ['dates', array('<M8', 8), 'dates or times: write an array of float32'],
    [
      'numbers of 16 bytes',
      array('<f16', 16),
      'which is not read: convert it to float32 before it is written',
    ],
  ])('%s', (_, file, message) => {
    expect(() => readWeights(file)).toThrow(message);
  });
});
