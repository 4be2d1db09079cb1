import { diagonalOf, exactResponses, offDiagonalOf } from '@superposition/core/internal/network/responses';
import type { Model } from '../models/model.js';
import { type Distribution, distributionOf } from '../numbers/distribution.js';
import type { FeatureOrders } from './feature-orders.js';
import { heatmapOf, inEveryOrder, type OrderedHeatmaps, squareHeatmaps } from './heatmap.js';

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
  readonly diagonal: Distribution;
  /** The diagonal, by feature. */
  readonly perFeature: readonly number[];
  /** `null` for a single feature. */
  readonly offDiagonal: Distribution | null;
}

/** Draws W_out and W_eff = W_out·W_in, and counts the entries of W_eff on and off the diagonal. */
export function effectiveMap({
  model,
  orders,
}: {
  readonly model: Model;
  readonly orders: FeatureOrders;
}): EffectiveMap {
  const { features, neurons, output } = model.weights;
  const { effective } = exactResponses(model.weights);
  const drawn = (order: readonly number[]) =>
    heatmapOf(output, { rows: features, columns: neurons, order: { rows: order } });
  return {
    output: inEveryOrder(orders, drawn),
    effective: squareHeatmaps(effective, orders),
    facts: {
      features,
      neurons,
      orders,
      perFeature: [...diagonalOf(effective, features)],
      // A model has at least one feature, so its diagonal is never empty.
      diagonal: distributionOf(diagonalOf(effective, features))!,
      offDiagonal: distributionOf(offDiagonalOf(effective, features)),
    },
  };
}
