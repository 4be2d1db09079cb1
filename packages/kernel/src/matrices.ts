/** Writes the transpose of a rows × columns row-major matrix into `to`, where rows begin `stride` numbers apart. */
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
 * The reverse of `writeTransposed`: a new rows × columns matrix from its transpose. NaN has many bit patterns, which
 * differ between machines; here it is always the same one.
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
