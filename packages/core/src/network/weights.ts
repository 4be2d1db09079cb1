import type { Config } from '../config/config-schema.js';
import { type RandomStream, randomStream } from '../numbers/random.js';

/** The two matrices of y = W_out · relu(W_in · x), float32, row-major. */
export interface Weights {
  readonly features: number;
  readonly neurons: number;
  /** W_in, neurons × features: input[k·features + i]. Column i is feature i's encoding. */
  readonly input: Float32Array;
  /** W_out, features × neurons: output[j·neurons + k]. */
  readonly output: Float32Array;
}

/** A matrix whose entries are drawn in row-major order from one stream and rounded to float32. */
function filled(length: number, stream: RandomStream, draw: (stream: RandomStream) => number): Float32Array {
  const entries = new Float32Array(length);
  // With a scale of zero a draw may be −0. Adding 0 turns it into +0.
  for (let index = 0; index < length; index++) entries[index] = draw(stream) + 0;
  return entries;
}

const normal = (scale: number) => (stream: RandomStream) => scale * stream.normal();
const uniform = (bound: number) => (stream: RandomStream) => bound * stream.signedUnit();

/**
 * The weights that training starts from, a pure function of model and seed (streams 'init input' and
 * 'init output'):
 * `normal` — every entry normal with standard deviation `init.scale`;
 * `kaiming-uniform` — PyTorch's nn.Linear default, uniform ±1/√fan_in (fan_in is features for W_in, neurons for W_out);
 * `xavier-uniform` — uniform ±√(6/(features + neurons));
 * `naive` — neuron k serves feature k with weights 1 in and out, plus normal noise of `init.scale` on every entry.
 */
export function initialWeights(model: Config['model'], seed: number): Weights {
  const { features, neurons, init } = model;
  const isNormal = init.kind === 'normal' || init.kind === 'naive';
  const bound = Math.sqrt(6 / (features + neurons));
  const inputBound = init.kind === 'xavier-uniform' ? bound : 1 / Math.sqrt(features);
  const outputBound = init.kind === 'xavier-uniform' ? bound : 1 / Math.sqrt(neurons);
  const draw = (limit: number) => (isNormal ? normal(init.scale) : uniform(limit));
  const input = filled(neurons * features, randomStream(seed, 'init input'), draw(inputBound));
  const output = filled(features * neurons, randomStream(seed, 'init output'), draw(outputBound));
  if (init.kind === 'naive') {
    for (let served = 0; served < Math.min(features, neurons); served++) {
      input[served * features + served]! += 1;
      output[served * neurons + served]! += 1;
    }
  }
  return { features, neurons, input, output };
}

/** The naive solution itself, without noise: the first min(features, neurons) features exact, 0 for the others. */
export function naiveWeights(features: number, neurons: number): Weights {
  const model = { features, neurons, init: { kind: 'naive', scale: 0 } } as const;
  return initialWeights(model, 0);
}

/** Exchanges the rows and columns of a rows × columns row-major matrix. */
export function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result[column * rows + row] = matrix[row * columns + column]!;
    }
  }
  return result;
}
