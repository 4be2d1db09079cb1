import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import { ownResponses } from '@superposition/core/internal/network/responses';
import type { Model } from '../models/model.js';

/** What every feature answers to itself at each point of a sweep, of the models of one seed. */
export interface FeatureGains {
  readonly seed: number;
  readonly points: readonly FeatureGainsPoint[];
}

export interface FeatureGainsPoint {
  readonly settings: SweptSettings;
  /** R⁺[i,i] by feature i: the output at x = 1 with only that feature active. Empty if the training diverged. */
  readonly gains: readonly number[];
  /** R⁻[i,i] by feature i: the output at x = −1. Empty if the training diverged. */
  readonly atMinusOne: readonly number[];
}

export interface FeatureGainsParams {
  /** The settings that each model was trained with, in the order of the inputs. */
  readonly points: readonly SweptSettings[];
  readonly seed: number;
}

/** Measures the gain of each feature, so that one feature can be followed along a sweep. It follows from the weights. */
export function featureGains(
  { models }: { readonly models: readonly Model[] },
  { points, seed }: FeatureGainsParams,
): FeatureGains {
  if (models.length !== points.length) {
    throw new TypeError(`${models.length} models for ${points.length} points`);
  }
  return {
    seed,
    points: points.map((settings, index) => {
      const { weights } = models[index]!;
      const hasNumbers = [weights.input, weights.output].every((matrix) => matrix.every(Number.isFinite));
      if (!hasNumbers) return { settings, gains: [], atMinusOne: [] };
      const { positive, negative } = ownResponses(weights);
      return { settings, gains: [...positive], atMinusOne: [...negative] };
    }),
  };
}
