/** Numbers up to so many times as large or as small as 1 need no other unit. */
const near = 64;

/**
 * A factor that brings a size near 1, where the powers of what has that size do not vanish beside each other. It is a power of
 * two, so that nothing is rounded, and 1 for a size that is not far from 1, or has no such factor.
 */
export function unitOf(size: number): number {
  if (!(size > 0) || size === Number.POSITIVE_INFINITY || (size * near >= 1 && size <= near)) return 1;
  let unit = 1;
  while (size * unit > 2) unit /= 2;
  while (size * unit < 1) unit *= 2;
  return unit;
}
