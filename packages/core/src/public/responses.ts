import { forward as forwardPass } from '../network/forward.js';
import { exactResponses as responsesOf, type Responses } from '../network/responses.js';
import type { Weights } from '../network/weights.js';
import { checkNumbers } from './arguments.js';
import { checkWeights } from './weights.js';

/**
 * The exact answers of a network to one active feature: R⁺ = W_out · relu(W_in), R⁻ = W_out · relu(−W_in) and
 * W_out · W_in, each features × features, row by row: entry [j·features + i] is output j for input i. With only feature i
 * active at x, output j is x·R⁺[j,i] for x > 0 and |x|·R⁻[j,i] for x < 0, because the network is positively homogeneous.
 * Sums are float64, over neurons ascending. Blocks for features² × neurons multiplications.
 *
 * @throws TypeError or RangeError as `checkWeights` does
 */
export function exactResponses(weights: Weights): Responses {
  checkWeights(weights);
  return responsesOf(weights);
}

/**
 * The outputs of a network for one input, y = W_out · relu(W_in · x), in float64: `features` numbers.
 *
 * @param x the input, a list of `features` numbers
 * @throws TypeError or RangeError as `checkWeights` does; RangeError for an input of another length,
 *   NaN and infinities
 */
export function forward(weights: Weights, x: ArrayLike<number>): Float64Array {
  checkWeights(weights);
  checkNumbers('x', x, weights.features, ', one for each feature');
  const bad = Array.prototype.findIndex.call(x, (entry) => !Number.isFinite(entry));
  if (bad >= 0) throw new RangeError(`x[${bad}] is ${x[bad]}: must be a finite number`);
  return forwardPass(weights, x);
}
