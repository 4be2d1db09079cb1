import { type Moments, momentsOf } from '@superposition/core/internal/numbers/moments';
import { diagonalOf, exactResponses, offDiagonalOf } from '@superposition/core/internal/network/responses';
import type { Model } from '../models/model.js';
import { type Distribution, distributionOf } from '../numbers/distribution.js';
import type { FeatureOrders } from '../weights/feature-orders.js';
import { type OrderedHeatmaps, squareHeatmaps } from '../weights/heatmap.js';

/** The data of figure 8: the response R⁺[j,i] of every output j to every feature i. */
export interface CrossGain {
  /** n×n R⁺: outputs down, inputs across, both in the same order. */
  readonly matrix: OrderedHeatmaps;
  readonly facts: CrossGainFacts;
}

export interface CrossGainFacts {
  readonly features: number;
  readonly orders: FeatureOrders;
  readonly diagonal: Moments;
  /** The diagonal, by feature. */
  readonly perFeature: readonly number[];
  /** `null` for a single feature. */
  readonly offDiagonal: Distribution | null;
  /** By output j: root mean square and mean of R⁺[j,i] over the other features i; `null` for a single feature. */
  readonly received: Received | null;
}

export interface Received {
  readonly rms: readonly number[];
  readonly mean: readonly number[];
}

/**
 * Draws R⁺ = W_out·relu(W_in), counts its off-diagonal entries, and sums up what each output receives from other
 * features.
 */
export function crossGain({
  model,
  orders,
}: {
  readonly model: Model;
  readonly orders: FeatureOrders;
}): CrossGain {
  const { features } = model.weights;
  const { positive } = exactResponses(model.weights);
  return {
    matrix: squareHeatmaps(positive, orders),
    facts: {
      features,
      orders,
      perFeature: [...diagonalOf(positive, features)],
      // A model has at least one feature, so its diagonal is never empty.
      diagonal: momentsOf(diagonalOf(positive, features))!,
      offDiagonal: distributionOf(offDiagonalOf(positive, features)),
      received: features === 1 ? null : receivedBy(positive, features),
    },
  };
}

function receivedBy(positive: Float64Array, features: number): Received {
  const rms: number[] = [];
  const mean: number[] = [];
  for (let j = 0; j < features; j++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < features; i++) {
      if (i === j) continue;
      const gain = positive[j * features + i]!;
      sum += gain;
      squares += gain * gain;
    }
    rms.push(Math.sqrt(squares / (features - 1)));
    mean.push(sum / (features - 1));
  }
  return { rms, mean };
}
