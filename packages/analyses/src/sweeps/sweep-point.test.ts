import { complete } from '@superposition/core/internal/training/complete';
import { evaluate } from '@superposition/core/internal/evaluation/evaluate';
import type { Known } from '@superposition/core/internal/quantities/missing';
import { modelQuantities } from '@superposition/core/internal/quantities/quantities';
import { initialWeights, naiveWeights } from '@superposition/core/internal/network/weights';
import { expect, test } from 'vitest';
import { orderParameterIds } from './order-parameters.js';
import { sweepPoint } from './sweep-point.js';

const params = { activeProbability: 0.1, lossExponent: 3, activeEntries: 2000, seed: 5 };
const random = (features: number, neurons: number) =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 0.5 } }, 2);
const measure = (weights: ReturnType<typeof random>, changed: Partial<typeof params> = {}) =>
  complete(sweepPoint({ model: { weights } }, { ...params, ...changed }));

test('order parameters are those of the quantities, losses relative to the naive solution', () => {
  const weights = random(20, 6);
  const { parameters, samples } = measure(weights);
  expect(samples).toBe(1000);
  const evaluation = complete(evaluate({ weights, samples, ...params }));
  const quantities = modelQuantities(weights, evaluation);
  expect(parameters['gain.positive']).toEqual(quantities['gain.positive']);
  expect(parameters['output.minusOne']).toEqual(quantities['output.minusOne']);
  expect(parameters['neuronUsage.mean']).toEqual(quantities['neuronUsage.mean']);
  expect(parameters['lq.all']).toEqual(quantities['lq.all']);
  expect(parameters['gain.spread'].value).toBeCloseTo(
    quantities['gain.positive.sd'].value! / quantities['gain.positive'].value!,
    12,
  );
  // The naive solution in closed form: 14 of 20 features ignored; E|relu(x)|^q = 1/(2(q + 1)).
  expect(parameters['relative.mse.active'].value).toBeCloseTo(
    quantities['mse.active'].value! / (0.7 / 6),
    12,
  );
  expect(parameters['relative.lq.active'].value).toBeCloseTo(quantities['lq.active'].value! / (0.7 / 8), 12);
  expect(parameters['relative.mse.all'].value).toBeCloseTo(
    quantities['mse.all'].value! / (0.1 * (0.7 / 6)),
    12,
  );
  // Each has the error of its own loss.
  const { standardError } = evaluation.losses['mse.all'];
  expect((parameters['relative.mse.all'] as Known).standardError).toBeCloseTo(
    standardError! / (0.1 * (0.7 / 6)),
    12,
  );
  expect((parameters['lq.all'] as Known).standardError).toBe(evaluation.losses['lq.all'].standardError);
  expect((parameters['gain.spread'] as Known).standardError).toBe(0);
});

test('the naive solution is 1 of itself, without a sampling error, which others have', () => {
  const { parameters, relativeError } = measure(naiveWeights(20, 5), { activeEntries: 40_000 });
  expect(relativeError).toBeCloseTo(0, 9);
  for (const id of ['relative.mse.active', 'relative.lq.active', 'relative.mse.all'] as const) {
    expect(parameters[id].value).toBeCloseTo(1, 12);
  }
  const [some, more] = [4_000, 40_000].map((activeEntries) => measure(random(20, 5), { activeEntries }));
  expect(some!.relativeError! / more!.relativeError!).toBeCloseTo(Math.sqrt(10), 0);
  expect(parameters['gain.spread'].value).toBeCloseTo(Math.sqrt(20 / 5 - 1), 12);
});

test('sparse and dense data are known from as many active entries, within bounds', () => {
  expect(measure(random(20, 3), { activeProbability: 1 }).samples).toBe(100);
  expect(measure(random(20, 3), { activeProbability: 1, activeEntries: 40 }).samples).toBe(32);
  expect(measure(random(2, 1), { activeProbability: 1e-6, activeEntries: 20_000 }).samples).toBe(1_000_000);
});

test('with a neuron for each feature there is no naive loss to compare with, and the reason is given', () => {
  const { parameters } = measure(random(4, 4));
  expect(parameters['relative.mse.active']).toMatchObject({
    value: null,
    reason: 'the naive solution’s loss is not positive, so a share of it says nothing',
  });
  expect(parameters['gain.positive'].value).toBeTypeOf('number');
});

test('a training that diverged has no values and says so', () => {
  const weights = random(6, 2);
  weights.output[3] = Number.NaN;
  const { parameters, relativeError } = measure(weights);
  expect(relativeError).toBeNull();
  for (const id of orderParameterIds) {
    expect(parameters[id]).toMatchObject({ value: null, reason: expect.stringContaining('diverged') });
  }
});

test('a gain that is not positive has no spread relative to it', () => {
  const weights = { features: 2, neurons: 1, input: Float32Array.of(1, 1), output: Float32Array.of(-1, 1) };
  expect(measure(weights).parameters['gain.spread']).toMatchObject({
    value: null,
    reason: expect.stringContaining('mean gain'),
  });
});
