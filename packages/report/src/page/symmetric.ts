/** The entries on and below the diagonal of a square matrix, row by row; undefined unless it is symmetric. */
export function lowerTriangle(matrix: Uint32Array, columns: number): Uint32Array | undefined {
  if (matrix.length !== columns * columns) return undefined;
  for (let row = 0; row < columns; row++)
    for (let column = 0; column < row; column++)
      if (matrix[row * columns + column] !== matrix[column * columns + row]) return undefined;
  const rows = Array.from({ length: columns }, (_, row) => [
    ...matrix.subarray(row * columns, row * columns + row + 1),
  ]);
  return Uint32Array.from(rows.flat());
}

/** The symmetric matrix of which these are the entries on and below the diagonal. */
export function fromLowerTriangle(entries: Uint32Array, columns: number): Uint32Array<ArrayBuffer> {
  const matrix = new Uint32Array(columns * columns);
  let at = 0;
  for (let row = 0; row < columns; row++)
    for (let column = 0; column <= row; column++) {
      matrix[row * columns + column] = matrix[column * columns + row] = entries[at]!;
      at += 1;
    }
  return matrix;
}
