import { ENTRY_BYTES } from './draw';
import { entries, errors, featureStride, halfExponents } from './plan';

/** e_j = y_j − x_j where x_j > 0; elsewhere the target is 0. */
export function subtractTargets(end: usize): void {
  const rows = errors;
  for (let entry = entries; entry < end; entry += ENTRY_BYTES) {
    const to = rows + load<u32>(entry, 12);
    const bits = load<i32>(entry, 8);
    const target = reinterpret<f32>(bits & ~(bits >> 31));
    store<f32>(to, load<f32>(to) - target);
  }
}

/** |e|^q of two errors, float64: the integer part by multiplication from the left, then once the root. */
// @ts-ignore: decorator
@inline
function powers(e: v128, whole: i32, half: bool): v128 {
  const size = f64x2.abs(e);
  let power = size;
  for (let factor = 1; factor < whole; factor++) power = f64x2.mul(power, size);
  return half ? f64x2.mul(power, f64x2.sqrt(size)) : power;
}

/**
 * Adds Σ |e|^q of the block to `loss`, float64: of each sample in four partial sums by j mod 4, joined as
 * (p₀ + p₁) + (p₂ + p₃); samples ascending.
 */
export function sumLosses(samples: i32, loss: f64): f64 {
  const whole = halfExponents >> 1;
  const half = (halfExponents & 1) == 1;
  let row = errors;
  for (let sample = 0; sample < samples; sample++) {
    const end = row + featureStride;
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (; row < end; row += 16) {
      const e = v128.load(row);
      low = f64x2.add(low, powers(f64x2.promote_low_f32x4(e), whole, half));
      high = f64x2.add(high, powers(f64x2.promote_low_f32x4(v128.shuffle<i32>(e, e, 2, 3, 0, 1)), whole, half));
    }
    const lowSum = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
    loss += lowSum + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
  }
  return loss;
}

/** g = sign(e)·|e|^(q−1) for the whole block in place, by multiplication from the left, then once the root of |e|. */
export function takeSlopes(samples: i32): void {
  const factors = (halfExponents >> 1) - 1;
  const half = (halfExponents & 1) == 1;
  const sign = i32x4.splat(0x80000000);
  const end = errors + <usize>samples * featureStride;
  for (let at = errors; at < end; at += 16) {
    const e = v128.load(at);
    const size = f32x4.abs(e);
    let power = f32x4.splat(1);
    for (let factor = 0; factor < factors; factor++) power = f32x4.mul(power, size);
    if (half) power = f32x4.mul(power, f32x4.sqrt(size));
    v128.store(at, v128.or(power, v128.and(e, sign)));
  }
}
