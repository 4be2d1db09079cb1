import { expect, test } from 'vitest';
import { forward } from '../network/forward.js';
import { initialWeights, naiveWeights, type Weights } from '../network/weights.js';
import { responseFacts } from '../network/response-facts.js';
import { mean, sampleSd } from '../numbers/statistics.js';
import { featureErrors } from '../quantities/quantities.js';
import { complete } from '../training/complete.js';
import { gapTable, openBatch } from '../training/sparse-batch.js';
import { isolatedLosses, naiveLosses } from './closed-forms.js';
import { type Evaluation, evaluate, sampledLosses } from './evaluate.js';

const random = (features: number, neurons: number, seed = 0) =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 0.5 } }, seed);

/** Each feature has a neuron of its own, with a gain that is not 1. */
function diagonal(features: number): Weights {
  const gains = Float32Array.from({ length: features * features }, (_, index) =>
    index % (features + 1) === 0 ? 0.3 + index / 50 : 0,
  );
  return { features, neurons: features, input: gains, output: gains };
}

const evaluated = (weights: Weights, changes: Partial<Parameters<typeof evaluate>[0]> = {}): Evaluation =>
  complete(
    evaluate({ weights, activeProbability: 0.2, samples: 5000, lossExponent: 4, seed: 1, ...changes }),
  );

/**
 * Every loss from dense forward passes over the same samples, by two loops. Active entries also have the error of a second pass in
 * which the feature alone is active, and differences from it.
 */
function byDoubleLoop(weights: Weights, p: number, samples: number, q: number) {
  const n = weights.features;
  const sums = { active: [0, 0, 0], all: [0, 0, 0], alone: [0, 0, 0], positive: 0 };
  const counts = { active: 0, positive: 0 };
  const perSample = new Float64Array(samples);
  for (let sample = 0, batch = openBatch(n, gapTable(p), name(0)); sample < samples; sample++) {
    if (sample % 4096 === 0) batch = openBatch(n, gapTable(p), name(sample / 4096));
    const x = new Float64Array(n);
    const active = batch.next();
    for (let a = 0; a < active; a++) x[batch.active[a]!] = batch.values[a]!;
    forward(weights, x).forEach((y, j) => {
      const error = Math.abs(y - Math.max(0, x[j]!));
      [2, 4, q].forEach((power, index) => {
        sums.all[index]! += error ** power;
        if (index === 0) perSample[sample]! += error ** 2 / n;
      });
      if (x[j] === 0) return;
      const alone = Math.abs(
        forward(
          weights,
          x.map((value, i) => (i === j ? value : 0)),
        )[j]! - Math.max(0, x[j]!),
      );
      [2, 4, q].forEach((power, index) => {
        sums.active[index]! += error ** power - alone ** power;
        sums.alone[index]! += alone ** power;
      });
      perSample[sample]! -= alone ** 2 / n;
      counts.active++;
      if (x[j]! > 0) {
        counts.positive++;
        sums.positive += error ** 2 - alone ** 2;
      }
    });
  }
  return { sums, counts, entries: samples * n, standardError: sampleSd(perSample) / Math.sqrt(samples) };
}
const name = (index: number) => ({ seed: 1, label: 'evaluation', index });

test.each([
  [1, 1, 0.3, 4],
  [5, 3, 0.2, 2.5],
  [4, 9, 1, 2],
  [7, 2, 0.02, 6],
])('losses of %d×%d at p = %d, q = %d agree with a plain double loop', (features, neurons, p, q) => {
  const weights = random(features, neurons);
  const { losses, interference, ...sums } = evaluated(weights, { activeProbability: p, lossExponent: q });
  const expected = byDoubleLoop(weights, p, 5000, q);
  const { positive, negative } = responseFacts(weights);
  ['mse', 'l4', 'lq'].forEach((power, index) => {
    const active = losses[`${power}.active` as 'mse.active'].mean!;
    const all = losses[`${power}.all` as 'mse.all'].mean!;
    const isolated = mean(isolatedLosses({ positive, negative }, [2, 4, q][index]!));
    expect(active - isolated).toBeCloseTo(expected.sums.active[index]! / expected.counts.active, 10);
    const difference = expected.sums.all[index]! - expected.sums.alone[index]!;
    expect(all - p * isolated).toBeCloseTo(difference / expected.entries, 10);
  });
  const isolated = mean(positive.map((gain) => (1 - gain) ** 2 / 3));
  expect(losses['mse.positive'].mean! - isolated).toBeCloseTo(
    expected.sums.positive / expected.counts.positive,
    10,
  );
  expect(interference.mean).toBeCloseTo(expected.sums.active[0]! / expected.counts.active, 10);
  expect(losses['mse.all'].standardError!).toBeCloseTo(expected.standardError, 10);
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  expect(total(sums.activeCount)).toBe(expected.counts.active);
  expect(total(sums.positiveCount)).toBe(expected.counts.positive);
  const perFeature = [sums.squaredDifference, sums.fourthDifference, sums.powerDifference];
  perFeature.forEach((values, index) => {
    expect(total(values)).toBeCloseTo(expected.sums.active[index]!, 9);
  });
  [sums.allSquared, sums.allFourth, sums.allPower].forEach((values, index) => {
    expect(total(values) / expected.sums.all[index]!).toBeCloseTo(1, 10);
  });
  expect(total(sums.positiveDifference)).toBeCloseTo(expected.sums.positive, 9);
});

