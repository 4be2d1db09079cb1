/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/** The least and the most of some numbers. */
export function spread(numbers: readonly number[]): { readonly least: number; readonly most: number } {
  return { least: Math.min(...numbers), most: Math.max(...numbers) };
}
