import { initialWeights, naiveWeights, type Weights } from '@superposition/core/internal/network/weights';

/** Weights of which entries that are not given are 0. */
function weightsOf(features: number, neurons: number, served: number, gain: number): Weights {
  const weights = {
    features,
    neurons,
    input: new Float32Array(neurons * features),
    output: new Float32Array(features * neurons),
  };
  for (let index = 0; index < served; index++) {
    weights.input[index * features + index] = 1;
    weights.output[index * neurons + index] = gain;
  }
  return weights;
}

/** Every entry independent and normal. */
export function gaussian(features: number, neurons: number, seed = 1): Weights {
  return initialWeights({ features, neurons, init: { kind: 'normal', scale: 0.25 } }, seed);
}

/** Models that the words of every figure must survive. */
export const trialModels = {
  'one feature': weightsOf(1, 1, 1, 0.4),
  diagonal: weightsOf(20, 20, 20, 0.5),
  'all zeros': weightsOf(20, 4, 0, 0),
  'half served': naiveWeights(20, 10),
  'Gaussian weights': gaussian(120, 6),
  'few random directions': gaussian(20, 2),
  'more neurons than features': gaussian(5, 8),
  'one neuron': gaussian(7, 1),
  'negative input weights': {
    ...gaussian(6, 3),
    input: gaussian(6, 3).input.map((weight) => -Math.abs(weight)),
  },
} as const satisfies Record<string, Weights>;

export type TrialModel = keyof typeof trialModels;
