import { convergence } from '@superposition/analyses/internal/sweeps/convergence';
import { expect, it } from 'vitest';
import { converging, reason } from '../../test/swept.js';
import { ownLength } from './training-length.js';

it('gives the reason of the seed that cannot be judged', () => {
  const close = converging.points[2]!.comparisons[0]!;
  const diverged = { ...close, lossRatio: null, gain: null, outputMinusOne: null, neuronUsage: null, reason };
  const found = convergence({ comparisons: [close, diverged] }, { steps: [1000, 3000], seeds: [3, 5] });
  expect(ownLength(found, 1000)).toBe(
    `Whether the 1000 steps of this report have converged cannot be told: ${reason} (seed 5).`,
  );
});
