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
  // A cache may have more results than a call takes arguments.
  const widths = columns.map((_, index) =>
    rows.reduce((widest, row) => Math.max(widest, row[index]?.length ?? 0), 0),
  );
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

/** A table. Where it would be too wide, the first cell of each row stands in a line of its own, above the others. */
export function stackedTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): readonly string[] {
  const lines = table(columns, rows);
  if (lines.every((line) => line.length <= width)) return lines;
  const others = table(
    columns.slice(1),
    rows.map((row) => row.slice(1)),
    width - 2,
  );
  return rows.flatMap(([first], index) => [printable(first!), `  ${others[index]}`.trimEnd()]);
}

/** Titles with the lines under them, as a terminal of this width shows them. */
export function sections(
  parts: readonly (readonly [title: string, lines: readonly string[]])[],
  width = Number.POSITIVE_INFINITY,
): readonly string[] {
  return parts.flatMap(([title, lines]) =>
    lines.length === 0 ? [] : [title, ...lines.flatMap((line) => wrapped(`  ${line}`, width, 4))],
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

/** A message, which may have several lines, as a terminal of this width shows it. What goes on in another line is indented. */
export function wrappedMessage(text: string, width = Number.POSITIVE_INFINITY): string {
  return text
    .split('\n')
    .flatMap((line) => wrapped(line, width, /^ */.exec(line)![0].length + 2))
    .join('\n');
}

/** What the user can type next, in as many lines as it needs. */
export function hintLines(hints: readonly string[], width?: number): string {
  return joined(hints, width, ' · ', '')
    .map((line) => `${line}\n`)
    .join('');
}

/**
 * The words with a separator between them, in lines that break nowhere else. Only a word that is longer than a line makes a
 * longer one.
 *
 * @param width characters of a line
 * @param ending what a line ends with that another one follows
 */
export function joined(
  words: readonly string[],
  width = Number.POSITIVE_INFINITY,
  separator = ', ',
  ending = ',',
): readonly string[] {
  const lines: string[] = [];
  for (const [index, word] of words.entries()) {
    const longer = index === 0 ? word : `${lines.at(-1)}${separator}${word}`;
    const isLast = index === words.length - 1;
    const fits = longer.length + (isLast ? 0 : ending.length) <= width;
    if (index > 0 && fits) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line, index) => (index === lines.length - 1 ? line : `${line}${ending}`));
}

/** The text, cut to a number of characters. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1)).trimEnd()}…`;
}
