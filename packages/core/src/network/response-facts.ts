import { type Moments, momentsOf } from '../numbers/moments.js';
import { diagonalOf, exactResponses, offDiagonalOf } from './responses.js';
import type { Weights } from './weights.js';

/** The part of the exact responses that quantities and figures need, without the n×n matrices themselves. */
export interface ResponseFacts {
  /** R⁺ᵢᵢ by feature, the output at x = 1. */
  readonly positive: Float64Array;
  /** R⁻ᵢᵢ by feature, the output at x = −1. */
  readonly negative: Float64Array;
  /** (W_out·W_in)ᵢᵢ by feature. */
  readonly effective: Float64Array;
  /** Over the n(n−1) off-diagonal entries; `null` for a single feature. */
  readonly crossGain: { readonly positive: Moments | null; readonly effective: Moments | null };
}

/** The exact responses to single features: their diagonals, and the moments of their off-diagonal entries. */
export function responseFacts(weights: Weights): ResponseFacts {
  const { features } = weights;
  const { positive, negative, effective } = exactResponses(weights);
  return {
    positive: diagonalOf(positive, features),
    negative: diagonalOf(negative, features),
    effective: diagonalOf(effective, features),
    crossGain: {
      positive: momentsOf(offDiagonalOf(positive, features)),
      effective: momentsOf(offDiagonalOf(effective, features)),
    },
  };
}
