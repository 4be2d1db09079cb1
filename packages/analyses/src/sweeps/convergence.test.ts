import { expect, test } from 'vitest';
import type { TrainingComparison } from './compare-trainings.js';
import { convergedAt, convergence } from './convergence.js';

const close: TrainingComparison = {
  lossRatio: { ratio: 1.0008, standardError: 0.0002 },
  gain: -0.0001,
  outputMinusOne: 0.001,
  neuronUsage: 0.07,
  samples: 500_000,
};
const far = { ...close, lossRatio: { ratio: 1.053, standardError: 0.001 }, gain: -0.018 };
const diverged: TrainingComparison = {
  lossRatio: null,
  gain: null,
  outputMinusOne: null,
  neuronUsage: null,
  samples: 0,
  reason: 'diverged',
};
const over = (comparisons: readonly TrainingComparison[], seeds = [0]) => {
  const count = comparisons.length / seeds.length + 1;
  return convergence({ comparisons }, { steps: [100, 300, 1000, 3000, 10_000].slice(-count), seeds });
};

test('a training has converged when it meets all four criteria', () => {
  const { points, from } = over([far, close]);
  expect(points.map(({ steps, converged }) => [steps, converged])).toEqual([
    [1000, false],
    [3000, true],
    [10_000, null],
  ]);
  expect(points[0]!.comparisons[0]).toMatchObject({ seed: 0, unmet: ['lossRatio', 'gain'] });
  expect(from).toBe(3000);
});

test.each([
  ['lossRatio', { lossRatio: { ratio: 1.0051, standardError: 0.0001 } }],
  ['gain', { gain: -0.0031 }],
  ['outputMinusOne', { outputMinusOne: 0.0031 }],
  ['neuronUsage', { neuronUsage: -0.31 }],
] as const)('%s alone can refuse it', (criterion, changed) => {
  const { points } = over([{ ...close, ...changed }]);
  expect(points[0]).toMatchObject({ converged: false, comparisons: [{ unmet: [criterion] }] });
});

test('a number that overflowed meets no limit', () => {
  const overflowed = { ...close, lossRatio: { ratio: Number.NaN, standardError: Number.NaN } };
  expect(over([overflowed]).points[0]).toMatchObject({
    converged: false,
    comparisons: [{ unmet: ['lossRatio'] }],
  });
});

test('the limits themselves are still converged, and so is a lower loss', () => {
  const atLimits = {
    lossRatio: { ratio: 1.005, standardError: 0 },
    gain: 0.003,
    outputMinusOne: -0.003,
    neuronUsage: 0.3,
  };
  expect(over([{ ...close, ...atLimits }]).points[0]!.converged).toBe(true);
  expect(over([{ ...close, lossRatio: { ratio: 0.9, standardError: 0 } }]).points[0]!.converged).toBe(true);
});

test('one that agrees before another that does not has agreed by chance', () => {
  expect(over([close, far, close]).from).toBe(3000);
  expect(over([close, far]).from).toBeNull();
});

test('all seeds must have converged, and one whose training diverged cannot be told', () => {
  expect(over([close, far], [3, 5]).points[0]!.converged).toBe(false);
  expect(over([close, diverged], [3, 5]).points[0]!.converged).toBeNull();
  expect(over([far, diverged], [3, 5]).points[0]!.converged).toBe(false);
  expect(over([diverged]).points[0]!.comparisons[0]).toMatchObject({ converged: null, unmet: [] });
});

test('of the longest, of other lengths and without a sweep over them, nothing is known', () => {
  const found = over([far, close]);
  expect([1000, 3000, 10_000, 5000].map((steps) => convergedAt(found, steps))).toEqual([
    false,
    true,
    null,
    null,
  ]);
  expect(convergedAt(undefined, 3000)).toBeNull();
  expect(over([])).toMatchObject({ from: null, points: [{ converged: null, comparisons: [] }] });
});
