import { mean } from '../numbers/statistics.js';
import type { Weights } from './weights.js';

/** The angles between the features' encodings, the columns of W_in. */
export interface FeatureCosines {
  readonly features: number;
  /** cos of the angle between c_i and c_j, features × features row-major; NaN where a column is zero. */
  readonly cosines: Float64Array;
  /** Features whose encoding is the zero vector, which has no direction. */
  readonly zeroColumns: readonly number[];
}

/** The cosines between all columns of W_in, float64, sums over neurons ascending; features² × neurons work. */
export function featureCosines({ features, neurons, input }: Weights): FeatureCosines {
  const unit = new Float64Array(features * neurons);
  const zeroColumns: number[] = [];
  for (let i = 0; i < features; i++) {
    let square = 0;
    for (let k = 0; k < neurons; k++) square += input[k * features + i]! * input[k * features + i]!;
    if (square === 0) zeroColumns.push(i);
    const norm = Math.sqrt(square);
    for (let k = 0; k < neurons; k++) unit[i * neurons + k] = input[k * features + i]! / norm;
  }
  const cosines = new Float64Array(features * features);
  for (let i = 0; i < features; i++) {
    for (let j = 0; j <= i; j++) {
      let dot = 0;
      for (let k = 0; k < neurons; k++) dot += unit[i * neurons + k]! * unit[j * neurons + k]!;
      // Rounding may carry a cosine past ±1 by one unit in the last place. Math.max and Math.min keep NaN.
      const cosine = i === j && dot > 0 ? 1 : Math.max(-1, Math.min(1, dot));
      cosines[i * features + j] = cosine;
      cosines[j * features + i] = cosine;
    }
  }
  return { features, cosines, zeroColumns };
}

/** The cosines of the pairs i < j in which both features have a direction, in the order of the matrix's rows. */
export function pairCosines({ features, cosines }: FeatureCosines): Float64Array {
  const pairs = new Float64Array((features * (features - 1)) / 2);
  let count = 0;
  for (let i = 0; i < features; i++) {
    for (let j = i + 1; j < features; j++) {
      const cosine = cosines[i * features + j]!;
      if (!Number.isNaN(cosine)) pairs[count++] = cosine;
    }
  }
  return pairs.slice(0, count);
}

/** Σ cos² over all ordered pairs of features with a direction, i = j included (Benedetto and Fickus 2003). */
export function framePotential({ cosines }: FeatureCosines): number {
  let sum = 0;
  for (const cosine of cosines) if (!Number.isNaN(cosine)) sum += cosine * cosine;
  return sum;
}

/**
 * The same map in the balanced gauge, rounded to float32. Every neuron's input weights are scaled by s and its output
 * weights by 1/s, so that both have the same norm. A neuron without input or output weights does nothing; all its
 * weights become zero.
 */
export function balanced({ features, neurons, input, output }: Weights): Weights {
  const balancedInput = new Float32Array(input.length);
  const balancedOutput = new Float32Array(output.length);
  for (let k = 0; k < neurons; k++) {
    let inputSquare = 0;
    let outputSquare = 0;
    for (let i = 0; i < features; i++) {
      inputSquare += input[k * features + i]! * input[k * features + i]!;
      outputSquare += output[i * neurons + k]! * output[i * neurons + k]!;
    }
    if (inputSquare === 0 || outputSquare === 0) continue;
    const scale = Math.sqrt(Math.sqrt(outputSquare / inputSquare));
    for (let i = 0; i < features; i++) {
      balancedInput[k * features + i] = input[k * features + i]! * scale;
      balancedOutput[i * neurons + k] = output[i * neurons + k]! / scale;
    }
  }
  return { features, neurons, input: balancedInput, output: balancedOutput };
}

/** How many neurons each feature uses. */
export interface NeuronUsage {
  /** ¼ of the root mean square of all entries of W_in. State it wherever you show a count. */
  readonly threshold: number;
  /** For each feature, the number of neurons k with W_in[k,i] above the threshold. */
  readonly counts: Int32Array;
  readonly mean: number;
}

/** Counts, per feature, the neurons whose input weight exceeds ¼ rms of W_in. */
export function neuronUsage({ features, neurons, input }: Weights): NeuronUsage {
  let square = 0;
  for (const weight of input) square += weight * weight;
  const threshold = 0.25 * Math.sqrt(square / input.length);
  const counts = new Int32Array(features);
  for (let k = 0; k < neurons; k++) {
    for (let i = 0; i < features; i++) if (input[k * features + i]! > threshold) counts[i]! += 1;
  }
  return { threshold, counts, mean: mean(counts) };
}