test('standard errors are the scatter of repeated evaluations', () => {
  const weights = random(6, 3);
  const repeats = Array.from({ length: 200 }, (_, seed) => evaluated(weights, { seed, samples: 400 }));
  for (const id of sampledLosses) {
    const means = repeats.map(({ losses }) => losses[id].mean!);
    const center = means.reduce((sum, mean) => sum + mean, 0) / means.length;
    const scatter = Math.sqrt(
      means.reduce((sum, mean) => sum + (mean - center) ** 2, 0) / (means.length - 1),
    );
    const claimed = repeats.reduce((sum, { losses }) => sum + losses[id].standardError!, 0) / repeats.length;
    expect(claimed / scatter).toBeGreaterThan(0.82);
    expect(claimed / scatter).toBeLessThan(1.2);
  }
  const firsts = repeats.map((evaluation) => featureErrors(evaluation));
  const mses = firsts.map(({ mse }) => mse[0]!);
  const center = mses.reduce((sum, mse) => sum + mse, 0) / mses.length;
  const scatter = Math.sqrt(mses.reduce((sum, mse) => sum + (mse - center) ** 2, 0) / (mses.length - 1));
  const claimed = firsts.reduce((sum, { standardError }) => sum + standardError[0]!, 0) / firsts.length;
  expect(Math.abs(claimed / scatter - 1)).toBeLessThan(0.2);
});

test('the naive solution meets its closed forms exactly', () => {
  const { losses } = evaluated(naiveWeights(20, 5), {
    samples: 40_000,
    activeProbability: 0.1,
    lossExponent: 2.5,
  });
  const shape = { features: 20, neurons: 5 };
  for (const [power, q] of [
    ['mse', 2],
    ['l4', 4],
    ['lq', 2.5],
  ] as const) {
    const exact = naiveLosses(shape, 0.1, q);
    const [active, all] = [losses[`${power}.active`], losses[`${power}.all`]];
    expect(active.mean).toBeCloseTo(exact.active, 14);
    expect(all.mean).toBeCloseTo(exact.all, 14);
    for (const { standardError } of [active, all]) expect(standardError).toBeCloseTo(0, 9);
  }
});

test.each([
  ['a single feature', initialWeights({ features: 1, neurons: 3, init: { kind: 'normal', scale: 1 } }, 0)],
  ['a neuron for each feature', diagonal(6)],
])('%s has no interference, and errors without noise', (_, weights) => {
  const evaluation = evaluated(weights, { activeProbability: 0.5, lossExponent: 2.5 });
  expect(evaluation.interference).toEqual({ mean: 0, standardError: 0 });
  for (const id of sampledLosses) expect(evaluation.losses[id].standardError).toBeCloseTo(0, 9);
  const { mse, interference, standardError } = featureErrors(evaluation);
  expect([...interference, ...standardError]).toEqual(new Array(2 * weights.features).fill(0));
  expect(mse).toEqual(evaluation.isolated);
});

test('the difference is known better than the whole: thirty times, where features interfere little', () => {
  const weights = random(20, 40);
  const { losses, isolated, samples, interference } = evaluated(weights, { activeProbability: 0.02 });
  // The variance of a plain mean of e² is at least that of the error alone: E e⁴ − (E e²)² over the values of a feature.
  const { positive, negative } = responseFacts(weights);
  const plain = Math.sqrt(
    (mean(isolatedLosses({ positive, negative }, 4)) - mean(isolated) ** 2) / (samples * 20 * 0.02),
  );
  expect(losses['mse.active'].standardError).toBe(interference.standardError);
  expect(interference.standardError! / plain).toBeLessThan(1);
});

test('an evaluation without entries has no means, and one sample no standard error', () => {
  const { losses } = evaluated(random(1, 1), { activeProbability: 1e-6, samples: 3 });
  expect(losses['mse.active']).toEqual({ mean: null, standardError: null });
  expect(losses['mse.all']).toEqual({ mean: null, standardError: null });
  expect(
    evaluated(random(3, 1), { samples: 1, activeProbability: 1 }).losses['mse.all'].standardError,
  ).toBeNull();
});

test('the evaluation reports progress, and stops when aborted', () => {
  const stop = new AbortController();
  const weights = random(50, 20);
  const running = evaluate({
    weights,
    activeProbability: 1,
    samples: 100_000,
    lossExponent: 4,
    seed: 0,
    signal: stop.signal,
  });
  const { value } = running.next();
  expect(value).toMatchObject({ total: 100_000 });
  stop.abort(new Error('enough'));
  expect(() => running.next()).toThrow('enough');
});

test('requests out of range are refused', () => {
  const weights = random(2, 2);
  expect(() => evaluated(weights, { samples: 0 })).toThrow(/samples = 0: must be an integer 1/);
  expect(() => evaluated(weights, { lossExponent: 3.3 })).toThrow(/multiple of 0.5/);
  expect(() => evaluated(weights, { activeProbability: 0 })).toThrow(/active probability/);
  expect(() => evaluated({ ...weights, input: weights.input.with(0, Infinity) })).toThrow(/finite/);
});
