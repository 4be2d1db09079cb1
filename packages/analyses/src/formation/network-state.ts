import { ownResponses } from '@superposition/core/internal/network/responses';
import type { Weights } from '@superposition/core/internal/network/weights';
import { codewordOrder } from '../weights/feature-orders.js';
import { type Heatmap, heatmapOf } from '../weights/heatmap.js';
import { neuronUse } from '../weights/neuron-use.js';

/** What a network answers and how its input weights lie, after some steps of its training. */
export interface NetworkState {
  /** The number of finished steps. */
  readonly step: number;
  /** R⁺ᵢᵢ by feature, the output at x = 1. */
  readonly positive: Float64Array;
  /** R⁻ᵢᵢ by feature, the output at x = −1. */
  readonly negative: Float64Array;
  /** The mean over features of the neurons that a feature uses. */
  readonly neuronsUsed: number;
  /** The order of the features across: drawn place → feature. */
  readonly order: readonly number[];
  /** W_in, neurons down, features across in this order. */
  readonly input: Heatmap;
}

/** @param order drawn place → feature; by the codewords of these weights by default */
export function networkState(
  weights: Weights,
  step: number,
  order: readonly number[] = codewordOrder(weights),
): NetworkState {
  const { features, neurons, input } = weights;
  return {
    step,
    ...ownResponses(weights),
    neuronsUsed: neuronUse(weights).mean,
    order,
    input: heatmapOf(input, { rows: neurons, columns: features, order: { columns: order } }),
  };
}
