import type { FeatureOrders } from './feature-orders.js';
import type { OrderedHeatmaps } from './heatmap.js';
import type { Histogram } from './histogram.js';
import type { Moments } from './moments.js';

/** The data of figure 8: how every output answers to every feature, R⁺[j,i]. */
export interface CrossGain {
  /** n×n R⁺: outputs down, inputs across, both in the same order. */
  readonly matrix: OrderedHeatmaps;
  readonly facts: CrossGainFacts;
}

export interface CrossGainFacts {
  readonly features: number;
  readonly orders: FeatureOrders;
  readonly diagonal: Moments;
  /** `null` for a single feature. */
  readonly offDiagonal: { readonly histogram: Histogram; readonly moments: Moments } | null;
  /** By output j: root mean square and mean of R⁺[j,i] over the other features i; `null` for a single feature. */
  readonly received: { readonly rms: readonly number[]; readonly mean: readonly number[] } | null;
}
