import { transposed, type Weights } from '../network/weights.js';
import type { TrainingVariant } from './variant.js';

/**
 * The working state of a training, allocated once: the weights, the sums of their gradients, and working arrays for one
 * sample. For W_out the features of one neuron are contiguous; for W_in the neurons of one feature are.
 */
export interface Network {
  readonly features: number;
  readonly neurons: number;
  /** Without the relu every neuron is active. */
  readonly isLinear: boolean;
  /** W_in transposed, [i·neurons + k], and the sum of its gradient over the batch. */
  readonly input: Float32Array;
  readonly inputGradient: Float32Array;
  /** W_out transposed, [k·features + j], and the sum of its gradient over the batch. */
  readonly output: Float32Array;
  /** The same float32 values held as float64, which JavaScript loads without a conversion. `beginBatch` sets them. */
  readonly outputValues: Float64Array;
  readonly outputGradient: Float32Array;
  readonly hidden: Float32Array;
  /** The neurons with a positive sum, or all in a linear network, ascending. */
  readonly activeNeurons: Uint32Array;
  /** y, and e = y − t after the target is subtracted. */
  readonly errors: Float32Array;
  /** g, the derivative of |e|^q without its factor q: float32 values held as float64. */
  readonly slopes: Float64Array;
}

/** Copies weights into a working state with zero gradients. */
export function openNetwork(
  { features, neurons, input, output }: Weights,
  activation: TrainingVariant['activation'] = 'relu',
): Network {
  return {
    features,
    neurons,
    isLinear: activation === 'identity',
    input: transposed(input, neurons, features),
    inputGradient: new Float32Array(input.length),
    output: transposed(output, features, neurons),
    outputValues: new Float64Array(output.length),
    outputGradient: new Float32Array(output.length),
    hidden: new Float32Array(neurons),
    activeNeurons: new Uint32Array(neurons),
    errors: new Float32Array(features),
    slopes: new Float64Array(features),
  };
}

/** Sets the gradient sums to zero and reads the weights as they now stand. */
export function beginBatch({ inputGradient, outputGradient, output, outputValues }: Network): void {
  inputGradient.fill(0);
  outputGradient.fill(0);
  outputValues.set(output);
}

/** A copy of the weights of a working state. NaN has many bit patterns; the copy always has the same one. */
export function weightsOf({ features, neurons, input, output }: Network): Weights {
  const oneNaN = (weight: number) => (Number.isNaN(weight) ? Number.NaN : weight);
  return {
    features,
    neurons,
    input: transposed(input, features, neurons).map(oneNaN),
    output: transposed(output, neurons, features).map(oneNaN),
  };
}

/** One sample: the indices of its active features, ascending, and their values; the first `count` of each. */
export interface Sample {
  readonly active: Uint32Array;
  readonly values: Float32Array;
}

/**
 * Forward pass of one sample: fills `hidden`, `activeNeurons` and `errors` (y − relu(x)), and returns the number
 * of active neurons. Sums ascend over active features and over active neurons.
 */
export function forwardSample(network: Network, { active, values }: Sample, count: number): number {
  const fround = Math.fround;
  const { features, neurons, isLinear, input, outputValues: output, hidden, activeNeurons, errors } = network;
  hidden.fill(0);
  for (let a = 0; a < count; a++) {
    const x = values[a]!;
    const column = active[a]! * neurons;
    for (let k = 0; k < neurons; k++) hidden[k] = hidden[k]! + fround(input[column + k]! * x);
  }
  let activeCount = 0;
  for (let k = 0; k < neurons; k++) {
    if (hidden[k]! > 0) activeNeurons[activeCount++] = k;
    else if (isLinear) activeNeurons[activeCount++] = k;
  }
  errors.fill(0);
  let a = 0;
  // Two neurons per pass, added one after the other. This halves the loads and stores of the running sums.
  for (; a + 1 < activeCount; a += 2) {
    const k0 = activeNeurons[a]!;
    const k1 = activeNeurons[a + 1]!;
    const h0 = hidden[k0]!;
    const h1 = hidden[k1]!;
    const row0 = k0 * features;
    const row1 = k1 * features;
    for (let j = 0; j < features; j++) {
      errors[j] = fround(errors[j]! + fround(output[row0 + j]! * h0)) + fround(output[row1 + j]! * h1);
    }
  }
  if (a < activeCount) {
    const k = activeNeurons[a]!;
    const h = hidden[k]!;
    const row = k * features;
    for (let j = 0; j < features; j++) errors[j] = errors[j]! + fround(output[row + j]! * h);
  }
  for (let b = 0; b < count; b++) {
    const x = values[b]!;
    if (x > 0) errors[active[b]!] = errors[active[b]!]! - x;
  }
  return activeCount;
}

/**
 * Backward pass of one sample from `slopes`: adds its share to both gradient sums. The sum over outputs of
 * g_j·W_out[j,k] runs in four partial sums by j mod 4, joined as (p₀ + p₁) + (p₂ + p₃).
 */
export function backwardSample(
  network: Network,
  { active, values }: Sample,
  count: number,
  activeCount: number,
): void {
  const fround = Math.fround;
  const {
    features,
    neurons,
    inputGradient,
    outputValues: output,
    outputGradient,
    hidden,
    activeNeurons,
    slopes,
  } = network;
  const whole = features - (features % 4);
  for (let a = 0; a < activeCount; a++) {
    const k = activeNeurons[a]!;
    const h = hidden[k]!;
    const row = k * features;
    let p0 = 0;
    let p1 = 0;
    let p2 = 0;
    let p3 = 0;
    for (let j = 0; j < whole; j += 4) {
      const entry = row + j;
      const g0 = slopes[j]!;
      const g1 = slopes[j + 1]!;
      const g2 = slopes[j + 2]!;
      const g3 = slopes[j + 3]!;
      p0 = fround(p0 + fround(g0 * output[entry]!));
      p1 = fround(p1 + fround(g1 * output[entry + 1]!));
      p2 = fround(p2 + fround(g2 * output[entry + 2]!));
      p3 = fround(p3 + fround(g3 * output[entry + 3]!));
      outputGradient[entry] = outputGradient[entry]! + fround(g0 * h);
      outputGradient[entry + 1] = outputGradient[entry + 1]! + fround(g1 * h);
      outputGradient[entry + 2] = outputGradient[entry + 2]! + fround(g2 * h);
      outputGradient[entry + 3] = outputGradient[entry + 3]! + fround(g3 * h);
    }
    for (let j = whole; j < features; j++) {
      const g = slopes[j]!;
      const product = fround(g * output[row + j]!);
      if (j === whole) p0 = fround(p0 + product);
      else if (j === whole + 1) p1 = fround(p1 + product);
      else p2 = fround(p2 + product);
      outputGradient[row + j] = outputGradient[row + j]! + fround(g * h);
    }
    const slope = fround(fround(p0 + p1) + fround(p2 + p3));
    for (let b = 0; b < count; b++) {
      const entry = active[b]! * neurons + k;
      inputGradient[entry] = inputGradient[entry]! + fround(slope * values[b]!);
    }
  }
}
