import type { Weights } from '@superposition/core/internal/network/weights';

/** Rows and columns of the weights whose entries are all 0, by index. */
export interface ZeroLines {
  /** Neurons without any input weight: their rows of W_in are 0. */
  readonly neuronsWithoutInput: readonly number[];
  /** Neurons without any output weight: their columns of W_out are 0. */
  readonly neuronsWithoutOutput: readonly number[];
  /** Features without an encoding: their columns of W_in are 0. */
  readonly featuresWithoutInput: readonly number[];
  /** Features that no neuron writes to: their rows of W_out are 0. */
  readonly featuresWithoutOutput: readonly number[];
}

export function zeroLines({ features, neurons, input, output }: Weights): ZeroLines {
  const zeros = (count: number, length: number, entry: (index: number, along: number) => number) =>
    Array.from({ length: count }, (_, index) => index).filter((index) => {
      for (let along = 0; along < length; along++) if (entry(index, along) !== 0) return false;
      return true;
    });
  const inputAt = (neuron: number, feature: number) => input[neuron * features + feature]!;
  const outputAt = (feature: number, neuron: number) => output[feature * neurons + neuron]!;
  return {
    neuronsWithoutInput: zeros(neurons, features, inputAt),
    neuronsWithoutOutput: zeros(neurons, features, (neuron, feature) => outputAt(feature, neuron)),
    featuresWithoutInput: zeros(features, neurons, (feature, neuron) => inputAt(neuron, feature)),
    featuresWithoutOutput: zeros(features, neurons, outputAt),
  };
}
