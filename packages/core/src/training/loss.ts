import { absolutePower } from '../numbers/elementary.js';

/**
 * The derivative of |e|^q without its factor q, sign(e)·|e|^(q−1), for the first `count` errors. It is a product from
 * the left of as many factors |e| as the integer part of q − 1 says, (|e|·|e|)·|e| for q = 4, and of one more factor
 * √|e| when q is a half-integer. Each operation is rounded to float32; the results are float32 values held in float64.
 * `q` is a multiple of 0.5 of at least 1.5.
 */
export function lossSlopes(errors: Float32Array, slopes: Float64Array, count: number, q: number): void {
  const fround = Math.fround;
  if (q === 2) {
    for (let j = 0; j < count; j++) slopes[j] = errors[j]!;
    return;
  }
  if (q === 4) {
    for (let j = 0; j < count; j++) {
      const e = errors[j]!;
      slopes[j] = fround(fround(e * e) * e);
    }
    return;
  }
  const factors = Math.floor(q - 1);
  const half = !Number.isInteger(q);
  for (let j = 0; j < count; j++) {
    const size = Math.abs(errors[j]!);
    const root = half ? fround(Math.sqrt(size)) : 1;
    let power = 1;
    for (let factor = 0; factor < factors; factor++) power = fround(power * size);
    power = fround(power * root);
    slopes[j] = errors[j]! < 0 ? -power : power;
  }
}

/**
 * Σ |e|^q over the first `count` errors, float64, in four partial sums over j ≡ l (mod 4) ascending, joined as
 * (p₀ + p₁) + (p₂ + p₃).
 */
export function lossSum(errors: Float32Array, count: number, q: number): number {
  const partial = [0, 0, 0, 0];
  for (let j = 0; j < count; j++) partial[j % 4]! += absolutePower(errors[j]!, q);
  const [p0, p1, p2, p3] = partial as [number, number, number, number];
  return p0 + p1 + (p2 + p3);
}
