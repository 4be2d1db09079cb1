/**
 * Counts of values in bins of equal width. A bin includes its lower edge; the last bin also includes its upper edge.
 */
export interface Histogram {
  /** Ascending, one more than there are counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Number of values counted. */
  readonly total: number;
}

/** A histogram that chooses its own width has at most this many bins. */
const finestBins = 60;

/**
 * Counts values into `bins` equal bins from `lower` to `upper`. A value beyond either end is counted in the outermost
 * bin: rounding may carry a cosine past ±1.
 */
export function histogramBetween(
  values: ArrayLike<number>,
  { lower, upper, bins }: { readonly lower: number; readonly upper: number; readonly bins: number },
): Histogram {
  const edges = Array.from({ length: bins + 1 }, (_, bin) => lower + ((upper - lower) * bin) / bins);
  return { edges, counts: countInto(values, edges), total: values.length };
}

/**
 * Counts values into bins whose width is 1, 2 or 5 times a power of ten, with edges at multiples of the width. It takes
 * the smallest such width that covers the values with at most 60 bins. Values that are equal, or that only rounding of float32
 * weights tells apart, share one narrow bin around them.
 */
export function histogramOf(values: ArrayLike<number>): Histogram {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    if (values[index]! < min) min = values[index]!;
    if (values[index]! > max) max = values[index]!;
  }
  if (values.length === 0) return { edges: [], counts: [], total: 0 };
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (max - min <= size * 1e-6) {
    const [middle, half] = [min + (max - min) / 2, 0.02 * (size || 1)];
    return { edges: [middle - half, middle + half], counts: [values.length], total: values.length };
  }
  const perUnit = binsPerUnit(max - min);
  const first = Math.floor(min * perUnit);
  const last = Math.max(first + 1, Math.ceil(max * perUnit));
  // Division by a whole number gives the nearest decimal to the edge. Multiplication by a width does not.
  const edges = Array.from({ length: last - first + 1 }, (_, bin) => (first + bin) / perUnit);
  return { edges, counts: countInto(values, edges), total: values.length };
}

/**
 * The number of bins in a unit, 1/width, for the smallest width of 1, 2 or 5 · 10^k with at most 58 widths in `spread`.
 */
function binsPerUnit(spread: number): number {
  let perUnit = 1;
  while (spread * perUnit < finestBins) perUnit *= 10;
  while (spread * perUnit > finestBins - 2) perUnit /= 10;
  if (spread * perUnit * 5 <= finestBins - 2) return perUnit * 5;
  return spread * perUnit * 2 <= finestBins - 2 ? perUnit * 2 : perUnit;
}

function countInto(values: ArrayLike<number>, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const lower = edges[0]!;
  const perBin = counts.length / (edges.at(-1)! - lower);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    let bin = Math.max(0, Math.min(counts.length - 1, Math.floor((value - lower) * perBin)));
    // The product may round to the wrong side of an edge, so we compare with the edges themselves.
    if (value < edges[bin]! && bin > 0) bin--;
    else if (value >= edges[bin + 1]! && bin < counts.length - 1) bin++;
    counts[bin]! += 1;
  }
  return counts;
}
