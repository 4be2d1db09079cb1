import type { Weights } from '@superposition/core/internal/network/weights';

/** How many features have no encoding. */
export function zeroColumns({ features, neurons, input }: Weights): number {
  const isZero = (i: number) =>
    Array.from({ length: neurons }, (_, k) => input[k * features + i]).every((each) => each === 0);
  return Array.from({ length: features }, (_, i) => i).filter(isZero).length;
}

const rootMeanSquare = ({ input }: Weights) => Math.hypot(...input) / Math.sqrt(input.length);

/** The neurons that each feature uses, as a text: those with a weight above a quarter of the root mean square. */
export function wordsOf(weights: Weights): readonly string[] {
  const { features, neurons, input } = weights;
  const threshold = rootMeanSquare(weights) / 4;
  const isUsed = (i: number, k: number) => input[k * features + i]! > threshold;
  return Array.from({ length: features }, (_, i) =>
    Array.from({ length: neurons }, (_, k) => (isUsed(i, k) ? '1' : '0')).join(''),
  );
}

/** How many neurons each feature uses. */
export function usage(weights: Weights): readonly number[] {
  return wordsOf(weights).map((word) => word.replaceAll('0', '').length);
}

/** How many features use each neuron. */
export function loads(weights: Weights): readonly number[] {
  const words = wordsOf(weights);
  return Array.from(
    { length: weights.neurons },
    (_, k) => words.filter((word) => word.charAt(k) === '1').length,
  );
}

/** The share of the input weights between an eighth and a half of their root mean square. */
export function shareBetween(weights: Weights): number {
  const size = rootMeanSquare(weights);
  return weights.input.filter((each) => each > size / 8 && each < size / 2).length / weights.input.length;
}

/** The same map with equal norms of each neuron's input and output weights. */
export function balanced(weights: Weights): Weights {
  const { features, neurons, input, output } = weights;
  const scales = Array.from({ length: neurons }, (_, k) => {
    const ofInput = Math.hypot(...input.subarray(k * features, (k + 1) * features));
    const ofOutput = Math.hypot(...Array.from({ length: features }, (_, j) => output[j * neurons + k]!));
    return ofInput > 0 && ofOutput > 0 ? Math.sqrt(ofOutput / ofInput) : 1;
  });
  return { ...weights, input: input.map((each, index) => each * scales[Math.floor(index / features)]!) };
}
