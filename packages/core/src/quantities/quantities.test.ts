import { expect, test } from 'vitest';
import { evaluate } from '../evaluation/evaluate.js';
import { responseFacts } from '../network/response-facts.js';
import { initialWeights, naiveWeights, type Weights } from '../network/weights.js';
import { complete } from '../training/complete.js';
import { exactly, missing } from './missing.js';
import { featureErrors, modelQuantities } from './quantities.js';
import { isExact, mapQuantityIds, quantityDefinitions, quantityIds } from './quantity-definitions.js';
import { summariseModels, summariseValues } from './summary.js';

function quantitiesOf(weights: Weights, samples = 20_000, activeProbability = 0.1, lossExponent = 3) {
  return modelQuantities(
    weights,
    complete(evaluate({ weights, activeProbability, samples, lossExponent, seed: 0 })),
  );
}
const random = (features: number, neurons: number, seed = 0, scale = 0.5) =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale } }, seed);

test('every defined quantity is there, and nothing else', () => {
  expect(Object.keys(quantitiesOf(random(4, 2), 100)).sort()).toEqual([...quantityIds].sort());
  for (const id of quantityIds) {
    expect(quantityDefinitions[id].title.length * quantityDefinitions[id].definition.length).toBeGreaterThan(
      0,
    );
  }
});

test('the weights of the naive solution have the quantities of its closed forms', () => {
  for (const [features, neurons] of [
    [10, 3],
    [4, 4],
    [3, 5],
    [1, 1],
  ] as const) {
    const quantities = quantitiesOf(naiveWeights(features, neurons), 60_000);
    for (const id of mapQuantityIds) {
      const [measured, exact] = [quantities[id], quantities[`naive.${id}`]];
      if (exact.value === null) expect(measured).toEqual(exact);
      else if (id !== 'perFeature.mse.standardError')
        expect(Math.abs(measured.value! - exact.value)).toBeLessThan(0.01);
    }
  }
});

test('the zero output has the quantities of its closed forms', () => {
  const weights: Weights = {
    ...naiveWeights(6, 2),
    input: new Float32Array(12),
    output: new Float32Array(12),
  };
  const quantities = quantitiesOf(weights, 60_000);
  for (const id of mapQuantityIds) {
    const [measured, exact] = [quantities[id], quantities[`zero.${id}`]];
    if (exact.value === null) expect(measured).toEqual(exact);
    else if (id !== 'perFeature.mse.standardError')
      expect(Math.abs(measured.value! - exact.value)).toBeLessThan(0.01);
  }
});

test('relations between quantities', () => {
  const quantities = quantitiesOf(random(8, 3));
  const value = (id: keyof typeof quantities) => quantities[id].value!;
  expect(value('mse.allPerActive')).toBeCloseTo(value('mse.all') / 0.1, 14);
  expect(value('mse.interference')).toBeCloseTo(value('mse.active') - value('mse.isolated'), 14);
  expect(value('gain.effective')).toBeCloseTo(value('gain.positive') - value('output.minusOne'), 12);
  expect(value('ratio.mse.active')).toBeCloseTo(value('naive.mse.active') / value('mse.active'), 12);
  expect(value('ratio.lq.all')).toBeCloseTo(value('naive.lq.all') / value('lq.all'), 12);
  expect(value('perFeature.mse.sdTrue')).toBeLessThan(value('perFeature.mse.sd'));
  expect(value('crossGain.min')).toBeLessThan(value('crossGain.mean'));
  expect(value('crossGain.rms')).toBeGreaterThan(value('crossGain.meanAbs'));
  expect(value('cosine.maxAbs')).toBeLessThanOrEqual(1);
});

test('what does not exist is missing with a reason', () => {
  const one = quantitiesOf(random(1, 1));
  expect(one['crossGain.mean']).toEqual({ value: null, reason: 'one feature has no off-diagonal entries' });
  expect(one['cosine.mean']).toEqual({ value: null, reason: 'fewer than two features have a direction' });
  expect(one['ratio.mse.active']).toMatchObject({
    value: null,
    reason: expect.stringMatching(/naive solution has no error/),
  });
  const unseen = quantitiesOf(random(5, 2), 2, 0.01);
  expect(unseen['perFeature.mse.min']).toMatchObject({ reason: expect.stringMatching(/never active/) });
  const large = new Float32Array(4).fill(3e38);
  const huge = quantitiesOf({ ...random(2, 2), input: large, output: large });
  expect(huge['l4.active']).toMatchObject({ reason: expect.stringMatching(/not a finite number/) });
});

