import { initialWeights, type Weights } from '../network/weights.js';
import type { TrainingRequest } from './engine.js';
import { type Bounds, boundsOf, clamp } from './variant.js';

/**
 * The weights that a training starts from, and the bounds of W_in, laid out like it, if the request sets any. The engine has
 * to move W_in into its bounds after every step; the start lies in them.
 */
export function startOf({ config, seed, initial, variant }: TrainingRequest): {
  readonly start: Weights;
  readonly bounds: Bounds | undefined;
} {
  const start = initial ?? initialWeights(config.model, seed);
  const bounds = boundsOf(start.input, variant?.inputConstraint);
  if (bounds === undefined) return { start, bounds };
  const input = start.input.slice();
  clamp(input, bounds);
  return { start: { ...start, input }, bounds };
}
