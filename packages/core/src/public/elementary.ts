import * as elementary from '../numbers/elementary.js';
import { described } from './arguments.js';

function checkNumber(name: string, value: unknown): void {
  if (typeof value !== 'number') throw new TypeError(`${name} is ${described(value)}: must be a number`);
}

/**
 * The natural logarithm, 2·artanh((f−1)/(f+1)) of the mantissa; NaN below 0, −Infinity at 0. The same bits everywhere.
 *
 * @throws TypeError for what is no number
 */
export function ln(x: number): number {
  checkNumber('x', x);
  return elementary.ln(x);
}

/**
 * e to the x, by Taylor’s series after reduction to ±½ ln 2. The same bits everywhere.
 *
 * @throws TypeError for what is no number
 */
export function exp(x: number): number {
  checkNumber('x', x);
  return elementary.exp(x);
}

/**
 * The sine of x in radians; NaN for |x| > 10⁶, where the reduction by π/2 would lose digits. The same bits everywhere.
 *
 * @throws TypeError for what is no number
 */
export function sin(x: number): number {
  checkNumber('x', x);
  return elementary.sin(x);
}

/**
 * The cosine of x in radians; NaN for |x| > 10⁶, where the reduction by π/2 would lose digits. The same bits everywhere.
 *
 * @throws TypeError for what is no number
 */
export function cos(x: number): number {
  checkNumber('x', x);
  return elementary.cos(x);
}

/**
 * The arctangent of x in radians: two halvings of the angle, then Gregory’s series. The same bits everywhere.
 *
 * @throws TypeError for what is no number
 */
export function atan(x: number): number {
  checkNumber('x', x);
  return elementary.atan(x);
}

/**
 * |x|^q by products and at most one square root. The same bits everywhere.
 *
 * @param q a multiple of 0.5 of at least 0
 * @throws TypeError for what is no number; RangeError for another exponent
 */
export function absolutePower(x: number, q: number): number {
  checkNumber('x', x);
  checkNumber('q', q);
  return elementary.absolutePower(x, q);
}
