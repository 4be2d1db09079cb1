import type { FeatureOrders } from './feature-orders.js';
import type { OrderedHeatmaps } from './heatmap.js';
import type { Histogram } from './histogram.js';
import type { Moments } from './moments.js';

/** The data of figure 4: W_out, and W_eff = W_out·W_in with the histograms of its diagonal and off-diagonal. */
export interface EffectiveMap {
  /** n×m: features in either order down, neurons across. */
  readonly output: OrderedHeatmaps;
  /** n×n: outputs down, inputs across, both in the same order. */
  readonly effective: OrderedHeatmaps;
  readonly facts: EffectiveMapFacts;
}

export interface EffectiveMapFacts {
  readonly features: number;
  readonly neurons: number;
  readonly orders: FeatureOrders;
  readonly diagonal: { readonly histogram: Histogram; readonly moments: Moments };
  /** `null` for a single feature. */
  readonly offDiagonal: { readonly histogram: Histogram; readonly moments: Moments } | null;
}
