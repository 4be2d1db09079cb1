type Orders = readonly [rows: readonly number[], columns: readonly number[]];

/**
 * The rows and columns of one matrix in the order in which they make another one of the same shape, whose entry (r, c) is then the
 * entry (rows[r], columns[c]) of the first. Undefined where no such orders are found.
 */
export function permutationTo(from: Uint32Array, to: Uint32Array, columns: number): Orders | undefined {
  // A row has the same entries in every order of the columns.
  const rows = matched(rowsOf(from, columns).map(sorted), rowsOf(to, columns).map(sorted));
  if (rows === undefined) return undefined;
  const across = (matrix: Uint32Array, order: readonly number[]) =>
    Array.from({ length: columns }, (_, column) =>
      order.map((row) => matrix[row * columns + column]!).join(),
    );
  const order = matched(
    across(from, rows),
    across(
      to,
      rows.map((_, row) => row),
    ),
  );
  return order && [rows, order];
}

function rowsOf(matrix: Uint32Array, columns: number): readonly Uint32Array[] {
  return Array.from({ length: matrix.length / columns }, (_, row) =>
    matrix.subarray(row * columns, (row + 1) * columns),
  );
}

function sorted(row: Uint32Array): string {
  return row.slice().sort().join();
}

/** For each text of a list, where it stands in another one; undefined unless both have the same texts. */
function matched(from: readonly string[], to: readonly string[]): readonly number[] | undefined {
  const places = new Map<string, number[]>();
  for (const [index, text] of from.entries()) places.set(text, [...(places.get(text) ?? []), index]);
  const order = to.map((text) => places.get(text)?.shift());
  return order.every((index) => index !== undefined) ? order : undefined;
}
