/** One line of a table. */
export interface Row {
  readonly case: string;
  readonly median: number;
  /** What the median should not exceed. */
  readonly limit?: number;
  readonly [column: string]: string | number | undefined;
}

/** What a bench has measured. */
export interface Measurement {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly Row[];
}

/** Prints rows with numbers of three significant digits; a median above its limit is marked. */
export function printTable(rows: readonly Row[]): void {
  console.table(
    rows.map(({ limit, ...row }) => ({
      ...Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          typeof value === 'number' ? Number(value.toPrecision(3)) : value,
        ]),
      ),
      limit: limit === undefined ? '' : `${limit}${row.median > limit ? ' EXCEEDED' : ''}`,
    })),
  );
}
