import { summariseModels } from '@superposition/core';
import { naiveWeights, type Weights } from '@superposition/core';
import { describe, expect, it } from 'vitest';
import { wrongCalls, wrongWeights } from '../../../../scripts/test-support/wrong-calls.js';
import * as analyses from '../index.js';
import * as pipeline from '../pipeline-entry.js';

const weights = naiveWeights(4, 2);
const measured = analyses.measure(weights, { samples: 500, activeProbability: 0.3 });
const { model } = measured;
const orders = analyses.featureOrders({ model });
const summaries = summariseModels([measured.quantities, measured.quantities]);
const few = { grid: [0.3, 1], activeEntries: 200 };

describe('the main entry', () => {
  wrongCalls(analyses, {
    crossGain: [{ model, orders }],
    effectiveMap: [{ model, orders }],
    featureOrders: [{ model }],
    geometry: [{ model, orders }],
    inputWeights: [{ model, orders }],
    isolatedAndTotal: [measured],
    judgeClaims: [
      { quantities: summaries, sweep: analyses.sparsitySweep({ model }, few), models: [model, model] },
      { config: {} },
    ],
    lossComparison: [{ trained: [summaries] }, { lossExponent: 4, trainedWith: [4] }],
    measure: [weights, { samples: 100 }],
    perFeatureMse: [measured],
    randomFrames: [{ model }, { frames: 10 }],
    responseCurves: [measured],
    sparsitySweep: [{ model }, few],
    sweepPoint: [{ model }, { activeEntries: 200 }],
  });
  wrongWeights(weights, 'weights.', { measure: analyses.measure });
  const ofModel = (call: (inputs: never) => unknown) => (given: Weights) =>
    call({ ...measured, model: { weights: given } } as never);
  wrongWeights(weights, 'model.weights.', {
    crossGain: ofModel(analyses.crossGain),
    effectiveMap: ofModel(analyses.effectiveMap),
    featureOrders: ofModel(analyses.featureOrders),
    geometry: ofModel(analyses.geometry),
    inputWeights: ofModel(analyses.inputWeights),
    perFeatureMse: ofModel(analyses.perFeatureMse),
    randomFrames: ofModel(analyses.randomFrames),
    responseCurves: ofModel(analyses.responseCurves),
    sparsitySweep: ofModel(analyses.sparsitySweep),
    sweepPoint: ofModel(analyses.sweepPoint),
  });
});

describe('the pipeline', () => {
  const config = { model: { features: 4, neurons: 2 } };
  wrongCalls({ buildAnalyses: pipeline.buildAnalyses }, { buildAnalyses: [config, { weights }] });
  wrongWeights(weights, 'weights.', {
    buildAnalyses: (given: Weights) => pipeline.buildAnalyses(config, { weights: given }),
  });
  it('takes partial configs, and says what is wrong with one', () => {
    expect(pipeline.buildAnalyses({ model: { features: 5 } }).models).toHaveLength(10);
    const typo = { model: { feature: 5 } } as never;
    expect(() => pipeline.buildAnalyses(typo)).toThrow(/model\.feature = 5: is not a setting \(did you mean/);
  });
});

it.each([
  ['weights for { model }', weights, 'the first argument is weights: pass { model: { weights } }'],
  ['a model for { model }', { weights }, 'the first argument is a model: pass { model }'],
  ['weights for a model', { model: weights }, 'model is weights: pass { model: { weights } }'],
])('tells %s', (_, given, message) => {
  expect(() => analyses.geometry(given as never)).toThrow(new TypeError(message));
});

it('takes what measure returned as it is, and makes the orders itself', () => {
  expect(analyses.crossGain(measured)).toEqual(analyses.crossGain({ model, orders }));
  expect(analyses.responseCurves({ model })).toEqual(analyses.responseCurves(measured));
  expect(analyses.perFeatureMse(measured).naive).toEqual([0, 0, 1 / 6, 1 / 6]);
});

it('refuses orders in which a feature is missing', () => {
  const wrong = { ...orders, singular: [0, 1, 2, 2] };
  expect(() => analyses.crossGain({ model, orders: wrong })).toThrow('orders.singular lacks the feature 3');
});
