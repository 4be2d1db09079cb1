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

/** A number with `count` decimals and a real minus sign, which a zero does not have. */
export function decimals(value: number, count: number): string {
  const text = Math.abs(value).toFixed(count);
  return signed(grouped(text), Number(text) === 0 ? 0 : value);
}

/** A whole number with thin spaces between thousands. */
export function whole(value: number): string {
  return signed(grouped(Math.abs(value).toFixed(0)), value);
}

/** A share as a percentage with `count` decimals. */
export function percent(share: number, count = 0): string {
  return `${decimals(100 * share, count)}\u00a0%`;
}

/** A mean and its standard deviation with the same number of decimals. The deviation has two significant digits. */
export function withDeviation(mean: number, deviation: number | null): string {
  if (deviation === null) return significant(mean);
  const count = decimalsFor(deviation);
  if (count === null) return `${significant(mean)}${plusMinus}${significant(deviation, 2)}`;
  return `${decimals(mean, count)}${plusMinus}${decimals(deviation, count)}`;
}

/** An interval as `[low, high]`. Half its width would have two significant digits with these decimals. */
export function interval(low: number, high: number): string {
  const count = decimalsFor((high - low) / 2);
  if (count === null) return `[${significant(low)}, ${significant(high)}]`;
  return `[${decimals(low, count)}, ${decimals(high, count)}]`;
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
 * The number of decimals that show two significant digits of a spread; null if the spread is too small or too large for
 * decimals.
 */
function decimalsFor(spread: number): number | null {
  if (!(spread > 0) || spread < 1e-7 || spread >= 1e6) return null;
  return Math.max(0, 2 - integerDigits(Number(spread.toPrecision(2))));
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
  const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const power = [...exponent.replace('+', '')]
    .map((c) => (c === '-' ? '⁻' : superscripts[Number(c)]))
    .join('');
  return signed(`${mantissa}\u00a0×\u00a010${power}`, value);
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

/** A phrase with a capital first letter, for the beginning of a sentence or a title. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
