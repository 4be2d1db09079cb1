import { decimals } from '../text/format.js';

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function power(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => raised[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** The exponent of a number's first digit. */
function exponentOf(value: number): number {
  return value === 0 ? 0 : Number(value.toExponential(3).split('e')[1]);
}

/**
 * The texts of values at equal distances, each with the decimals that it needs. Where they are very large or very small, all are
 * multiples of one power of ten; there are no letters for powers.
 */
export function linearTexts(values: readonly number[]): readonly string[] {
  const step = Math.min(...values.slice(1).map((value, index) => Math.abs(value - values[index]!)));
  const largest = Math.max(...values.map(Math.abs));
  const smallest = Number.isFinite(step) && step > 0 ? step : largest || 1;
  const own = exponentOf(smallest);
  if (largest < 1e6 && own >= -5) {
    const most = decimalsOf(smallest);
    return values.map((value) => trimmed(decimals(value, most)));
  }
  const common = exponentOf(largest);
  return values.map((value) => (value === 0 ? '0' : scaled(value, common, own)));
}

function scaled(value: number, common: number, own: number): string {
  const mantissa = Number(value.toExponential(12).split('e')[0]) * 10 ** (exponentOf(value) - common);
  return `${trimmed(decimals(mantissa, Math.max(0, Math.min(12, common - own))))}\u00a0×\u00a0${power(common)}`;
}

/** Without zeros at the end of the decimals. */
function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The number of decimals that a step such as 0.25 has. */
function decimalsOf(step: number): number {
  for (let count = 0; count < 9; count++)
    if (Math.abs(Number(step.toFixed(count)) - step) <= 1e-6 * step) return count;
  return 9;
}

/** The texts of values on a logarithmic axis: all plain, or all with powers of ten. */
export function logTexts(values: readonly number[]): readonly string[] {
  const exponents = values.map(exponentOf);
  const plain = exponents.every((exponent) => exponent >= -4 && exponent < 6);
  return values.map((value, index) => {
    const exponent = exponents[index]!;
    if (plain) return decimals(value, decimalsOf(value));
    const digit = Number(value.toExponential(2).split('e')[0]);
    return digit === 1
      ? power(exponent)
      : `${decimals(digit, decimalsOf(digit))}\u00a0×\u00a0${power(exponent)}`;
  });
}
