import { neuronUsage } from '@superposition/core/internal/network/geometry';
import type { Weights } from '@superposition/core/internal/network/weights';
import type { Model } from '../models/model.js';
import { leadingSingularVectors } from './singular-vectors.js';

/** Two orders of the features that make heatmaps readable. Each maps a drawn position to a feature. */
export interface FeatureOrders {
  /**
   * By the set of neurons used, so that features of equal codewords stand together, then by the largest input weight, larger
   * first, then by index.
   */
  readonly codeword: readonly number[];
  /**
   * By angle in the plane of the two leading right singular vectors of W_in; along the first one if the rank is one.
   */
  readonly singular: readonly number[];
}

/** Both orders of a model's features, a pure function of W_in. */
export function featureOrders({ model }: { readonly model: Model }): FeatureOrders {
  return { codeword: codewordOrder(model.weights), singular: singularOrder(model.weights) };
}

/** The order by codeword alone. */
export function codewordOrder(weights: Weights): number[] {
  const { features, neurons, input } = weights;
  const { threshold } = neuronUsage(weights);
  const codes = Array.from({ length: features }, (_, feature) => {
    let largest = Number.NEGATIVE_INFINITY;
    let used = '';
    for (let k = 0; k < neurons; k++) {
      const weight = input[k * features + feature]!;
      if (weight > largest) largest = weight;
      // '0' stands for a used neuron, so features that use an early neuron come before those that do not.
      used += weight > threshold ? '0' : '1';
    }
    return { feature, used, largest };
  });
  codes.sort((a, b) => byText(a.used, b.used) || b.largest - a.largest || a.feature - b.feature);
  return codes.map(({ feature }) => feature);
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function singularOrder(weights: Weights): number[] {
  const [first, second] = leadingSingularVectors(weights);
  // Below a millionth, the second direction is rounding noise, and its angles would shuffle the features.
  const flat = second.value <= first.value * 1e-6;
  const places = Array.from({ length: weights.features }, (_, feature) => {
    const across = first.vector[feature]!;
    return { feature, place: flat ? across : diamondAngle(across, second.vector[feature]!) };
  });
  places.sort((a, b) => a.place - b.place || a.feature - b.feature);
  return places.map(({ feature }) => feature);
}

/** Rises with the angle of (x, y) from −2 at −180° through 0 at 0° to 2 at 180°, without trigonometry. */
function diamondAngle(x: number, y: number): number {
  const size = Math.abs(x) + Math.abs(y);
  if (size === 0) return 0;
  const slope = y / size;
  if (x >= 0) return slope;
  return y >= 0 ? 2 - slope : -2 - slope;
}
