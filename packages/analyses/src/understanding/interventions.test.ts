import { type BlockedSample, evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { exactResponses } from '@superposition/core/internal/network/responses';
import { initialWeights, naiveWeights, type Weights } from '@superposition/core/internal/network/weights';
import { mean } from '@superposition/core/internal/numbers/statistics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ablation } from './ablation.js';
import { additiveLosses } from './additive-theory.js';
import { bestScale, scaled } from './best-scale.js';
import { firstPart, visitSamples } from '../models/common-sample.js';
import { crowd } from './crowd.js';
import { ladder } from './ladder.js';
import { naiveOffset } from './naive-offset.js';
import { removeNegativeOutputs } from './negative-inputs.js';
import { openOutputs } from './outputs.js';
import { pairedRatio } from '../numbers/paired-ratio.js';
import { gaussianNetwork } from './random-networks.js';
import { participation } from './participation.js';
import { theory } from './theory.js';

const sample: BlockedSample = { label: 'test', activeProbability: 0.1, blocks: 100, samplesPerBlock: 100 };
const random = (features: number, neurons: number, seed = 1) =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 0.4 } }, seed);

/** The mean of (y − t)⁴ over all entries of the sample, from the outputs themselves. */
function meanFourth(weights: Weights, change: (y: Float64Array, i: number, x: number) => void = () => {}) {
  const outputs = openOutputs(weights);
  let sum = 0;
  visitSamples(weights.features, sample, (batch, count) => {
    outputs.compute(batch, count);
    for (let a = 0; a < count; a++) {
      change(outputs.y, batch.active[a]!, batch.values[a]!);
      if (batch.values[a]! > 0) outputs.y[batch.active[a]!]! -= batch.values[a]!;
    }
    for (const error of outputs.y) sum += error ** 4;
  });
  return sum / (sample.blocks * sample.samplesPerBlock * weights.features);
}

test('evaluated in blocks, a network has the losses of its outputs on the same samples', () => {
  const weights = random(12, 5);
  const { fourth, power, parts } = evaluateBlocks(weights, sample, 4, 10);
  const entries = sample.blocks * sample.samplesPerBlock * 12;
  expect(parts).toHaveLength(10);
  expect(parts.at(-1)!.allFourth.reduce((sum, each) => sum + each, 0) / entries).toBeCloseTo(
    meanFourth(weights),
    10,
  );
  expect([...power]).toEqual([...fourth]);
  // The part of features that are active alone is exact, so the mean differs from that of the outputs by sampling only.
  expect(Math.abs(mean(fourth) / meanFourth(weights) - 1)).toBeLessThan(0.05);
});

test.each([3, 4])(
  'a scaled network has the scale back, and loses less with it than with others: q = %i',
  (q) => {
    const weights = gaussianNetwork({ features: 12, neurons: 5 }, 0);
    const { scale, loss } = bestScale(weights, sample, q);
    expect(bestScale(scaled(weights, 0.25), sample, q).scale / scale).toBeCloseTo(4, 2);
    for (const factor of [0.98, 1, 1.02]) {
      const { parts } = evaluateBlocks(scaled(weights, factor * scale), sample, q);
      const other = parts[0]![q === 4 ? 'allFourth' : 'allPower'].reduce((sum, each) => sum + each, 0);
      if (factor === 1) expect(loss / other).toBeCloseTo(1, 6);
      else expect(loss).toBeLessThan(other);
    }
  },
);

test.each([3, 4])('outputs of any size and sign have the factor that undoes it: q = %i', (q) => {
  const weights = gaussianNetwork({ features: 12, neurons: 5 }, 0);
  const { scale } = bestScale(weights, sample, q);
  for (const factor of [2 ** -40, -(2 ** -12), -1, 2 ** 20])
    expect((bestScale(scaled(weights, factor), sample, q).scale * factor) / scale).toBeCloseTo(1, 2);
  const silent = { ...weights, input: new Float32Array(weights.input.length) };
  expect(bestScale(silent, sample, q).scale).toBeNaN();
});

test('the additive theory has a best factor for outputs of any size', () => {
  const own = exactResponses(gaussianNetwork({ features: 12, neurons: 5 }, 0));
  const { bestScale: factor } = additiveLosses(own, 0.1);
  for (const size of [2 ** -40, 2 ** 20]) {
    const times = (matrix: Float64Array) => matrix.map((entry) => entry * size);
    const other = { ...own, positive: times(own.positive), negative: times(own.negative) };
    expect((additiveLosses(other, 0.1).bestScale * size) / factor).toBeCloseTo(1, 6);
  }
});

test('a paired ratio of the same losses is 1 without an error', () => {
  const losses = Float64Array.of(1, 3, 2);
  expect(pairedRatio(losses, losses)).toEqual({ ratio: 1, standardError: 0 });
  const { ratio, standardError } = pairedRatio(Float64Array.of(2, 4), Float64Array.of(1, 3));
  // Residuals 2 − 1.5 and 4 − 4.5: √(0.5 · 2) / 4.
  expect([ratio, standardError]).toEqual([1.5, Math.sqrt(0.5 * 2) / 4]);
});

