import type { FeatureOrders } from './feature-orders.js';
import type { OrderedHeatmaps } from './heatmap.js';
import type { Histogram } from './histogram.js';
import type { Moments } from './moments.js';

/** The data of figure 5: the angles between the features' encodings, beside those of random directions. */
export interface Geometry {
  /** n×n cosines as trained, both axes in the same order; 1 on the diagonal, 0 for columns of zeros. */
  readonly cosines: OrderedHeatmaps;
  readonly facts: GeometryFacts;
}

export interface GeometryFacts {
  readonly features: number;
  readonly neurons: number;
  readonly orders: FeatureOrders;
  readonly trained: CosineFacts;
  /** The same in the balanced gauge (equal input and output norm per neuron): cosines depend on the gauge. */
  readonly balanced: CosineFacts;
  readonly random: RandomDirections;
}

export interface CosineFacts {
  /** Features whose encoding is all zeros: they have no angles and are left out. */
  readonly zeroColumns: number;
  /** 80 bins on [−1, 1]. */
  readonly histogram: Histogram;
  /** Over pairs i < j; `null` without a pair. */
  readonly moments: Moments | null;
  /** Largest |cos|, `null` without a pair. */
  readonly maxAbs: number | null;
  /** Σ over all i, j of cos², i = j included. */
  readonly framePotential: number;
}

/** Cosines of independent uniformly random directions in ℝ^m: density f(c) ∝ (1−c²)^((m−3)/2). */
export interface RandomDirections {
  readonly dimension: number;
  /** At the centres of the histogram's bins; `null` for m = 1, whose null is the two atoms at ±1. */
  readonly density: { readonly cosine: readonly number[]; readonly density: readonly number[] } | null;
  readonly atoms: readonly { readonly cosine: number; readonly probability: number }[];
  /** E|cos| = Γ(m/2)/(√π Γ((m+1)/2)). */
  readonly meanAbs: number;
}
