/**
 * Numbers rounded to multiples of one power of two, so that the largest magnitude has so many binary digits. Many bytes of such
 * float32 numbers are zero, and take no room when they are deflated. Infinities and NaN stay.
 */
export function coarse(values: Float32Array | Float64Array, bits: number): Float64Array {
  let most = 0;
  for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  const rounded = Float64Array.from(values);
  if (most === 0) return rounded;
  const [least, limit] = [2 ** (bits - 1), 2 ** bits];
  let unit = 1;
  while (most / unit >= limit) unit *= 2;
  while (most / unit < least) unit /= 2;
  return rounded.map((value) => Math.round(value / unit) * unit + 0);
}
