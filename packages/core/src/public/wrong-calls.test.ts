import { describe, expect, it } from 'vitest';
import { wrongCalls, wrongWeights } from '../../../../scripts/test-support/wrong-calls.js';
import * as contract from '../testing/engine-contract.js';
import * as core from '../index.js';
import * as config from './config.js';
import * as elementary from './elementary.js';
import * as random from './random.js';
import * as statistics from './statistics.js';

const small = { model: { features: 4, neurons: 2 }, training: { steps: 2, batchSize: 8 } };
const weights = core.naiveWeights(4, 2);
const evaluation = await core.evaluate(weights, { samples: 1000, activeProbability: 0.3 });
const quantities = core.modelQuantities(weights, evaluation);
const { problems } = config.parseConfig({ a: 1 }) as { readonly problems: readonly config.ConfigProblem[] };
const request = { config: small, seed: 0 };
const runner = { describe: () => undefined, it: () => undefined };

describe('the main entry', () => {
  const calls = {
    applySetting: [{}, 'model.features', '5'],
    balanced: [weights],
    checkWeights: [weights, 'weights'],
    defineConfig: [small],
    evaluate: [weights, { samples: 100 }],
    evaluateSteps: [weights, { samples: 100 }],
    exactResponses: [weights],
    featureCosines: [weights],
    formatProblem: [problems[0]],
    forward: [weights, [1, 0, 0, 0]],
    framePotential: [core.featureCosines(weights)],
    initialWeights: [core.defaultConfig.model, 0],
    isolatedLosses: [{ positive: new Float64Array(4), negative: new Float64Array(4) }, 4],
    modelQuantities: [weights, evaluation],
    naiveLosses: [{ features: 4, neurons: 2 }, 0.02, 4],
    naiveWeights: [4, 2],
    neuronUsage: [weights],
    parseConfig: [small, {}],
    seedsOf: [small],
    summariseModels: [[quantities, quantities]],
    sweepsOf: [small],
    train: [small, { seed: 0, variant: { activation: 'identity' } }],
    trainKernel: [request],
    trainReference: [request],
    trainSteps: [small, { seed: 0 }],
    trajectory: [small, { checkpoints: [0, 1] }],
    zeroLosses: [0.02, 4],
  };
  wrongCalls(core, calls);
  wrongWeights(weights, 'weights.', {
    balanced: core.balanced,
    checkWeights: (given: core.Weights) => core.checkWeights(given),
    evaluate: core.evaluate,
    evaluateSteps: core.evaluateSteps,
    exactResponses: core.exactResponses,
    featureCosines: core.featureCosines,
    forward: (given: core.Weights) => core.forward(given, [1, 0, 0, 0]),
    modelQuantities: (given: core.Weights) => core.modelQuantities(given, evaluation),
    neuronUsage: core.neuronUsage,
  });
  wrongWeights(weights, 'initial.', {
    train: (initial: core.Weights) => core.train(small, { initial }),
    trainKernel: (initial: core.Weights) => core.trainKernel({ ...request, initial }),
    trainReference: (initial: core.Weights) => core.trainReference({ ...request, initial }),
  });
});

describe('the subpaths', () => {
  wrongCalls(config, {
    applySetting: [{}, 'model.features', '5'],
    defineConfig: [small],
    formatProblem: [problems[0]],
    parseConfig: [small, {}],
    seedsOf: [small],
    sweepsOf: [small],
    wholeConfig: [small],
  });
});

describe('statistics', () => {
  wrongCalls(statistics, {
    confidenceInterval95: [[1, 2, 3]],
    mean: [[1, 2, 3]],
    populationSd: [[1, 2, 3]],
    predictionInterval95: [[1, 2, 3]],
    sampleSd: [[1, 2, 3]],
    studentQuantile975: [3],
    studentTwoSided: [1.5, 3],
  });
});

describe('random', () => {
  wrongCalls(random, { randomStream: [0, 'label', 1], streamState: [0, 'label', 1] });
});

describe('elementary', () => {
  wrongCalls(elementary, { absolutePower: [1.5, 4], atan: [1], cos: [1], exp: [1], ln: [1], sin: [1] });
});

