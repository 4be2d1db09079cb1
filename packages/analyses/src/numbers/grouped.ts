/** A whole number for a sentence, with thin spaces between thousands if it has five digits or more. */
export function grouped(value: number): string {
  const digits = value.toFixed(0);
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
