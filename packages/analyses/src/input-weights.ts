import type { FeatureOrders } from './feature-orders.js';
import type { OrderedHeatmaps } from './heatmap.js';

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
}

/** How many neurons each feature uses: those with W_in[k,i] > ¼ of the root mean square of W_in. */
export interface NeuronUse {
  /** By feature. */
  readonly perFeature: readonly number[];
  /** Entry c: how many features use exactly c neurons; ends with the last count that is not 0. */
  readonly histogram: readonly number[];
  readonly mean: number;
  /** ¼ of the root mean square of W_in. */
  readonly threshold: number;
}
