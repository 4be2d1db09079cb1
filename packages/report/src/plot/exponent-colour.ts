import { type Colour, dim, four, two } from '../theme.js';

/** The colour of models trained with an exponent: that of the report, the square, or another. */
export function exponentColour(lossExponent: number, own: number): Colour {
  if (lossExponent === own) return four;
  return lossExponent === 2 ? two : dim;
}
