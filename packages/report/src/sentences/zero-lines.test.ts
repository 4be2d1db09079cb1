import { zeroLines } from '@superposition/analyses/internal/weights/zero-lines';
import { expect, it } from 'vitest';
import { unreached } from './zero-lines.js';

/** Three features and two neurons, without zeros but at these places of W_in and W_out. */
function said(input: readonly number[] = [], output: readonly number[] = []) {
  const weights = (zeros: readonly number[]) =>
    Float32Array.from({ length: 6 }, (_, place) => (zeros.includes(place) ? 0 : 0.5));
  return unreached(
    zeroLines({ features: 3, neurons: 2, input: weights(input), output: weights(output) }),
    2,
    3,
  );
}

it('names neurons without input or without output', () => {
  expect(said()).toBe('');
  // The second row of W_in.
  expect(said([3, 4, 5])).toBe('All weights into or all weights out of neuron 1 are 0, so it does nothing.');
  // The first column of W_out.
  expect(said([], [0, 2, 4])).toBe(
    'All weights into or all weights out of neuron 0 are 0, so it does nothing.',
  );
  expect(said([3, 4, 5], [0, 2, 4])).toBe(
    'Of every neuron, all weights in or all weights out are 0, so none does anything.',
  );
});

it('names features that no neuron reads, and outputs that no neuron writes', () => {
  expect(said([0, 3])).toBe('The column of W_in of feature 0 is 0: no neuron reads it.');
  expect(said([0, 3, 2, 5])).toBe('The columns of W_in of features 0 and 2 are 0: no neuron reads them.');
  expect(said([], [2, 3])).toBe('The row of W_out of feature 1 is 0: its output is always 0.');
});

it('counts many', () => {
  const many = Array.from({ length: 9 }, (_, index) => index);
  const zeros = {
    neuronsWithoutInput: [],
    neuronsWithoutOutput: [],
    featuresWithoutInput: many,
    featuresWithoutOutput: [],
  };
  expect(unreached(zeros, 4, 20)).toBe('The columns of W_in of 9 features are 0: no neuron reads them.');
});
