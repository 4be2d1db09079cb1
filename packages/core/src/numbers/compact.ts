const largestSingle = (2 - 2 ** -23) * 2 ** 127;

/** Below, float32 has fewer than 24 binary digits soon. */
const smallestSingle = 2 ** -100;

/**
 * Numbers as float32, whose digits are more than a drawing can show; as float64 where the largest magnitude is beyond what float32
 * holds with all its digits, as products of very small or very large weights are. NaN is passed over.
 */
export function compact(values: ArrayLike<number>): Float32Array | Float64Array {
  let largest = 0;
  for (let index = 0; index < values.length; index++) {
    const magnitude = Math.abs(values[index]!);
    if (magnitude > largest) largest = magnitude;
  }
  return largest === 0 || (largest >= smallestSingle && largest <= largestSingle)
    ? Float32Array.from(values)
    : Float64Array.from(values);
}
