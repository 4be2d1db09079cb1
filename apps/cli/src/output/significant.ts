/** A number with so many significant digits. */
export function significant(value: number, digits = 6): string {
  return String(Number(value.toPrecision(digits)));
}
