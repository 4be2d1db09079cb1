const minus = '\u2212';
const plusMinus = '\u00a0±\u00a0';

/**
 * A number with `digits` significant digits and a real minus sign. Very large and very small numbers become a × 10ᵇ.
 */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : signed('∞', value);
  if (value === 0) return '0';
  const rounded = Number(Math.abs(value).toPrecision(digits));
  if (rounded >= 1e6 || rounded < 1e-4) return scientific(value, digits);
  const wholeDigits = integerDigits(rounded);
  // We show all digits before the point, even beyond `digits`: zeros in their place would make a wrong number.
  const shown = wholeDigits >= digits ? Math.abs(value) : rounded;
  return signed(grouped(shown.toFixed(Math.max(0, digits - wholeDigits))), value);
}

/** How many times one estimate is another: as `significant`, but beyond 1000 with zeros for the digits that the samples do not tell. */
export function factorOf(estimate: number, digits = 3): string {
  return significant(estimate < 1000 ? estimate : Number(estimate.toPrecision(3)), digits);
}

/** A number with `count` decimals and a real minus sign, which a zero does not have. */
export function decimals(value: number, count: number): string {
  const text = Math.abs(value).toFixed(count);
  return signed(grouped(text), Number(text) === 0 ? 0 : value);
}

/** A whole number with thin spaces between thousands. */
export function whole(value: number): string {
  return signed(grouped(Math.abs(value).toFixed(0)), value);
}

/**
 * A share as a percentage with `count` decimals. It has more where it would print as 0 % or 100 % and is not, so that something
 * that is there is not called nothing, and not all.
 */
export function percent(share: number, count = 0): string {
  const value = 100 * share;
  const isWhole = [0, 100].some((end) => Math.abs(Math.abs(value) - end) <= 1e-7);
  const isHidden = [0, 100].some((end) => Math.abs(value).toFixed(count) === end.toFixed(count));
  if (isWhole || !isHidden || !Number.isFinite(value)) return `${decimals(value, count)}\u00a0%`;
  if (Math.abs(value) < 1) return `${significant(value, 1)}\u00a0%`;
  return count < 7 ? percent(share, count + 1) : `${decimals(value, count)}\u00a0%`;
}

/**
 * Prints the numbers of one sentence alike, such as a mean and its range: with the same number of decimals, which shows
 * `digits` significant digits of the largest of `values` (one more from 1 to 10), or with the same power of ten if all are very small or one is
 * very large. Up to three decimals more are printed where a number that is not 0 would print as 0; one that would still do so
 * is printed by itself, as `1.2 × 10⁻⁹`. Only an exact 0 prints as 0.
 */
export function oneScale(values: readonly number[], digits = 3): (value: number) => string {
  const power = powerFor(largestOf(values), digits);
  const largest = largestOf(values.map((value) => shifted(value, -power)));
  const whole = integerDigits(Number(largest.toPrecision(digits)));
  // Numbers from 1 to 10 keep the decimals of those below: 1.000 stands beside 0.998.
  const count = largest === 0 ? 0 : Math.max(0, digits - (whole === 1 && power === 0 ? 0 : whole));
  return printer(values, count, power);
}

/**
 * How many decimals a mean and its deviation share: in a table as many as give the deviation two significant digits, in
 * prose no more than give the larger of both three.
 */
export type Precision = 'table' | 'prose';

/**
 * A mean and its standard deviation on one scale. They have up to three decimals more than their precision says, so that neither
 * prints as 0 unless it is 0.
 */
export function withDeviation(
  mean: number,
  deviation: number | null,
  precision: Precision = 'table',
): string {
  if (deviation === null) return significant(mean);
  const print = scaleOf(mean, deviation, [], precision);
  return print === null
    ? `${significant(mean)}${plusMinus}${significant(deviation, 2)}`
    : `${print(mean)}${plusMinus}${print(deviation)}`;
}

/** A standard error, or several of them, beside its value: 0 where it is so small that only rounding made it. */
export function margin(value: number, error: number): string {
  return significant(isRounding(error, Math.abs(value)) ? 0 : error, 2);
}

const isRounding = (deviation: number, size: number) => deviation < size * 1e-9;

/**
 * Prints numbers beside a mean with a deviation on the scale of these two. The deviation has two significant digits; if it is 0,
 * the numbers have the scale that is their own.
 */
export function besideDeviation(
  mean: number,
  deviation: number,
  others: readonly number[],
): (value: number) => string {
  return scaleOf(mean, deviation, others) ?? oneScale([mean, deviation, ...others]);
}

/**
 * An interval as `[low, high]`. Beside a mean with a deviation it has the decimals of these two, and more only where both
 * ends would print alike; alone, half its width has two significant digits.
 */
