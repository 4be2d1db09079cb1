import { randomStream } from '@superposition/core/internal/numbers/random';
import type { Weights } from '@superposition/core/internal/network/weights';
import { pseudoInverse } from '../numbers/pseudo-inverse.js';
import type { Codewords } from './codewords.js';
import type { CodeShape } from './designed-code.js';
import { openSubsets } from './random-integer.js';

/** Words of equal length, each drawn uniformly by itself; the stream is ('random-code', draw). */
export function randomWords({ features, neurons, length }: CodeShape, draw: number): Codewords {
  const subset = openSubsets(randomStream(0, 'random-code', draw), neurons);
  return Array.from({ length: features }, () => subset(length));
}

/**
 * Encodings in directions drawn uniformly, each of length 1, with the decoder pinv(relu(W_in)); the stream is
 * ('gaussian-encoder', draw).
 */
export function gaussianNetwork(
  { features, neurons }: Pick<CodeShape, 'features' | 'neurons'>,
  draw: number,
): Weights {
  const stream = randomStream(0, 'gaussian-encoder', draw);
  const input = new Float32Array(neurons * features);
  for (let i = 0; i < features; i++) {
    const direction = Float64Array.from({ length: neurons }, stream.normal);
    let square = 0;
    for (const entry of direction) square += entry * entry;
    for (let k = 0; k < neurons; k++) input[k * features + i] = direction[k]! / Math.sqrt(square);
  }
  const positive = input.map((weight) => Math.max(0, weight));
  const output = Float32Array.from(pseudoInverse(positive, neurons, features).matrix);
  return { features, neurons, input, output };
}
