import { naiveWeights } from '@superposition/core/internal/network/weights';
import { expect, test } from 'vitest';
import { ownGainFindings } from './own-gains.js';

const gainsOf = (outputs: readonly number[]) => {
  const weights = naiveWeights(5, 3);
  const output = weights.output.map((each, index) => each * (outputs[Math.floor(index / 3)] ?? 1));
  return Object.fromEntries(
    Object.entries(ownGainFindings({ model: { weights: { ...weights, output } } })).map(([id, { value }]) => [
      id,
      value,
    ]),
  );
};

test('counts the gains of features by their size', () => {
  expect(gainsOf([1, 1, 1])).toMatchObject({
    'gain.mean': 0.6,
    'gain.least': 0,
    'gain.greatest': 1,
    'gain.nearOne': 3,
    'gain.nearZero': 2,
    'gain.negative': 0,
    'gain.belowQuarter': 2,
    'gain.outputMinusOne': 0,
  });
  expect(gainsOf([1.05, 0.5, -0.25])).toMatchObject({
    'gain.least': -0.25,
    'gain.nearOne': 1,
    'gain.nearZero': 2,
    'gain.negative': 1,
    'gain.belowQuarter': 3,
  });
});
