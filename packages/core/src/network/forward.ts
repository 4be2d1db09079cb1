import type { Weights } from './weights.js';

/**
 * The network's outputs for one dense input of `features` entries, in float64: y = W_out · relu(W_in · x). This is the
 * plain form, for checks and for response curves. Training and evaluation visit only active features and neurons.
 */
export function forward(weights: Weights, x: ArrayLike<number>): Float64Array {
  const { features, neurons, input, output } = weights;
  if (x.length !== features) throw new RangeError(`the input has ${x.length} entries, not ${features}`);
  const y = new Float64Array(features);
  for (let k = 0; k < neurons; k++) {
    let hidden = 0;
    for (let i = 0; i < features; i++) hidden += input[k * features + i]! * x[i]!;
    if (!(hidden > 0)) continue;
    for (let j = 0; j < features; j++) y[j]! += output[j * neurons + k]! * hidden;
  }
  return y;
}
