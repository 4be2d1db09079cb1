import type { Weights } from '@superposition/core/internal/network/weights';
import type { Model } from '../models/model.js';
import { absent, type Findings, found } from './finding.js';

/** How many neurons take part, under the id of the section. */
export function participationFindings({ model }: { readonly model: Model }): Findings {
  const neurons = participation(model.weights);
  const none = absent('no feature has an output of its own');
  return { 'neurons.participation': Number.isNaN(neurons) ? none : found(neurons) };
}

/**
 * How many neurons take part in a feature's own output: the mean over features of (Σ_k|C_ik|)²/Σ_k C_ik², where
 * C_ik = W_out,ik·relu(W_in,ki) is what neuron k adds at x_i = 1. Features without any such neuron are left out; NaN if all are.
 */
export function participation({ features, neurons, input, output }: Weights): number {
  let [total, counted] = [0, 0];
  for (let i = 0; i < features; i++) {
    let [sum, squares] = [0, 0];
    for (let k = 0; k < neurons; k++) {
      const part = output[i * neurons + k]! * Math.max(0, input[k * features + i]!);
      sum += Math.abs(part);
      squares += part * part;
    }
    if (squares === 0) continue;
    total += (sum * sum) / squares;
    counted++;
  }
  return total / counted;
}