test('an evaluation without an active entry knows no error over all entries either', () => {
  const none = quantitiesOf(random(5, 2), 1, 1e-6);
  const reason = 'the evaluation met no active entry: more samples are needed';
  for (const id of [
    'mse.active',
    'mse.all',
    'mse.allPerActive',
    'l4.all',
    'lq.all',
    'ratio.mse.all',
  ] as const)
    expect(none[id], id).toEqual({ value: null, reason });
  expect(none['mse.positive']).toMatchObject({ reason: expect.stringMatching(/no positive entry/) });
  const perfect = quantitiesOf(naiveWeights(2, 1));
  expect(perfect['ratio.mse.all'].value).toBeTypeOf('number');
  expect(quantitiesOf(naiveWeights(2, 2))['mse.isolated.share']).toMatchObject({
    reason: expect.stringMatching(/no error/),
  });
});

test('the spread that is noise alone is subtracted, of the mean squared error (1 − 1/n) of it', () => {
  // Two features have the same true error and differ only by noise. Over n = 2, the sd's square sees half its variance.
  // The first feature gets ¾ of the second one's relu. That adds nothing on average: E[(¾r)² − 2·¾r·r′] = 0 for E r² = 1/6, E r = 1/4.
  const alike: Weights = {
    features: 2,
    neurons: 1,
    input: Float32Array.of(0, 1),
    output: Float32Array.of(0.75, 0),
  };
  const draws = Array.from({ length: 600 }, (_, seed) =>
    modelQuantities(
      alike,
      complete(evaluate({ weights: alike, activeProbability: 1, samples: 200, lossExponent: 2, seed })),
    ),
  );
  const square = (id: 'perFeature.mse.sd' | 'perFeature.mse.standardError' | 'perFeature.mse.sdTrue') =>
    draws.reduce((sum, quantities) => sum + quantities[id].value! ** 2, 0) / draws.length;
  const noise = square('perFeature.mse.standardError');
  expect(square('perFeature.mse.sd') / noise).toBeCloseTo(1 / 2, 1);
  for (const quantities of draws) {
    const value = (id: keyof typeof quantities) => quantities[id].value!;
    const rest = value('perFeature.mse.sd') ** 2 - value('perFeature.mse.standardError') ** 2 / 2;
    expect(value('perFeature.mse.sdTrue')).toBeCloseTo(Math.sqrt(Math.max(0, rest)), 12);
  }
});

test('the spread of the interference is that of the active error less the isolated one', () => {
  const weights = random(6, 3);
  const evaluation = complete(
    evaluate({ weights, activeProbability: 0.2, samples: 5000, lossExponent: 2, seed: 1 }),
  );
  const { positive, negative } = responseFacts(weights);
  const gaps = [...featureErrors(evaluation).mse].map(
    (mse, i) => mse - ((1 - positive[i]!) ** 2 + negative[i]! ** 2) / 6,
  );
  const middle = gaps.reduce((sum, gap) => sum + gap, 0) / 6;
  const variance = gaps.reduce((sum, gap) => sum + (gap - middle) ** 2, 0) / 6;
  const quantities = modelQuantities(weights, evaluation);
  const noise = (5 / 6) * quantities['perFeature.mse.standardError'].value! ** 2;
  expect(quantities['perFeature.interference.sdTrue'].value).toBeCloseTo(Math.sqrt(variance - noise), 10);
});

test('only closed forms are exact', () => {
  const exact = quantityIds.filter(isExact).filter((id) => !/^(naive|zero)\./.test(id));
  expect(exact).toEqual([
    'cosine.random.meanAbs',
    'data.activePerSample',
    'data.coactivation',
    'data.coactivationGivenOne',
  ]);
});

test('over seeds: mean, sample sd and t-interval', () => {
  const two = summariseValues([
    { value: 1, standardError: 0.3 },
    { value: 3, standardError: 0.4 },
  ]);
  expect(two).toMatchObject({ mean: 2, sd: Math.SQRT2, seeds: [1, 3] });
  expect(two.ci95![1]).toBeCloseTo(2 + 12.7062, 3);
  expect(two.standardError).toBeCloseTo(0.25, 12);
  expect(summariseValues([exactly(1), exactly(3)]).standardError).toBe(0);
  expect(summariseValues([exactly(1), { value: 3, standardError: null }]).standardError).toBeNull();
  expect(summariseValues([{ value: 5, standardError: 0.1 }])).toEqual({
    mean: 5,
    sd: null,
    ci95: null,
    standardError: 0.1,
    seeds: [5],
    reason: 'one model has no standard deviation',
  });
  expect(summariseValues([exactly(1), missing('no pairs')])).toEqual({
    mean: null,
    sd: null,
    ci95: null,
    standardError: null,
    seeds: [1, null],
    reason: 'no pairs (1 of 2 seeds)',
  });
  const summary = summariseModels([0, 1].map((seed) => quantitiesOf(random(4, 2, seed), 100)));
  expect(Object.keys(summary)).toEqual(quantityIds);
  expect(summary['naive.mse.active']).toMatchObject({
    mean: expect.closeTo(1 / 12, 12),
    sd: 0,
    standardError: 0,
  });
});
