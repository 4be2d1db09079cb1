/** Prints rows with numbers of three significant digits; a median above its limit is marked. */
export function printTable(rows) {
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
