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

/**
 * The text in lines that a terminal does not have to break in a word. Only a word that is longer than a line is broken.
 *
 * @param width characters of a line
 * @param indent what stands before each line but the first, or a number of spaces
 */
export function wrapped(text: string, width: number, indent: number | string = 0): readonly string[] {
  const before = typeof indent === 'number' ? ' '.repeat(indent) : indent;
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const start = lines.length === 0 ? 0 : before.length;
    const at = rest.lastIndexOf(' ', width);
    if (at <= Math.max(start, /^[ │├└]*/.exec(rest)![0].length)) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = `${before}${rest.slice(at).trimStart()}`;
  }
  return [...lines, rest];
}

/** What the user can type next, in as many lines as it needs. */
export function hintLines(hints: readonly string[], width = Number.POSITIVE_INFINITY): string {
  const lines: string[] = [];
  for (const hint of hints) {
    const longer = lines.length === 0 ? hint : `${lines.at(-1)} · ${hint}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(hint);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** The text, cut to a number of characters. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1)).trimEnd()}…`;
}
