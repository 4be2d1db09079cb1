/** A row counts as a combination of those before it when less than this share of it is left. */
const tolerance = 1e-10;

export interface PseudoInverse {
  /** columns × rows, row-major. */
  readonly matrix: Float64Array;
  readonly rank: number;
}

/**
 * The Moore–Penrose inverse of a rows × columns row-major matrix, rows ≤ columns. By Gram and Schmidt, twice for
 * accuracy, the matrix is L·Q with orthonormal rows in Q, and the inverse is Qᵀ·(LᵀL)⁻¹·Lᵀ. If the rows are independent,
 * L is triangular, and we solve with it directly.
 */
export function pseudoInverse(entries: ArrayLike<number>, rows: number, columns: number): PseudoInverse {
  const basis: Float64Array[] = [];
  const factors: Float64Array[] = [];
  for (let row = 0; row < rows; row++) {
    const rest = Float64Array.from({ length: columns }, (_, column) => entries[row * columns + column]!);
    const length = Math.sqrt(dot(rest, rest));
    const factor = new Float64Array(rows);
    for (let pass = 0; pass < 2; pass++) {
      for (const [index, unit] of basis.entries()) {
        const along = dot(rest, unit);
        factor[index]! += along;
        for (let column = 0; column < columns; column++) rest[column]! -= along * unit[column]!;
      }
    }
    const left = Math.sqrt(dot(rest, rest));
    if (left > tolerance * length) {
      factor[basis.length] = left;
      for (let column = 0; column < columns; column++) rest[column]! /= left;
      basis.push(rest);
    }
    factors.push(factor);
  }
  const rank = basis.length;
  const inverse = rank === rows ? triangularInverse(factors) : leftInverse(factors, rank);
  const matrix = new Float64Array(columns * rows);
  for (let index = 0; index < rank; index++) {
    for (let column = 0; column < columns; column++) {
      const weight = basis[index]![column]!;
      for (let row = 0; row < rows; row++) matrix[column * rows + row]! += weight * inverse[index]![row]!;
    }
  }
  return { matrix, rank };
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += left[index]! * right[index]!;
  return sum;
}

/** L⁻¹ of a lower triangular L with a full diagonal, as rows. */
function triangularInverse(lower: readonly Float64Array[]): readonly Float64Array[] {
  const inverse: Float64Array[] = [];
  for (const [index, factor] of lower.entries()) {
    const solved = new Float64Array(lower.length);
    solved[index] = 1;
    for (let before = 0; before < index; before++) {
      const weight = factor[before]!;
      for (let column = 0; column <= before; column++) solved[column]! -= weight * inverse[before]![column]!;
    }
    for (let column = 0; column <= index; column++) solved[column]! /= factor[index]!;
    inverse.push(solved);
  }
  return inverse;
}

/** (LᵀL)⁻¹·Lᵀ of an L with as many independent columns as `rank`, as rows. */
function leftInverse(lower: readonly Float64Array[], rank: number): readonly Float64Array[] {
  const rows = lower.length;
  const columns = Array.from({ length: rank }, (_, index) =>
    Float64Array.from(lower, (factor) => factor[index]!),
  );
  // The columns of L are independent, so their transpose has independent rows, and its inverse is that of L, transposed.
  const { matrix } = pseudoInverse(
    columns.flatMap((column) => [...column]),
    rank,
    rows,
  );
  return columns.map((_, index) =>
    Float64Array.from({ length: rows }, (_, row) => matrix[row * rank + index]!),
  );
}