export function interval(
  low: number,
  high: number,
  beside: number | null = null,
  precision: Precision = 'table',
): string {
  const half = (high - low) / 2;
  const print = scaleOf((low + high) / 2, beside ?? half, [low, high], precision);
  if (print === null) return `[${significant(low)}, ${significant(high)}]`;
  if (beside !== null && print(low) === print(high) && low !== high) return interval(low, high);
  return `[${print(low)}, ${print(high)}]`;
}

/** Joins words as in a sentence: `a, b and c`. */
export function listing(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `1 feature`, `100 features`. */
export function counted(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * How a mean, its deviation and further numbers are printed on one scale, with the decimals of this precision; null if the deviation is 0, not finite, or so small beside the mean that only rounding made it.
 */
function scaleOf(
  mean: number,
  deviation: number,
  others: readonly number[],
  precision: Precision = 'table',
): ((value: number) => string) | null {
  // `largestOf` leaves out what is not finite, so we ask for each.
  if (![mean, deviation].every(Number.isFinite)) return null;
  const size = largestOf([mean, deviation]);
  if (!(deviation > 0) || isRounding(deviation, size)) return null;
  const power = powerFor(size, 3);
  const decimalsFor = (value: number, digits: number) =>
    digits - integerDigits(Number(shifted(value, -power).toPrecision(digits)));
  const exact = decimalsFor(deviation, 2);
  const count = precision === 'table' ? exact : Math.min(exact, decimalsFor(size, 3));
  return printer([mean, deviation, ...others], Math.max(0, count), power);
}

/** Prints with at least `count` decimals of value · 10^−power, and with those further decimals that `values` need. */
function printer(values: readonly number[], count: number, power: number): (value: number) => string {
  const isLost = (value: number, decimalCount: number) =>
    value !== 0 && Number(Math.abs(shifted(value, -power)).toFixed(decimalCount)) === 0;
  const shownLater = values.filter((value) => isLost(value, count) && !isLost(value, count + 3));
  let shown = count;
  while (shownLater.some((value) => isLost(value, shown))) shown += 1;
  const times = power === 0 ? '' : `\u00a0×\u00a010${superscript(power)}`;
  return (value) => {
    if (value === 0) return '0';
    if (!Number.isFinite(value) || isLost(value, shown)) return significant(value, 2);
    return decimals(shifted(value, -power), shown) + times;
  };
}

/** The power of ten that is taken out of numbers of this size: 0 unless they are very small or very large. */
function powerFor(size: number, digits: number): number {
  const rounded = Number(size.toPrecision(digits));
  if (rounded === 0 || (rounded < 1e6 && rounded >= 1e-4)) return 0;
  return Number(size.toExponential(digits - 1).split('e')[1]);
}

/** value · 10^power, by steps: a power of ten itself may be no number. */
function shifted(value: number, power: number): number {
  let result = value;
  for (let step = 0; step < power; step++) result *= 10;
  for (let step = 0; step < -power; step++) result /= 10;
  return result;
}

/** The largest magnitude of the finite ones among these. */
function largestOf(values: readonly number[]): number {
  return values.reduce(
    (largest, value) => (Number.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest),
    0,
  );
}

/** The number of digits before the decimal point; 0 for 0.5, −1 for 0.05. */
function integerDigits(value: number): number {
  let digits = 0;
  if (value >= 1) for (let rest = value; rest >= 1; rest /= 10) digits += 1;
  else for (let power = 0.1; value < power; power /= 10) digits -= 1;
  return digits;
}

function scientific(value: number, digits: number): string {
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e') as [string, string];
  return signed(`${mantissa}\u00a0×\u00a010${superscript(Number(exponent))}`, value);
}

/** A number as raised characters: `⁻⁵`, `¹·⁵`. */
export function superscript(power: number): string {
  return [...String(power)]
    .map((c) => (c === '-' ? '⁻' : c === '.' ? '·' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)]))
    .join('');
}

function signed(text: string, value: number): string {
  return value < 0 ? minus + text : text;
}

/** Puts thin spaces between groups of three digits if there are five digits or more, as in scientific typesetting. */
function grouped(text: string): string {
  const [integer, fraction] = text.split('.') as [string, string?];
  const spaced = integer.length > 4 ? integer.replace(/\B(?=(\d{3})+$)/g, '\u202f') : integer;
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** Two printed ends of a range as one phrase; where they print alike, one of them. */
export function span(low: string, high: string): string {
  return low === high ? low : `${low} to ${high}`;
}

/** A phrase with a capital first letter, for the beginning of a sentence or a title. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
