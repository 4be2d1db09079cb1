/** A row of comma-separated values. Null is an empty field. */
export type CsvRow = readonly (string | number | null)[];

/** Rows as RFC 4180 wants them. */
export function csvText(rows: readonly CsvRow[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

function csvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
