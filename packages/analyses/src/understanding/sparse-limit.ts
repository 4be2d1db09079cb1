import { absolutePower, exp, ln } from '@superposition/core/internal/numbers/elementary';

export interface SparseLimit {
  /** K_q = (n−1)·mean|off|^q / |d̄|^q. */
  readonly crosstalk: number;
  /** The gain of least loss, 1/(1 + K^{1/(q−1)}). */
  readonly gain: number;
  /** Its loss over that of an output of 0: K/(1 + K^{1/(q−1)})^{q−1}. */
  readonly lossOverZero: number;
}

/**
 * The best common gain for any loss exponent q > 1 when at most one feature is active at a time. A network of shape R⁺ and
 * gain β then has the loss ∝ (1−β)^q + K_q·β^q.
 */
export function sparseLimit(crosstalk: number, lossExponent: number): SparseLimit {
  if (crosstalk === 0) return { crosstalk, gain: 1, lossOverZero: 0 };
  const root = exp(ln(crosstalk) / (lossExponent - 1));
  const lossOverZero = crosstalk / exp((lossExponent - 1) * ln(1 + root));
  return { crosstalk, gain: 1 / (1 + root), lossOverZero };
}

/** K_q of a matrix R⁺ with features² entries, row-major; NaN where its diagonal has mean 0. */
export function sparseCrosstalk(positive: Float64Array, features: number, lossExponent: number): number {
  let [trace, powers] = [0, 0];
  for (let index = 0; index < positive.length; index++) {
    if (index % (features + 1) === 0) trace += positive[index]!;
    else powers += absolutePower(positive[index]!, lossExponent);
  }
  return powers / features / absolutePower(trace / features, lossExponent);
}
