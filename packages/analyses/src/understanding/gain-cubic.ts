import { cubicRoots } from '../numbers/cubic-roots.js';

/** A network in which every feature has the same gain, and the rest of R⁺ is a rank-m crosstalk of a given kurtosis. */
export interface UniformFamily {
  readonly features: number;
  /** Fewer than features. */
  readonly neurons: number;
  readonly activeProbability: number;
  /** κ = mean off⁴ / (mean off²)². */
  readonly kurtosis: number;
}

export interface UniformGain {
  /** The stationary gain β* of least loss. */
  readonly gain: number;
  /** The loss L₄/p there. */
  readonly loss: number;
  /** The number of stationary gains in (0, 1): one, unless features and neurons are almost equally many. */
  readonly stationary: number;
}

/**
 * The best common gain for the fourth-power loss. With A = 1/10, B = pγ/6, C = κγ²/(10(n−1)) + pγ²/12 and γ = (n−m)/m,
 * L(β)/p = A(1−β)⁴ + Bβ²(1−β)² + Cβ⁴. For t = β/(1−β), L is stationary where 2Ct³ − Bt² + Bt − 2A = 0.
 */
export function uniformGain({ features, neurons, activeProbability, kurtosis }: UniformFamily): UniformGain {
  const excess = (features - neurons) / neurons;
  const alone = 1 / 10;
  const mixed = (activeProbability * excess) / 6;
  const crosstalk =
    (kurtosis * excess * excess) / (10 * (features - 1)) + (activeProbability * excess * excess) / 12;
  const lossAt = (gain: number) => {
    const [own, missing] = [gain * gain, (1 - gain) * (1 - gain)];
    return alone * missing * missing + mixed * own * missing + crosstalk * own * own;
  };
  const gains = cubicRoots(2 * crosstalk, -mixed, mixed, -2 * alone)
    .filter((t) => t > 0)
    .map((t) => t / (1 + t));
  let best = { gain: Number.NaN, loss: Number.POSITIVE_INFINITY };
  for (const gain of gains) if (lossAt(gain) < best.loss) best = { gain, loss: lossAt(gain) };
  return { ...best, stationary: gains.length };
}

/** The least kurtosis off the diagonal of a Gram matrix of n unit vectors in ℝ^m: that of a spherical 4-design. */
export function fourDesignKurtosis(features: number, neurons: number): number {
  return leastKurtosis(features, neurons, (3 * features) / (neurons * (neurons + 2)));
}

/**
 * The least kurtosis off the diagonal of any rank-m matrix of equal diagonal: the rank of its entrywise square is at most
 * m(m+1)/2.
 */
export function anyRankKurtosis(features: number, neurons: number): number {
  return leastKurtosis(features, neurons, (2 * features) / (neurons * (neurons + 1)));
}

function leastKurtosis(features: number, neurons: number, fourthPerRow: number): number {
  const excess = (features - neurons) / neurons;
  return Math.max(1, ((fourthPerRow - 1) * (features - 1)) / (excess * excess));
}
