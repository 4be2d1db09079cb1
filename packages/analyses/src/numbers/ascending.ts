/** Indices by ascending value. Equal values are ordered by index; indices without a value (NaN) come last. */
export function ascending(values: ArrayLike<number>): number[] {
  return Array.from({ length: values.length }, (_, index) => index).sort((a, b) => {
    const left = values[a]!;
    const right = values[b]!;
    if (left < right) return -1;
    if (left > right) return 1;
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || a - b;
  });
}

/** A list for JSON in which a number that does not exist is `null`. */
export function nullable(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
