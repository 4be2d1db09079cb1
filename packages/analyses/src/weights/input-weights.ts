import { balanced } from '@superposition/core/internal/network/geometry';
import type { Model } from '../models/model.js';
import type { FeatureOrders } from './feature-orders.js';
import { heatmapOf, inEveryOrder, type OrderedHeatmaps } from './heatmap.js';
import { betweenEighthAndHalf, type NeuronUse, neuronUse } from './neuron-use.js';
import { type ZeroLines, zeroLines } from './zero-lines.js';

export type { NeuronUse } from './neuron-use.js';

/** The data of figure 3: W_in, and how many neurons each feature uses. */
export interface InputWeights {
  /** m×n: neurons in their own order down, features in either order across. */
  readonly matrix: OrderedHeatmaps;
  readonly facts: InputWeightsFacts;
}

export interface InputWeightsFacts {
  readonly features: number;
  readonly neurons: number;
  readonly orders: FeatureOrders;
  /** On the weights as trained, and in the balanced gauge (equal input and output norm per neuron). */
  readonly use: { readonly trained: NeuronUse; readonly balanced: NeuronUse };
  /**
   * The share of the entries of W_in between ⅛ and ½ of its root mean square, around the threshold of use; `null` if all are
   * zero.
   */
  readonly betweenEighthAndHalf: number | null;
  readonly zeros: ZeroLines;
}

/** Draws W_in and counts the neurons that each feature uses, as trained and in the balanced gauge. */
export function inputWeights({
  model,
  orders,
}: {
  readonly model: Model;
  readonly orders: FeatureOrders;
}): InputWeights {
  const { weights } = model;
  const { features, neurons, input } = weights;
  const drawn = (order: readonly number[]) =>
    heatmapOf(input, { rows: neurons, columns: features, order: { columns: order } });
  return {
    matrix: inEveryOrder(orders, drawn),
    facts: {
      features,
      neurons,
      orders,
      use: { trained: neuronUse(weights), balanced: neuronUse(balanced(weights)) },
      betweenEighthAndHalf: betweenEighthAndHalf(weights),
      zeros: zeroLines(weights),
    },
  };
}
