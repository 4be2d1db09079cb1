import { quantityIds, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import {
  type QuantitySummaries,
  type QuantitySummary,
  summariseValues,
} from '@superposition/core/internal/quantities/summary';
import { describe, expect, it } from 'vitest';
import {
  type Experiment,
  givenModel,
  howToRead,
  lossFirst,
  outputAlone,
  squaredErrors,
  trainedModels,
} from './abstract.js';
import { originOfWeights } from './origin-of-weights.js';

const summary = (standardError: number, ...values: number[]): QuantitySummary =>
  summariseValues(values.map((value) => ({ value, standardError })));
const exact = (value: number) => summary(0, value);

const found = (known: Partial<Record<QuantityId, QuantitySummary>>): QuantitySummaries => {
  const none = summariseValues([{ value: null, reason: 'not in this test' }]);
  return Object.fromEntries(quantityIds.map((id) => [id, known[id] ?? none])) as QuantitySummaries;
};

const experiment = (changes: {
  features?: number;
  neurons?: number;
  lossExponent?: number;
  seeds?: readonly number[];
}): Experiment => ({
  model: {
    features: changes.features ?? 100,
    neurons: changes.neurons ?? 10,
    init: { kind: 'normal', scale: 0.01 },
  },
  data: { activeProbability: 0.02 },
  training: { steps: 1000, lossExponent: changes.lossExponent ?? 4, batchSize: 2048 },
  seeds: changes.seeds ?? [0],
});
const given = experiment({ seeds: [] });

it('says what was trained, and how often', () => {
  expect(trainedModels(experiment({ seeds: [0, 1, 2] }))).toBe(
    'Three models were trained, each from another seed. In each of 1000 steps, the weights change a little, so as to lower the loss on 2048 new samples.',
  );
  expect(trainedModels(experiment({}))).toContain('One model was trained, from seed 0.');
});

it('names p and q of a given model as settings, and no training', () => {
  expect(givenModel(given)).toBe('How well does a given network compute these 100 relus?');
  expect(givenModel(experiment({ features: 1 }))).toContain('compute this relu?');
  expect(howToRead(given)).toContain('no standard deviation');
  const words = [
    givenModel(given),
    howToRead(given),
    lossFirst(found({ 'lq.allPerActive': exact(1) }), given),
  ];
  expect(words.join(' ')).not.toMatch(/train/);
});

it('says which tensors were taken, of one file or of two', () => {
  expect(originOfWeights(given, { W_in: 'fc1.weight', W_out: 'fc2.weight' })).toContain(
    'Its weights were given: W_in is the tensor `fc1.weight` (10 × 100), and W_out is `fc2.weight` (100 × 10).',
  );
  const names = { W_in: 'a', W_out: 'b', file: 'half.pt', passedOver: ['fc1.bias', 'step'] };
  expect(originOfWeights(given, names)).toContain('Its weights were given in `half.pt`: W_in is');
  expect(originOfWeights(given, names)).toContain(
    'Passed over in the file: `fc1.bias` and `step`. They were',
  );
  expect(originOfWeights(given, undefined)).toContain('Its weights were given. They were not trained here');
});

describe('the loss', () => {
  const of = (loss: QuantitySummary, naive = 0.0667, at = experiment({})) =>
    lossFirst(found({ 'lq.allPerActive': loss, 'naive.lq.allPerActive': exact(naive) }), at);

  it('is better or worse than the naive one beyond three standard errors', () => {
    expect(of(summary(0.001, 0.0291))).toBe(
      'The training loss |y − t|^4, over all entries and divided by p, is 0.0291\u00a0±\u00a00.0010, 2.3 times better than that of the naive solution, which serves 10 features and ignores the others (0.0667).',
    );
    expect(of(summary(0.01, 0.0667 - 0.031))).toContain('better than that of');
    expect(of(summary(0.01, 0.0667 - 0.029))).toContain('not to be told apart from that of');
    expect(of(summary(0.01, 0.0667 + 0.031))).toContain('worse than that of');
    expect(of(exact(0.0667))).toContain('exactly as large as that of');
  });

  it('is worse than none, where every feature has a neuron', () =>
    expect(of(exact(0.1), 0, experiment({ neurons: 100 }))).toContain(
      'worse than that of the naive solution, which gives each feature a neuron of its own (0)',
    ));

  it('without a value says why', () =>
    expect(lossFirst(found({}), experiment({}))).toBe(
      'The training loss |y − t|^4 has no value: not in this test.',
    ));
});

describe('the squared errors', () => {
  const of = (active: number, all: number, lossExponent = 4, seeds: readonly number[] = [0]) =>
    squaredErrors(
      found({
        'mse.active': summary(0.001, active),
        'mse.allPerActive': summary(0.001, all),
        'naive.mse.active': exact(0.15),
        'naive.mse.allPerActive': exact(0.15),
      }),
      experiment({ lossExponent, seeds }),
    );

  it('may be better and worse at once', () => {
    expect(of(0.0745, 0.306)).toBe(
      'The mean squared error over active entries is 0.0745\u00a0±\u00a00.0010, 2.0 times better than that of the naive solution (0.150); over all entries, divided by p, it is 0.306\u00a0±\u00a00.001, 2.0 times worse than that of the naive solution (0.150). Both are true: over all entries, outputs of inactive features count too.',
    );
    expect(of(0.0745, 0.15)).not.toContain('Both are true');
    expect(of(0.3, 0.306)).not.toContain('Both are true');
  });

  it('are not said twice where the loss is one of them', () => {
    expect(of(0.0745, 0.1, 2)).toMatch(
      /^The training loss is the mean squared error over all entries\. Over active/,
    );
    expect(of(0.0745, 0.1, 2, [])).not.toContain('training');
  });
});

describe('the output of a feature alone', () => {
  const quantities = found({
    'gain.positive': summary(0, 0.38, 0.4),
    'output.minusOne': summary(0, -0.05, -0.06),
  });
  const of = (positive: number[], negative: number[], seeds: readonly number[] = [3, 4]) =>
    outputAlone(quantities, { positive, negative }, experiment({ seeds }));

  it('is a mean where that stands for the features', () =>
    expect(of([0.38, 0.4], [-0.05, -0.06])).toContain('its output at x = 1 is 0.390\u00a0±\u00a00.014'));

  it('is told by groups where it does not', () => {
    const halves = Array.from({ length: 10 }, (_, feature) => (feature < 5 ? 1 : 0));
    expect(of(halves, halves)).toContain(
      'its output at x = 1 is 1.000 for 5 features and 0 for 5 in the model of seed 3, where it should be 1',
    );
    expect(of(halves, halves, [])).toContain('1.000 for 5 features and 0 for 5, where it should be 1');
  });

  it('is told by its range where there are no groups', () => {
    const wide = Array.from({ length: 21 }, (_, feature) => (feature - 10) / 100);
    expect(of([0.4], wide)).toContain('in the mean over features, but between −0.100 and 0.100');
  });

  it('is nothing where a training diverged', () => expect(of([Number.NaN], [0])).toBe(''));
});
