import type { Responses } from '@superposition/core/internal/network/responses';

/** The numbers of R⁺ on which the theory of a uniform gain depends. */
export interface ResponseShape {
  /** The mean of the diagonal, d̄. */
  readonly gain: number;
  /** ‖R⁺‖²_F. */
  readonly squaredNorm: number;
  /** Over the n(n−1) entries off the diagonal. */
  readonly off: { readonly meanSquare: number; readonly meanFourth: number };
  /** mean off⁴ / (mean off²)²; NaN where no entry off the diagonal is different from 0. */
  readonly kurtosis: number;
  /** ‖R⁺ − R⁺ᵀ‖_F/‖R⁺‖_F; NaN for R⁺ = 0. */
  readonly asymmetry: number;
}

/** Measures R⁺. Needs two features or more. */
export function responseShape({ features, positive }: Responses): ResponseShape {
  let [trace, square, fourth, norm, skew] = [0, 0, 0, 0, 0];
  for (let index = 0; index < positive.length; index++) {
    const entry = positive[index]!;
    const mirrored = positive[(index % features) * features + Math.floor(index / features)]!;
    norm += entry * entry;
    skew += (entry - mirrored) * (entry - mirrored);
    if (index % (features + 1) === 0) {
      trace += entry;
      continue;
    }
    square += entry * entry;
    fourth += entry * entry * (entry * entry);
  }
  const count = features * (features - 1);
  const off = { meanSquare: square / count, meanFourth: fourth / count };
  const kurtosis = off.meanFourth / (off.meanSquare * off.meanSquare);
  return { gain: trace / features, squaredNorm: norm, off, kurtosis, asymmetry: Math.sqrt(skew / norm) };
}
