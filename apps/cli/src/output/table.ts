import { printable } from './printable.js';

/** A column of a table. `shrinks`: if the table is too wide, the text of this column is cut. */
export interface Column {
  readonly align?: 'left' | 'right';
  readonly shrinks?: boolean;
}

/**
 * Rows of text in columns, two spaces apart, without control characters. If a width is given, no line is longer, as far as the columns that shrink allow it.
 *
 * @param width characters of a line
 */
export function table(
  columns: readonly Column[],
  given: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): readonly string[] {
  const rows = given.map((row) => row.map(printable));
  const widths = columns.map((_, index) => Math.max(0, ...rows.map((row) => row[index]?.length ?? 0)));
  const shown = columns.map((_, index) => index).filter((index) => widths[index]! > 0);
  let over = shown.reduce((sum, index) => sum + widths[index]! + 2, -2) - width;
  for (const index of [...shown].reverse()) {
    if (over <= 0) break;
    if (columns[index]!.shrinks !== true) continue;
    const cut = Math.min(over, widths[index]! - Math.min(widths[index]!, 8));
    widths[index]! -= cut;
    over -= cut;
  }
  return rows.map((row) =>
    shown
      .map((index) => {
        const text = shortened(row[index] ?? '', widths[index]!);
        return columns[index]!.align === 'right'
          ? text.padStart(widths[index]!)
          : text.padEnd(widths[index]!);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** The text, cut to a number of characters. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1)).trimEnd()}…`;
}
