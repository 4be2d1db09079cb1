/**
 * Formats a number for a sentence: three significant digits by default, a true minus sign, no exponent from 0.001 to
 * 10⁶.
 */
export function readable(value: number, digits = 3): string {
  const size = Math.abs(value);
  // Digits before the point are never dropped: 1094, not 1.09e+3.
  const text = size >= 1000 && size < 1e6 ? value.toFixed(0) : value.toPrecision(digits);
  const [mantissa, exponent] = text.replaceAll('-', '−').split('e');
  return exponent === undefined ? mantissa! : `${mantissa} × 10${[...exponent].map(raised).join('')}`;
}

function raised(sign: string): string {
  return sign === '−' ? '⁻' : sign === '+' ? '' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(sign));
}
