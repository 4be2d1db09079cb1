/*
 * Adam (Kingma and Ba 2015) with bias correction, β 0.9 and 0.999, ε 10⁻⁸, in float32. Each step takes two scalars; the
 * moments are the only state.
 */
const BETA_1 = 0.9;
const BETA_2 = 0.999;
const beta1 = Math.fround(BETA_1);
const beta2 = Math.fround(BETA_2);
const rest1 = Math.fround(1 - BETA_1);
const rest2 = Math.fround(1 - BETA_2);
const epsilon = Math.fround(1e-8);

/** The first and second moments of one array of weights. */
export interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Moments of `length` weights before the first step: zeros. */
export function initialMoments(length: number): Moments {
  return { first: new Float32Array(length), second: new Float32Array(length) };
}

/** The precision in which the powers of β are computed. */
export type BetaPrecision = 'float64' | 'float32';

/** β₁^t and β₂^t after t steps, by repeated multiplication. */
export interface BetaPowers {
  readonly first: number;
  readonly second: number;
}

/** The powers before the first step. */
export const initialBetaPowers: BetaPowers = { first: 1, second: 1 };

/** The powers after one more step. In float32, both the factors and the products are rounded to float32. */
export function nextBetaPowers(powers: BetaPowers, precision: BetaPrecision = 'float64'): BetaPowers {
  if (precision === 'float32') {
    return { first: Math.fround(powers.first * beta1), second: Math.fround(powers.second * beta2) };
  }
  return { first: powers.first * BETA_1, second: powers.second * BETA_2 };
}

/**
 * One dense Adam step in place. `gradientSums` are sums over the batch; each is scaled by the float32
 * `gradientScale` first. With every operation rounded to float32:
 * g = sum·scale, m = β₁·m + (1−β₁)·g, v = β₂·v + ((1−β₂)·g)·g, w = w − (step·m) / (√(v·c) + ε), where
 * step = fround(rate/(1−β₁^t)) and c = fround(1/(1−β₂^t)) are computed in float64; 1−β is fround(1 − 0.9) and
 * fround(1 − 0.999).
 */
export function adamStep(
  weights: Float32Array,
  gradientSums: Float32Array,
  { first, second }: Moments,
  {
    rate,
    powers,
    gradientScale,
  }: { readonly rate: number; readonly powers: BetaPowers; readonly gradientScale: number },
): void {
  const fround = Math.fround;
  const scale = fround(gradientScale);
  const step = fround(rate / (1 - powers.first));
  const correction = fround(1 / (1 - powers.second));
  for (let index = 0; index < weights.length; index++) {
    const g = fround(gradientSums[index]! * scale);
    const m = fround(fround(beta1 * first[index]!) + fround(rest1 * g));
    const v = fround(fround(beta2 * second[index]!) + fround(fround(rest2 * g) * g));
    first[index] = m;
    second[index] = v;
    const root = fround(Math.sqrt(fround(v * correction)));
    weights[index] = weights[index]! - fround(fround(step * m) / fround(root + epsilon));
  }
}
