import { type BlockedSample, evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { exactResponses } from '@superposition/core/internal/network/responses';
import { initialWeights, type Weights } from '@superposition/core/internal/network/weights';
import { mean } from '@superposition/core/internal/numbers/statistics';
import { expect, it } from 'vitest';
import { firstPart } from '../models/common-sample.js';
import { pairedRatio } from '../numbers/paired-ratio.js';
import { pseudoInverse } from '../numbers/pseudo-inverse.js';
import { bestScale, scaled } from './best-scale.js';
import { codeOf, fittingOn, scaleCode } from './code-network.js';
import { codeFindings } from './codeword-findings.js';
import { randomLoads, randomOverlaps } from './codeword-nulls.js';
import { codewordsOf } from './codewords.js';
import { designedCode } from './designed-code.js';
import { uniformGain } from './gain-cubic.js';
import { gainOfModel } from './gain-line.js';
import { ladder } from './ladder.js';
import { gaussianNetwork, randomWords } from './random-networks.js';
import { responseShape } from './response-shape.js';
import { theoryFindings } from './theory.js';
import { wordsBesideChance } from './words.js';

const weights = initialWeights({ features: 20, neurons: 5, init: { kind: 'normal', scale: 0.4 } }, 3);
const model = { weights };
const sample: BlockedSample = { label: 'test', activeProbability: 0.1, blocks: 100, samplesPerBlock: 40 };

it('compares the gain with the cubic of the kurtosis that the network has', () => {
  const { kurtosis } = responseShape(exactResponses(weights));
  const { gain, loss } = uniformGain({ features: 20, neurons: 5, activeProbability: 0.1, kurtosis });
  const theory = theoryFindings({ model }, { activeProbability: 0.1, lossExponent: 4 });
  expect(theory['theory.kurtosis']!.value).toBe(kurtosis);
  expect(theory['theory.cubic.measured.gain']!.value).toBe(gain);
  expect(theory['theory.cubic.measured.loss']!.value).toBe(loss);
  const settings = { activeProbability: 0.1, neurons: 5, lossExponent: 4, steps: 1 };
  expect(gainOfModel({ model }, { settings })).toMatchObject({ measured: gain });
});

it('compares words with random ones over as many neurons as the network has', () => {
  const words = codewordsOf(weights, 'quarterRms');
  const findings = codeFindings({ model });
  const meanOf = (id: string) => findings[`codewords.quarterRms.${id}.random.mean`]!.value;
  expect(meanOf('load.sd')).toBe(mean(randomLoads(words, 5, 1000)));
  expect(meanOf('overlapSquare')).toBe(mean(randomOverlaps(words, 5, 1000)));
  const { sortedLoad } = wordsBesideChance({ model });
  expect(sortedLoad).toHaveLength(5);
  // Each draw puts every word somewhere.
  const used = words.reduce((sum, { length }) => sum + length, 0);
  expect(sortedLoad.reduce((sum, load) => sum + load.mean, 0)).toBeCloseTo(used, 9);
});

/** P·D·P − P, at its largest: 0 where D is a pseudo-inverse of P (neurons × features). */
function inverseError({ features, neurons }: Weights, matrix: Float32Array, decoder: Float32Array): number {
  let largest = 0;
  for (let k = 0; k < neurons; k++) {
    const through = Float64Array.from({ length: neurons }, (_, l) => {
      let sum = 0;
      for (let i = 0; i < features; i++) sum += matrix[k * features + i]! * decoder[i * neurons + l]!;
      return sum;
    });
    for (let j = 0; j < features; j++) {
      let sum = 0;
      for (let l = 0; l < neurons; l++) sum += through[l]! * matrix[l * features + j]!;
      largest = Math.max(largest, Math.abs(sum - matrix[k * features + j]!));
    }
  }
  return largest;
}

it('decodes codes and random directions by a pseudo-inverse of what the neurons pass on', () => {
  const code = codeOf(designedCode({ features: 20, neurons: 5, length: 2 }), 5)!;
  expect(inverseError(weights, code.matrix, code.decoder)).toBeLessThan(1e-5);
  const random = gaussianNetwork({ features: 20, neurons: 5 }, 0);
  const passed = random.input.map((weight) => Math.max(0, weight));
  expect(inverseError(weights, passed, random.output)).toBeLessThan(1e-5);
  // Directions of all dimensions: no neuron is left without weights.
  for (let k = 0; k < 5; k++) expect(random.input.subarray(20 * k, 20 * k + 20).every(Boolean)).toBe(true);
});

it('puts each network of the ladder beside the given one on the same inputs', () => {
  const { rungs, designed } = ladder(weights, sample, 4);
  const fitting = fittingOn(sample, 20, 4);
  const own = evaluateBlocks(weights, sample, 4).power;
  const beside = (network: Weights) => pairedRatio(evaluateBlocks(network, sample, 4).power, own);
  const decodedBy = (encoder: Float32Array) => {
    const output = Float32Array.from(pseudoInverse(encoder, 5, 20).matrix);
    const network = { ...weights, output };
    return beside(scaled(network, bestScale(network, firstPart(sample, 4), 4).scale));
  };
  const clipped = weights.input.map((weight) => Math.max(0, weight));
  expect(rungs.pinvRelu.ratios).toEqual([decodedBy(clipped)]);
  expect(rungs.pinv.ratios).toEqual([decodedBy(weights.input)]);
  expect(rungs.clip.ratios).toEqual([beside({ ...weights, input: clipped })]);
  const [length, off] = [designed.length, designed.off].map((each) => ('value' in each ? each.value : NaN));
  const words = randomWords({ features: 20, neurons: 5, length: length! }, 1);
  expect(rungs.random.ratios[1]).toEqual(beside(scaleCode(codeOf(words, 5)!, off!, fitting).weights));
});
