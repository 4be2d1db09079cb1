import { complete } from '@superposition/core/internal/training/complete';
import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import { initialWeights } from '@superposition/core/internal/network/weights';
import { expect, test } from 'vitest';
import { lossComparison } from '../error/loss-comparison.js';
import { evaluateModel } from '../models/evaluate-model.js';
import { responses } from '../models/responses.js';
import { measureQuantities } from './measure-quantities.js';
import { summariseQuantities } from './summarise-quantities.js';

function quantitiesOf(seed: number, shape = { features: 7, neurons: 3 }) {
  const model = { weights: initialWeights({ ...shape, init: { kind: 'normal', scale: 0.5 } }, seed) };
  const params = { activeProbability: 0.1, samples: 400, lossExponent: 3, seed };
  const evaluation = complete(evaluateModel({ model }, params));
  return measureQuantities({ model, responses: responses({ model }), evaluation });
}

const models = [1, 2, 3].map((seed) => quantitiesOf(seed));
const summaries = summariseQuantities({ models });

test('every quantity is summed up over the seeds, in their order', () => {
  expect(Object.keys(summaries)).toEqual(quantityIds);
  const values = models.map((quantities) => quantities['gain.positive'].value!);
  const mean = (values[0]! + values[1]! + values[2]!) / 3;
  expect(summaries['gain.positive']).toMatchObject({ mean, seeds: values });
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2;
  expect(summaries['gain.positive'].sd).toBeCloseTo(Math.sqrt(variance), 12);
});

test('a closed form is exact over any number of seeds, one included', () => {
  const naive = (1 - 3 / 7) / 6;
  const exact = { mean: naive, sd: 0, ci95: [naive, naive], standardError: 0 };
  expect(summaries['naive.mse.active']).toEqual({ ...exact, seeds: [naive, naive, naive] });
  expect(summariseQuantities({ models: [models[0]!] })['naive.mse.active']).toEqual({
    ...exact,
    seeds: [naive],
  });
  expect(summaries['data.activePerSample'].mean).toBeCloseTo(0.7, 12);
});

test('a quantity without a value stays without one, with its reason', () => {
  const single = summariseQuantities({
    models: [4, 5].map((seed) => quantitiesOf(seed, { features: 1, neurons: 1 })),
  });
  expect(single['crossGain.effective.mean']).toMatchObject({
    mean: null,
    reason: 'one feature has no off-diagonal entries',
  });
  expect(single['data.coactivation'].mean).toBeNull();
  expect(single['gain.positive'].mean).not.toBeNull();
});

test('losses stand beside each other, with how many times better than naive each is', () => {
  const { lossExponent, rows } = lossComparison(
    { trained: [summaries, summariseQuantities({ models: models.slice(1) })], responses: [] },
    { lossExponent: 3, trainedWith: [3, 2] },
  );
  expect(lossExponent).toBe(3);
  expect(rows.map(({ solution, trainedWith }) => [solution, trainedWith])).toEqual([
    ['naive', null],
    ['zero', null],
    ['trained', 3],
    ['trained', 2],
  ]);
  const [naive, zero, trained] = rows;
  expect(naive?.losses['lq.active'].mean).toBeCloseTo((1 - 3 / 7) / 8, 12);
  expect(zero?.losses['l4.all'].mean).toBeCloseTo(0.1 / 10, 12);
  expect(zero?.improvement['mse.active']).toBeCloseTo(1 - 3 / 7, 12);
  expect(trained?.losses['mse.all']).toBe(summaries['mse.all']);
  expect(trained?.gain).toBe(summaries['gain.positive']);
  expect(trained?.improvement['mse.all']).toBeCloseTo((1 - 3 / 7) / 60 / summaries['mse.all'].mean!, 12);
});

test('where the naive solution has no loss there is no ratio to it', () => {
  const complete = summariseQuantities({
    models: [4, 5].map((seed) => quantitiesOf(seed, { features: 2, neurons: 3 })),
  });
  const { rows } = lossComparison(
    { trained: [complete], responses: [] },
    { lossExponent: 3, trainedWith: [3] },
  );
  expect(rows.map(({ improvement }) => improvement['mse.active'])).toEqual([null, null, null]);
});
