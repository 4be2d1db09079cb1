import { cubicRoots } from './cubic-roots.js';

/**
 * Where the values of a polynomial of degree 4 are taken: powers of two, so that what they scale stays exact in float32.
 */
export const quarticNodes = [0, 0.5, 1, 2, 4] as const;

/** The slope of the polynomial of degree 4 that has these values at the nodes: coefficients of 1, x, x², x³. */
export function quarticSlope(values: readonly number[]): readonly [number, number, number, number] {
  const differences = [...values];
  for (let order = 1; order < 5; order++)
    for (let index = 4; index >= order; index--)
      differences[index] =
        (differences[index]! - differences[index - 1]!) /
        (quarticNodes[index]! - quarticNodes[index - order]!);
  // Newton's form by Horner's scheme, from the innermost factor outwards.
  let coefficients = [differences[4]!];
  for (let index = 3; index >= 0; index--) {
    const next = [differences[index]!, ...coefficients];
    for (const [power, coefficient] of coefficients.entries())
      next[power]! -= quarticNodes[index]! * coefficient;
    coefficients = next;
  }
  const [, c1, c2, c3, c4] = coefficients as [number, number, number, number, number];
  return [c1, 2 * c2, 3 * c3, 4 * c4];
}

/**
 * Where that polynomial is least, among the roots of its slope, and its value there; NaN if the slope has no root.
 */
export function quarticMinimum(values: readonly number[]): { readonly x: number; readonly value: number } {
  const [s0, s1, s2, s3] = quarticSlope(values);
  let best = { x: Number.NaN, value: Number.NaN };
  for (const x of cubicRoots(s3, s2, s1, s0)) {
    // The first node is 0, and the slope's integral leads from there.
    const value = values[0]! + x * (s0 + x * (s1 / 2 + x * (s2 / 3 + (x * s3) / 4)));
    if (Number.isNaN(best.x) || value < best.value) best = { x, value };
  }
  return best;
}
