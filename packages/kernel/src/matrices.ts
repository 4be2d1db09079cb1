/** A rows × columns row-major matrix into `to` with rows and columns exchanged, its rows `stride` numbers apart. */
export function writeTransposed(
  to: Float32Array | Float64Array,
  stride: number,
  matrix: Float32Array,
  rows: number,
  columns: number,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      to[column * stride + row] = matrix[row * columns + column]!;
  }
}

/**
 * The reverse of `writeTransposed`: a new rows × columns matrix from one whose rows are its columns. NaN, which has
 * many bit patterns and on different machines different ones, is always the same.
 */
export function readTransposed(
  from: Float32Array,
  stride: number,
  rows: number,
  columns: number,
): Float32Array {
  const matrix = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const entry = from[column * stride + row]!;
      matrix[row * columns + column] = Number.isNaN(entry) ? Number.NaN : entry;
    }
  }
  return matrix;
}