describe('engine-contract', () => {
  wrongCalls(contract, {
    engineContract: ['mine', { open: async () => core.trainKernel, agreement: 0 }, runner],
  });
});

describe('summariseModels', () => {
  it('refuses quantities that are plain numbers or have no value', () => {
    const summarise = (quantity: unknown) => () =>
      core.summariseModels([{ ...quantities, 'mse.active': quantity as core.QuantityValue }]);
    expect(summarise(0.07)).toThrow(
      "models[0]['mse.active'] is 0.07: must be { value, standardError } or { value: null, reason }",
    );
    expect(summarise({ mean: 0.07 })).toThrow(
      "models[0]['mse.active'].value is undefined: must be a number or null",
    );
  });
});

describe('forward', () => {
  it.each([
    [[Number.NaN, 0, 0, 0], 'x[0] is NaN: must be a finite number'],
    [Float32Array.of(0, 0, -Infinity, 0), 'x[2] is -Infinity: must be a finite number'],
  ])('refuses %j, to which it would answer zeros', (x, message) => {
    expect(() => core.forward(weights, x)).toThrow(new RangeError(message));
  });
});

it.each([
  [
    () => core.evaluate(weights, { p: 0.1 } as never),
    'options has the unknown name "p" (did you mean activeProb',
  ],
  [
    () => core.train(small, { lr: 0.1 } as never),
    'options has the unknown name "lr": known are seed, engine',
  ],
  [
    () => core.train(small, { sed: 3 } as never),
    'options has the unknown name "sed" (did you mean seed?): known',
  ],
])('names the option that a wrong one may mean: %s', async (call, message) => {
  await expect(call()).rejects.toThrow(message);
});

describe('partial configs', () => {
  it('train with the defaults for what is left out', async () => {
    const { weights: trained } = await core.train({
      ...small,
      training: { steps: 2, batchSize: 8, lossExponent: 2 },
    });
    expect(trained).toMatchObject({ features: 4, neurons: 2 });
    const whole = {
      ...core.defaultConfig,
      ...small,
      training: { ...core.defaultConfig.training, ...small.training },
    };
    const model = { ...core.defaultConfig.model, ...small.model };
    expect(await core.train(small)).toEqual(await core.train({ ...whole, model }, { seed: 0 }));
  });

  it('are refused with the path, and with the name that may be meant', async () => {
    const typo = { model: { features: 5, neuron: 2 } } as never;
    const message = /^model\.neuron = 2: is not a setting \(did you mean model\.neurons\?\)/;
    await expect(core.train(typo)).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringMatching(message),
    });
    await expect(core.train(typo)).rejects.toBeInstanceOf(core.ConfigError);
    await expect(core.train({ training: { steps: 0 }, model: { neurons: -1 } })).rejects.toHaveProperty(
      'problems.length',
      2,
    );
  });

  it('are told from what parseConfig returned', async () => {
    const right = core.parseConfig(small);
    await expect(core.train(right as never)).rejects.toThrow(/is what parseConfig returned: pass its config/);
    expect(core.parseConfig(right)).toMatchObject({ ok: false });
    const wrong = core.parseConfig({ a: 1 });
    await expect(core.train(wrong as never)).rejects.toThrow(/and it has problems: look at result.problems/);
    expect(right.ok && (await core.train(right.config)).weights.features).toBe(4);
  });

  it('may name the engine; that of TensorFlow.js has to be handed over', async () => {
    expect(await core.train({ ...small, engine: 'reference' })).toEqual(await core.train(small));
    await expect(core.train({ ...small, engine: 'tfjs' })).rejects.toThrow(
      /engine = "tfjs": needs the option engine/,
    );
  });
});

describe('progress', () => {
  it('is { done, total } for a training and an evaluation', async () => {
    const seen: { readonly done: number; readonly total: number }[] = [];
    await core.train(small, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ done, total }) => [done, total])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    const large = core.naiveWeights(200, 50);
    const first = core.evaluateSteps(large, { samples: 200_000, activeProbability: 0.2 }).next();
    expect(first.value).toEqual({ done: expect.any(Number), total: 200_000 });
  });

  it('ends the work when it throws', async () => {
    const onProgress = () => {
      throw new Error('enough');
    };
    await expect(core.train(small, { onProgress })).rejects.toThrow('enough');
  });
});
