import { type Config, type ConfigInput, configSchema } from '@superposition/core/internal/config/config';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import { naiveWeights, type Weights } from '@superposition/core/internal/network/weights';
import { randomStream } from '@superposition/core/internal/numbers/random';

/** A model whose report must hold no untrue sentence, and the settings that it is measured with. */
export interface TrialModel {
  readonly name: string;
  readonly config: Config;
  /** Left out where the model is trained by its config. */
  readonly weights?: Weights;
}

const normal = (length: number, scale: number, label: string) => {
  const stream = randomStream(0, label);
  return Float32Array.from({ length }, () => scale * stream.normal());
};

const gaussian = (features: number, neurons: number, scale: number): Weights => ({
  features,
  neurons,
  input: normal(neurons * features, scale, 'trial input'),
  output: normal(features * neurons, scale, 'trial output'),
});

/** Neuron k serves feature k, with the given weight out. */
function diagonal(features: number, weight: number): Weights {
  const { input, output, ...shape } = naiveWeights(features, features);
  return { ...shape, input, output: output.map((each) => weight * each) };
}

/** The same weights without the encodings of the first features. */
function withoutEncodings(weights: Weights, count: number): Weights {
  return {
    ...weights,
    input: weights.input.map((each, index) => (index % weights.features < count ? 0 : each)),
  };
}

/** A feature for each pair of neurons, which is its word. All features have the same gain. */
function pairs(neurons: number, weight: number): Weights {
  const words = Array.from({ length: neurons }, (_, a) =>
    Array.from({ length: a }, (_, b) => [a, b] as const),
  ).flat();
  const features = words.length;
  const [input, output] = [new Float32Array(neurons * features), new Float32Array(features * neurons)];
  for (const [i, word] of words.entries()) {
    for (const k of word) {
      input[k * features + i] = 1;
      output[i * neurons + k] = weight;
    }
  }
  return { features, neurons, input, output };
}

const zero = ({ input, output, ...shape }: Weights): Weights => ({
  ...shape,
  input: input.map(() => 0),
  output: output.map(() => 0),
});

const givenWeights: Readonly<Record<string, Weights>> = {
  'one-feature': diagonal(1, 0.4),
  diagonal: diagonal(20, 0.5),
  zero: zero(gaussian(20, 4, 0.44)),
  'half-served': naiveWeights(100, 50),
  gaussian: gaussian(60, 8, 0.25),
  'above-100-features': gaussian(130, 12, 0.25),
  'more-neurons-than-features': gaussian(4, 20, 0.44),
  plain: gaussian(20, 4, 0.44),
  naive: naiveWeights(20, 4),
  'zero-columns': withoutEncodings(gaussian(20, 4, 0.44), 2),
  pairs: pairs(10, 0.2),
  'one-neuron': gaussian(6, 1, 0.44),
};

const configOf = (input: ConfigInput): Config =>
  configSchema.parse({
    sweeps: noSweeps,
    evaluation: { samples: 20_000 },
    ...input,
    report: { title: 'A trial', crossCheck: false, ...input.report },
  });

/** Few features and steps, so that a training takes a fraction of a second. */
const trained = (
  name: string,
  { model, ...training }: ConfigInput['training'] & ConfigInput,
): TrialModel => ({
  name,
  config: configOf({
    model: { features: 20, neurons: 5, ...model },
    data: { activeProbability: 0.05 },
    training: { steps: 600, batchSize: 512, learningRate: 0.01, ...training },
  }),
});

/** The models that the report's prose must survive. Code makes them, and always the same ones. */
export const trialModels: readonly TrialModel[] = [
  ...Object.entries(givenWeights).map(([name, weights]) => ({
    name,
    weights,
    config: configOf({ model: { features: weights.features, neurons: weights.neurons } }),
  })),
  trained('trained-exponent-1.5', { lossExponent: 1.5, seeds: 1 }),
  trained('trained-exponent-2', { lossExponent: 2, seeds: 2 }),
  trained('trained-exponent-4', { lossExponent: 4, seeds: 3 }),
  trained('trained-more-neurons-than-features', {
    model: { features: 4, neurons: 6, init: { kind: 'naive', scale: 0.3 } },
    seeds: 1,
    steps: 20,
  }),
  {
    name: 'trained-with-sweeps',
    config: configOf({
      model: { features: 8, neurons: 3 },
      data: { activeProbability: 0.1 },
      training: { steps: 200, batchSize: 32, learningRate: 0.01, seeds: 1 },
      sweeps: {
        neurons: { values: [1, 3], seeds: 1 },
        activeProbability: { values: [0.05, 0.1], seeds: 1 },
        lossExponent: { values: [2, 3, 4], seeds: 1 },
        lossExponentSparse: { values: [2, 4], seeds: 1 },
        trainingSteps: { values: [200, 2000], seeds: 1 },
        exponentByProbability: { values: { lossExponent: [2, 4], activeProbability: [0.05, 0.1] } },
        neuronsByProbability: { values: { neurons: [1, 3], activeProbability: [0.05, 0.1] } },
      },
    }),
  },
  {
    // Batches are so small that training goes on after the steps that sweeps take.
    name: 'trained-unconverged',
    config: configOf({
      model: { features: 8, neurons: 3 },
      data: { activeProbability: 0.1 },
      training: { steps: 200, batchSize: 32, learningRate: 0.01, seeds: 1 },
      sweeps: {
        ...noSweeps,
        neurons: { values: [1, 3], seeds: 1 },
        lossExponent: { values: [2, 4], seeds: 1 },
        trainingSteps: { values: [200, 10_000, 20_000], seeds: 1 },
      },
    }),
  },
  {
    name: 'brief',
    config: configOf({
      model: { features: 4, neurons: 2 },
      training: { steps: 20, batchSize: 32, seeds: 2 },
      report: { depth: 'brief' },
    }),
  },
];
