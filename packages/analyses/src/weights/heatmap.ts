import { compact } from '@superposition/core/internal/numbers/compact';
import type { FeatureOrders } from './feature-orders.js';

/** We draw at most this many rows and columns of a matrix. A larger matrix is reduced to means of blocks. */
const heatmapLimit = 100;

/** A matrix small enough to draw: the matrix itself or, where that is too large, the means of its blocks. */
export interface Heatmap {
  readonly shape: HeatmapShape;
  /** Row-major, `shape.rows` × `shape.columns`; float64 where float32 does not hold the largest magnitude. */
  readonly values: Float32Array | Float64Array;
}

/** How the drawn rows and columns come from those of the matrix. */
export interface HeatmapShape {
  readonly rows: number;
  readonly columns: number;
  readonly sourceRows: number;
  readonly sourceColumns: number;
  /**
   * Each drawn value is the mean of this many consecutive rows (fewer in the last block). With 1, rows are not reduced.
   */
  readonly rowBlock: number;
  readonly columnBlock: number;
  /**
   * Whether the cells on the diagonal are means of the entries on the diagonal of a square matrix alone, because a block that
   * mixed them with others would show neither.
   */
  readonly ownDiagonal: boolean;
  /** Smallest and largest drawn value; of a diagonal of its own, without that diagonal. */
  readonly minimum: number;
  readonly maximum: number;
}

/** One matrix drawn in each of the two orders of its features, and in the order of their indices. */
export interface OrderedHeatmaps {
  readonly codeword: Heatmap;
  readonly singular: Heatmap;
  readonly index: Heatmap;
}

/** The order of the drawn rows and columns: drawn position → index in the matrix. `undefined` keeps the order. */
export interface HeatmapOrder {
  readonly rows?: readonly number[];
  readonly columns?: readonly number[];
}

/**
 * Draws a rows × columns row-major matrix in the given order. If it has more than 100 rows or columns, these are
 * reduced to means of blocks of consecutive ones.
 */
export function heatmapOf(
  matrix: ArrayLike<number>,
  {
    rows,
    columns,
    order = {},
  }: { readonly rows: number; readonly columns: number; readonly order?: HeatmapOrder },
): Heatmap {
  const rowBlock = Math.ceil(rows / heatmapLimit);
  const columnBlock = Math.ceil(columns / heatmapLimit);
  const drawnRows = Math.ceil(rows / rowBlock);
  const drawnColumns = Math.ceil(columns / columnBlock);
  const sums = new Float64Array(drawnRows * drawnColumns);
  for (let row = 0; row < rows; row++) {
    const source = (order.rows?.[row] ?? row) * columns;
    const target = Math.floor(row / rowBlock) * drawnColumns;
    for (let column = 0; column < columns; column++) {
      sums[target + Math.floor(column / columnBlock)]! +=
        matrix[source + (order.columns?.[column] ?? column)]!;
    }
  }
  for (let row = 0; row < drawnRows; row++) {
    const height = Math.min(rowBlock, rows - row * rowBlock);
    for (let column = 0; column < drawnColumns; column++) {
      const width = Math.min(columnBlock, columns - column * columnBlock);
      sums[row * drawnColumns + column]! /= height * width;
    }
  }
  const values = compact(sums);
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const shape = {
    rows: drawnRows,
    columns: drawnColumns,
    sourceRows: rows,
    sourceColumns: columns,
    rowBlock,
    columnBlock,
    ownDiagonal: false,
    minimum,
    maximum,
  };
  return { shape, values };
}

/** Draws a matrix in every order of its features. */
export function inEveryOrder(
  { codeword, singular }: FeatureOrders,
  draw: (order: readonly number[]) => Heatmap,
): OrderedHeatmaps {
  const byIndex = codeword.map((_, index) => index);
  return { codeword: draw(codeword), singular: draw(singular), index: draw(byIndex) };
}

/**
 * An n×n matrix over features, both axes in the same order, for each of the orders. Where it is reduced, its diagonal, which
 * is of another kind than its other entries, has the cells on the diagonal for itself.
 */
export function squareHeatmaps(matrix: ArrayLike<number>, orders: FeatureOrders): OrderedHeatmaps {
  const features = orders.codeword.length;
  return inEveryOrder(orders, (order) => {
    const heatmap = heatmapOf(matrix, {
      rows: features,
      columns: features,
      order: { rows: order, columns: order },
    });
    return heatmap.shape.rowBlock === 1 ? heatmap : withOwnDiagonal(heatmap, matrix, order);
  });
}

function withOwnDiagonal(
  { shape, values }: Heatmap,
  matrix: ArrayLike<number>,
  order: readonly number[],
): Heatmap {
  const { rows, rowBlock, sourceRows } = shape;
  const own = values.slice();
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    const end = Math.min((row + 1) * rowBlock, sourceRows);
    let sum = 0;
    for (let place = row * rowBlock; place < end; place++) sum += matrix[order[place]! * (sourceRows + 1)]!;
    own[row * (rows + 1)] = sum / (end - row * rowBlock);
    for (let column = 0; column < rows; column++) {
      if (column === row) continue;
      minimum = Math.min(minimum, own[row * rows + column]!);
      maximum = Math.max(maximum, own[row * rows + column]!);
    }
  }
  return { shape: { ...shape, ownDiagonal: true, minimum, maximum }, values: own };
}