test('the offset of the naive solution is the best one, and its loss is that of the network', () => {
  const setting = { features: 9, neurons: 3, activeProbability: 0.1 };
  const { offset, loss } = naiveOffset(setting);
  const network = naiveWeights(9, 3);
  const output = network.output.map((weight, index) => (index >= 9 ? offset : weight));
  const { fourth } = evaluateBlocks({ ...network, output }, { ...sample, blocks: 1000 }, 4);
  expect(Math.abs(mean(fourth) / loss - 1)).toBeLessThan(0.02);
  expect(offset).toBeGreaterThan(0);
});

test('what negative inputs cause is taken off the own output', () => {
  const weights = random(12, 5);
  const { negative } = exactResponses(weights);
  const after = meanFourth(weights, (y, i, x) => {
    if (x < 0) y[i]! -= negative[i * 12 + i]! * -x;
  });
  const change = removeNegativeOutputs(weights, sample)['l4']!.value!;
  // One has the sampled loss below, the other the loss with its exact part.
  expect(change).toBeCloseTo(
    (after - meanFourth(weights)) / mean(evaluateBlocks(weights, sample, 4).fourth),
    8,
  );
  const clipped = { ...weights, input: weights.input.map((weight) => Math.abs(weight)) };
  expect(removeNegativeOutputs(clipped, sample)['l4']).toEqual({ value: 0, standardError: 0 });
});

test('one active feature is additive, and losses by number of active features add up to the loss', () => {
  const weights = random(5, 3);
  const findings = crowd(weights, exactResponses(weights), sample);
  expect(findings['additive.1']!.value).toBeCloseTo(1, 12);
  expect(findings['additive.3']!.value).not.toBeCloseTo(1, 3);
  expect(findings['l4.5']).toEqual({ value: null, reason: expect.stringContaining('samples have so many') });
  expect(findings['l4.0']!.value).toBe(0);
});

test('taking a neuron away hurts the feature that it serves', () => {
  const { increases, hurt } = ablation(naiveWeights(6, 3), sample);
  // Three of six features are served. Without one neuron four are not, so the loss is 4/3 of what it was.
  for (const increase of increases) expect(increase).toBeCloseTo(1 / 3, 9);
  expect(hurt).toEqual({ value: 1, standardError: 0 });
  expect(participation(naiveWeights(6, 3))).toBe(1);
});

test('a neuron that no output hears costs nothing when it is taken away, because the sample stays the same', () => {
  const weights = random(12, 5);
  const output = weights.output.map((weight, index) => (index % 5 === 2 ? 0 : weight));
  const { increases } = ablation({ ...weights, output }, { ...sample, blocks: 200 });
  expect(increases[2]).toBe(0);
  expect(increases.filter((increase) => increase === 0)).toHaveLength(1);
});

test('a network that decodes with its pseudo-inverse already gains nothing from it', () => {
  const small = { ...sample, blocks: 200 };
  const unscaled = gaussianNetwork({ features: 12, neurons: 5 }, 0);
  const network = scaled(unscaled, bestScale(unscaled, firstPart(small, 4), 4).scale);
  const { rungs } = ladder(network, small, 4);
  const [same, other, zero] = [rungs.pinvRelu, rungs.pinv, rungs.zero].map(({ ratios }) => ratios[0]!);
  expect(same!.ratio).toBeCloseTo(1, 5);
  // What is the same in both losses drops out of the error of their ratio.
  expect(same!.standardError).toBeLessThan(1e-5);
  expect(zero!.standardError).toBeGreaterThan(1e-3);
  expect(Math.abs(other!.ratio - 1)).toBeGreaterThan(0.05);
});

test('the gauge of neurons changes no loss, no ratio and no theory', () => {
  const weights = random(10, 4);
  const [small, params] = [
    { ...sample, blocks: 64 },
    { activeProbability: 0.1, lossExponent: 4 },
  ];
  const before = theory(exactResponses(weights), 4, params);
  const clippedBefore = ladder(weights, small, 4).rungs.clip.ratios[0]!.ratio;
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (scales) => {
        const other = {
          ...weights,
          input: weights.input.map((weight, index) => weight * scales[Math.floor(index / 10)]!),
          output: weights.output.map((weight, index) => weight / scales[index % 4]!),
        };
        const after = theory(exactResponses(other), 4, params);
        for (const [id, { value }] of Object.entries(after))
          if (value !== null) expect(Math.abs(value / before[id]!.value! - 1), id).toBeLessThan(1e-5);
        const { fourth } = evaluateBlocks(other, small, 4);
        const clipped = { ...other, input: other.input.map((weight) => Math.max(0, weight)) };
        const ratio = mean(evaluateBlocks(clipped, small, 4).fourth) / mean(fourth);
        expect(Math.abs(ratio / clippedBefore - 1)).toBeLessThan(1e-5);
      },
    ),
    { numRuns: 10 },
  );
});
