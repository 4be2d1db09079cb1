import { missing, type QuantityValue } from '@superposition/core/internal/quantities/missing';
import { expect, test } from 'vitest';
import { orderParameterIds } from './order-parameters.js';
import type { SweepPoint } from './sweep-point.js';
import { sweepSummary } from './sweep-summary.js';

const settings = { neurons: 10, activeProbability: 0.02, lossExponent: 4, steps: 100 };
const point = (value: QuantityValue | number, relativeError: number | null = 0.01): SweepPoint => ({
  parameters: Object.fromEntries(
    orderParameterIds.map((id) => [id, typeof value === 'number' ? { value, standardError: 0.1 } : value]),
  ) as SweepPoint['parameters'],
  gains: [0.1, 0.2],
  samples: 50,
  relativeError,
});
const points = [settings, { ...settings, steps: 200 }];

test('each point has its own seeds, in the order of the inputs', () => {
  const models = [point(1), point(3), point(10, 0.02), point(20, null)];
  const summary = sweepSummary({ models }, { points, seeds: [4, 7] });
  expect(summary.seeds).toEqual([4, 7]);
  expect(summary.points.map(({ settings: { steps } }) => steps)).toEqual([100, 200]);
  expect(summary.points[0]!.parameters['gain.positive']).toMatchObject({
    mean: 2,
    sd: Math.SQRT2,
    seeds: [1, 3],
    standardError: expect.closeTo(0.1 / Math.SQRT2, 12),
  });
  expect(summary.points[1]!.parameters['lq.all']).toMatchObject({ mean: 15, seeds: [10, 20] });
  expect(summary.points[1]!.gains).toEqual([
    [0.1, 0.2],
    [0.1, 0.2],
  ]);
  expect(summary.points.map(({ relativeError }) => relativeError)).toEqual([0.01, 0.02]);
});

test('one seed has no deviation, and a value that one seed lacks is missing with the reason', () => {
  const single = sweepSummary({ models: [point(5)] }, { points: [settings], seeds: [0] });
  expect(single.points[0]!.parameters['gain.spread']).toMatchObject({ mean: 5, sd: null, seeds: [5] });
  const models = [point(1), point(missing('the training diverged'), null)];
  const lacking = sweepSummary({ models }, { points: [settings], seeds: [0, 1] });
  expect(lacking.points[0]!.parameters['gain.spread']).toMatchObject({
    mean: null,
    reason: 'the training diverged (1 of 2 seeds)',
  });
});

test('models that do not fill the points are refused', () => {
  expect(() => sweepSummary({ models: [point(1)] }, { points, seeds: [0] })).toThrow(
    '1 models for 2 points of 1 seeds',
  );
});
