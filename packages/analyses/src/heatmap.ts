/** At most this many rows and columns of a matrix are drawn; a larger one is reduced to block means. */
export const heatmapLimit = 100;

/** A matrix small enough to draw: the matrix itself, or the means of its blocks where that is too large. */
export interface Heatmap {
  readonly shape: HeatmapShape;
  /** Row-major, `shape.rows` × `shape.columns`. */
  readonly values: Float32Array;
}

/** How the drawn rows and columns come from those of the matrix. */
export interface HeatmapShape {
  readonly rows: number;
  readonly columns: number;
  readonly sourceRows: number;
  readonly sourceColumns: number;
  /** Each drawn value is the mean of this many consecutive rows (fewer in the last block); 1 is the matrix itself. */
  readonly rowBlock: number;
  readonly columnBlock: number;
  /** Smallest and largest drawn value. */
  readonly minimum: number;
  readonly maximum: number;
}

/** One matrix drawn in each of the two orders of its features. */
export interface OrderedHeatmaps {
  readonly codeword: Heatmap;
  readonly singular: Heatmap;
}

/** Where a matrix has its rows or columns: drawn position → index in the matrix; `undefined` keeps the order. */
export interface HeatmapOrder {
  readonly rows?: readonly number[];
  readonly columns?: readonly number[];
}
