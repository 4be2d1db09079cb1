import { initialWeights } from '@superposition/core/internal/network/weights';
import { neuronUsage } from '@superposition/core/internal/network/geometry';
import { expect, test } from 'vitest';
import { commonSample, firstPart } from '../models/common-sample.js';
import { bestDesign } from '../understanding/best-design.js';
import { fittingOn } from '../understanding/code-network.js';
import { lossLadder } from '../understanding/ladder.js';
import { designFindings } from './design-findings.js';

test('designed words beside other models lose as on their whole ladder, within chance', () => {
  const weights = initialWeights({ features: 12, neurons: 4, init: { kind: 'normal', scale: 0.3 } }, 1);
  const params = { activeProbability: 0.1, lossExponent: 4 };
  const models = [{ weights }, { weights: { ...weights, output: weights.output.map((each) => -each) } }];
  const names = ['neurons=4', 'neurons=5'];
  const findings = designFindings({ models, twin: models[0]! }, { ...params, names });
  expect(Object.keys(findings)).toEqual(names.map((name) => `lines.${name}.designed.ratio`));
  for (const [index, model] of models.entries()) {
    const { value, standardError } = findings[`lines.${names[index]!}.designed.ratio`]!;
    const [whole] = lossLadder({ model }, params).rungs.designed.ratios;
    expect(Math.abs(value! - whole!.ratio)).toBeLessThan(4 * (standardError! + whole!.standardError));
    expect(standardError).toBeGreaterThan(whole!.standardError);
  }
});

test('designed words beside themselves have the ratio 1, because the inputs are the same', () => {
  const weights = initialWeights({ features: 12, neurons: 4, init: { kind: 'normal', scale: 0.3 } }, 1);
  const params = { activeProbability: 0.1, lossExponent: 4, names: ['neurons=4'] };
  const sample = firstPart(commonSample({ features: 12, neurons: 4, activeProbability: 0.1 }), 4);
  const design = bestDesign(weights, neuronUsage(weights).mean, fittingOn(sample, 12, 4))!;
  const findings = designFindings({ models: [{ weights: design.weights }], twin: { weights } }, params);
  expect(findings).toEqual({ 'lines.neurons=4.designed.ratio': { value: 1, standardError: 0 } });
});

test('the lengths of designed words are those beside the twin, whatever the words of the other models', () => {
  const shape = { features: 12, neurons: 6 };
  const weights = initialWeights({ ...shape, init: { kind: 'normal', scale: 0.3 } }, 1);
  // Words of one neuron, and of all six.
  const short = weights.input.map((_, index) => ((index % 12) % 6 === Math.floor(index / 12) ? 1 : 0));
  const twins = [short, short.map(() => 1)].map((input) => ({ weights: { ...weights, input } }));
  const params = { activeProbability: 0.1, lossExponent: 4, names: ['neurons=6'] };
  const [beside, other] = twins.map(
    (twin) => designFindings({ models: [{ weights }], twin }, params)['lines.neurons=6.designed.ratio']!,
  );
  expect(beside!.value).toBeGreaterThan(0);
  // No more neurons than all: only words of 5 and 6 are tried, and those of 6 leave no rank.
  expect(other!.value).not.toBe(beside!.value);
});
