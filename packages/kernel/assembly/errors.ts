import { ENTRY_BYTES } from './draw';
import { entries, errors, featureStride, halfExponents } from './globals';

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

/**
 * Adds Σ |e|^q of the block to `loss`, in float64. The sum of each sample runs in four partial sums by j mod 4, joined
 * as (p₀ + p₁) + (p₂ + p₃); samples are added in ascending order. |e|^q is a product of factors |e| from the left, for
 * a half-integer q then once of √|e|. `whole` is the integer part of q.
 */
// @ts-ignore: decorator
@inline
function sumPowers(whole: i32, half: bool, samples: i32, loss: f64): f64 {
  const stride = featureStride;
  let row = errors;
  for (let sample = 0; sample < samples; sample++) {
    const end = row + stride;
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (; row < end; row += 16) {
      const sizes = f32x4.abs(v128.load(row));
      const lowSize = f64x2.promote_low_f32x4(sizes);
      const highSize = f64x2.promote_low_f32x4(v128.shuffle<i32>(sizes, sizes, 2, 3, 0, 1));
      let lowPower = lowSize;
      let highPower = highSize;
      if (whole == 4) {
        lowPower = f64x2.mul(f64x2.mul(f64x2.mul(lowSize, lowSize), lowSize), lowSize);
        highPower = f64x2.mul(f64x2.mul(f64x2.mul(highSize, highSize), highSize), highSize);
      } else {
        for (let factor = 1; factor < whole; factor++) {
          lowPower = f64x2.mul(lowPower, lowSize);
          highPower = f64x2.mul(highPower, highSize);
        }
      }
      if (half) {
        lowPower = f64x2.mul(lowPower, f64x2.sqrt(lowSize));
        highPower = f64x2.mul(highPower, f64x2.sqrt(highSize));
      }
      low = f64x2.add(low, lowPower);
      high = f64x2.add(high, highPower);
    }
    const lowSum = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
    loss += lowSum + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
  }
  return loss;
}

/** Adds Σ |e|^q of the block to `loss`; the order of the sums is given above. */
export function sumLosses(samples: i32, loss: f64): f64 {
  if (halfExponents == 8) return sumPowers(4, false, samples, loss);
  return sumPowers(halfExponents >> 1, (halfExponents & 1) == 1, samples, loss);
}

/** The slopes of one exponent q: |e| to the power `factors` = ⌊q − 1⌋, with `half` also times √|e|. */
// @ts-ignore: decorator
@inline
function powerSlopes(factors: i32, half: bool, end: usize): void {
  for (let at = errors; at < end; at += 16) {
    const e = v128.load(at);
    const size = f32x4.abs(e);
    let power = size;
    if (factors > 1) power = f32x4.mul(power, size);
    if (factors > 2) power = f32x4.mul(power, size);
    if (factors > 3) power = f32x4.mul(power, size);
    if (factors > 4) power = f32x4.mul(power, size);
    if (factors > 5) power = f32x4.mul(power, size);
    if (factors > 6) power = f32x4.mul(power, size);
    if (half) power = factors == 0 ? f32x4.sqrt(size) : f32x4.mul(power, f32x4.sqrt(size));
    // The bits in which e and |e| differ are the sign of e.
    v128.store(at, v128.or(power, v128.xor(e, size)));
  }
}

/**
 * g = sign(e)·|e|^(q−1) for the whole block, in place: a product of factors |e| from the left, then once of √|e| when q
 * is a half-integer.
 */
export function takeSlopes(samples: i32): void {
  const end = errors + <usize>samples * featureStride;
  switch (halfExponents) {
    case 3: return powerSlopes(0, true, end);
    case 5: return powerSlopes(1, true, end);
    case 6: return powerSlopes(2, false, end);
    case 7: return powerSlopes(2, true, end);
    case 9: return powerSlopes(3, true, end);
    case 10: return powerSlopes(4, false, end);
    case 11: return powerSlopes(4, true, end);
    case 12: return powerSlopes(5, false, end);
    case 13: return powerSlopes(5, true, end);
    case 14: return powerSlopes(6, false, end);
    case 15: return powerSlopes(6, true, end);
    case 16: return powerSlopes(7, false, end);
  }
}
