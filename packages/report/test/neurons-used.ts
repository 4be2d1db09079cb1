import type { Weights } from '@superposition/core/internal/network/weights';

/** How many features have no encoding. */
export function zeroColumns({ features, neurons, input }: Weights): number {
  const isZero = (i: number) =>
    Array.from({ length: neurons }, (_, k) => input[k * features + i]).every((each) => each === 0);
  return Array.from({ length: features }, (_, i) => i).filter(isZero).length;
}

/** How many neurons each feature uses: those with a weight above a quarter of the root mean square. */
export function usage({ features, neurons, input }: Weights): readonly number[] {
  const threshold = Math.hypot(...input) / Math.sqrt(input.length) / 4;
  return Array.from(
    { length: features },
    (_, i) =>
      Array.from({ length: neurons }, (_, k) => input[k * features + i]!).filter((each) => each > threshold)
        .length,
  );
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
