import { cosineDensity, expectedAbsCosine } from '@superposition/core/internal/evaluation/closed-forms';
import { balanced, featureCosines } from '@superposition/core/internal/network/geometry';
import { type CosineFacts, cosineBins, cosineFacts } from './cosine-facts.js';
import type { FeatureOrders } from '../weights/feature-orders.js';
import { type OrderedHeatmaps, squareHeatmaps } from '../weights/heatmap.js';
import type { Model } from '../models/model.js';

export type { CosineFacts } from './cosine-facts.js';

/** The data of figure 5: the angles between the features' encodings, and those of random directions. */
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

/** Cosines of independent uniformly random directions in ℝ^m: density f(c) ∝ (1−c²)^((m−3)/2). */
export interface RandomDirections {
  readonly dimension: number;
  /** At the centres of the histogram's bins; `null` for m = 1, whose null is the two atoms at ±1. */
  readonly density: { readonly cosine: readonly number[]; readonly density: readonly number[] } | null;
  readonly atoms: readonly { readonly cosine: number; readonly probability: number }[];
  /** E|cos| = Γ(m/2)/(√π Γ((m+1)/2)). */
  readonly meanAbs: number;
}

/** Draws the matrix of cosines, and gives the distribution of random directions beside theirs. */
export function geometry({
  model,
  orders,
}: {
  readonly model: Model;
  readonly orders: FeatureOrders;
}): Geometry {
  const { features, neurons } = model.weights;
  const trained = featureCosines(model.weights);
  // A column of zeros has no angle; a heatmap shows it as a blank row and column.
  const matrix = trained.cosines.map((cosine) => (Number.isNaN(cosine) ? 0 : cosine));
  return {
    cosines: squareHeatmaps(matrix, orders),
    facts: {
      features,
      neurons,
      orders,
      trained: cosineFacts(trained),
      balanced: cosineFacts(featureCosines(balanced(model.weights))),
      random: randomDirections(neurons),
    },
  };
}

/** The null hypothesis of the cosines' histogram for directions in ℝ^m. */
function randomDirections(dimension: number): RandomDirections {
  const meanAbs = expectedAbsCosine(dimension);
  if (dimension === 1) {
    const atoms = [-1, 1].map((cosine) => ({ cosine, probability: 0.5 }));
    return { dimension, density: null, atoms, meanAbs };
  }
  const { lower, upper, bins } = cosineBins;
  const cosine = Array.from(
    { length: bins },
    (_, bin) => lower + ((upper - lower) * (2 * bin + 1)) / (2 * bins),
  );
  // Only m = 1 has no density. The centres of the bins lie inside (−1, 1), where the density is finite.
  const density = cosine.map((c) => cosineDensity(dimension, c)!);
  return { dimension, density: { cosine, density }, atoms: [], meanAbs };
}
