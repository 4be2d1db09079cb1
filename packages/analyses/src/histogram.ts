/** Counts of values in bins of equal width; a bin holds its lower edge, the last one also its upper edge. */
export interface Histogram {
  /** Ascending, one more than there are counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Number of values counted. */
  readonly total: number;
}
