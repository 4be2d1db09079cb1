/*
 * Elementary functions from + − × ÷ and square root only. So they give the same bits in every JavaScript engine;
 * Math.log, Math.exp and Math.cos do not promise that. All are accurate to a few units in the last place.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
// π/2 in three parts, the first two of 33 bits: their products with small integers are exact.
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_MIDDLE = 6.077100506303966e-11;
const HALF_PI_LOW = 2.0222662487959506e-21;
const TWO_OVER_PI = 0.6366197723675814;

/** Largest |x| of `sin` and `cos`: beyond it the reduction by π/2 loses digits. */
const TRIGONOMETRIC_LIMIT = 1e6;

/** A positive normal number as mantissa × 2^exponent with the mantissa in [1, 2). */
function split(x: number): { mantissa: number; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const high = view.getUint32(0);
  view.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  return { mantissa: view.getFloat64(0), exponent: (high >>> 20) - 1023 };
}

/** Natural logarithm of x; NaN below 0, −Infinity at 0. From ln f = 2·artanh((f−1)/(f+1)), f near 1. */
export function ln(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  const subnormal = x < 2 ** -1022;
  let { mantissa, exponent } = split(subnormal ? x * 2 ** 54 : x);
  if (subnormal) exponent -= 54;
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (let term = 12; term >= 1; term--) series = square * (1 / (2 * term + 1) + series);
  return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW));
}

/** e to the x: Taylor's series on [−½ ln 2, ½ ln 2] after reduction, then an exact scaling by a power of 2. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  const power = Math.round(x / Math.LN2);
  const rest = x - power * LN2_HIGH - power * LN2_LOW;
  let series = 1;
  for (let term = 15; term >= 2; term--) series = 1 + (rest / term) * series;
  // In two halves: a single factor could not represent 2^1024, nor the scale of the smallest subnormals.
  const half = Math.trunc(power / 2);
  return (1 + rest * series) * powerOfTwo(half) * powerOfTwo(power - half);
}

function powerOfTwo(exponent: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, (exponent + 1023) << 20);
  return view.getFloat64(0);
}

/** sin and cos of the rest in [−π/4, π/4], by Taylor's series. */
function sinOfRest(x: number): number {
  const square = x * x;
  let series = 0;
  for (let term = 9; term >= 1; term--) series = (-square / (2 * term * (2 * term + 1))) * (1 + series);
  return x + x * series;
}

function cosOfRest(x: number): number {
  const square = x * x;
  let series = 0;
  for (let term = 9; term >= 2; term--) series = (-square / (2 * term * (2 * term - 1))) * (1 + series);
  return 1 - (square / 2) * (1 + series);
}

function quadrantOf(x: number): { rest: number; quadrant: number } {
  const turns = Math.round(x * TWO_OVER_PI);
  const rest = x - turns * HALF_PI_HIGH - turns * HALF_PI_MIDDLE - turns * HALF_PI_LOW;
  return { rest, quadrant: ((turns % 4) + 4) % 4 };
}

/** Sine of x in radians; NaN for |x| > 10⁶, where the reduction by π/2 would lose digits. */
export function sin(x: number): number {
  if (!(Math.abs(x) <= TRIGONOMETRIC_LIMIT)) return Number.NaN;
  const { rest, quadrant } = quadrantOf(x);
  const size = quadrant % 2 === 0 ? sinOfRest(rest) : cosOfRest(rest);
  return quadrant < 2 ? size : -size;
}

/** Cosine of x in radians; NaN for |x| > 10⁶, where the reduction by π/2 would lose digits. */
export function cos(x: number): number {
  if (!(Math.abs(x) <= TRIGONOMETRIC_LIMIT)) return Number.NaN;
  const { rest, quadrant } = quadrantOf(x);
  const size = quadrant % 2 === 0 ? cosOfRest(rest) : sinOfRest(rest);
  return quadrant === 0 || quadrant === 3 ? size : -size;
}

/** Arctangent of x: two halvings of the angle, atan x = 2·atan(x / (1 + √(1 + x²))), then Gregory's series. */
export function atan(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < 0) return -atan(-x);
  // For such x, halving would lose the digits of subnormals, and x³/3 is too small to change any result.
  if (x < 1e-8) return x;
  if (x > 1) return Math.PI / 2 - atan(1 / x);
  const half = x / (1 + Math.sqrt(1 + x * x));
  const quarter = half / (1 + Math.sqrt(1 + half * half));
  const square = quarter * quarter;
  let series = 0;
  for (let term = 12; term >= 1; term--) series = -square * (1 / (2 * term + 1) + series);
  return 4 * (quarter + quarter * series);
}

/**
 * |x|^q for q a non-negative multiple of 0.5, float64: the integer part by repeated multiplication from the
 * left, then once the square root when q is a half-integer. Throws a RangeError for any other q.
 */
export function absolutePower(x: number, q: number): number {
  if (!(q >= 0) || !Number.isInteger(2 * q)) throw new RangeError(`the power ${q} is not a multiple of 0.5`);
  const size = Math.abs(x);
  let power = 1;
  for (let factor = 1; factor <= q; factor++) power *= size;
  return Number.isInteger(q) ? power : power * Math.sqrt(size);
}
