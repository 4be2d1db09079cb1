import { ln } from '@superposition/core/internal/numbers/elementary';

/** Up to this many standard errors, a distance is drawn about as it is; beyond, ever more compressed. */
const straight = 3;

/**
 * The place of a distance in standard errors on an axis that shows 1 as well as 500, and either sign: asinh(distance / 3).
 */
export function compressed(distance: number): number {
  const size = Math.abs(distance) / straight;
  const place = ln(size + Math.sqrt(size * size + 1));
  return distance < 0 ? -place : place;
}
