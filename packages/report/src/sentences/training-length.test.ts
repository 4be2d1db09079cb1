import { convergence } from '@superposition/analyses/internal/sweeps/convergence';
import { expect, it } from 'vitest';
import { converging, reason } from '../../test/swept.js';
import { whereTrainingsConverge } from './sweep-transition.js';
import { fromWhereConverged, ownLength } from './training-length.js';

it('gives the reason of the seed that cannot be judged', () => {
  const close = converging.points[2]!.comparisons[0]!;
  const diverged = { ...close, lossRatio: null, gain: null, outputMinusOne: null, neuronUsage: null, reason };
  const found = convergence({ comparisons: [close, diverged] }, { steps: [1000, 3000], seeds: [3, 5] });
  expect(ownLength(found, 1000)).toBe(
    `Whether the 1000 steps of this report have converged cannot be told: ${reason} (seed 5).`,
  );
});

it('does not call a longest training alike that has a higher loss', () => {
  const lower = { ...converging.points[2]!.comparisons[0]!, lossRatio: { ratio: 0.9, standardError: 0 } };
  const found = convergence({ comparisons: [lower] }, { steps: [1000, 3000], seeds: [0] });
  expect(fromWhereConverged(found)).toBe(
    'From 1000 steps on, trainings have converged: the longest (3000 steps) has no lower loss.',
  );
  expect(whereTrainingsConverge(found, 1000)).toBe(
    'After 1000 steps the training has converged: 3000 give no lower loss, and the 1000 steps of this report are enough.',
  );
});
