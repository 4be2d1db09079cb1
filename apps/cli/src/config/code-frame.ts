import { readFileSync } from 'node:fs';

/** A place in a file. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The lines around the one of a place that we show. */
const before = 2;
const after = 1;

/** The characters of a line that we show. */
const widest = 100;

/**
 * A place in two parts: its address, which many terminals open with a click, and the lines of the file around it, with a
 * caret under the column. Only the address when the file cannot be read or has no such line.
 */
export function describePlace(place: Place): string {
  const { file, line, column } = place;
  const address = `${file}:${line}:${column}`;
  const lines = linesOf(file);
  if (line > lines.length) return address;
  const from = Math.max(1, line - before);
  const to = Math.min(lines.length, line + after);
  // A long line, such as one of a file that a program wrote, is shown around the column.
  const start = column < widest ? 0 : column - Math.floor(widest / 2);
  const width = String(to).length;
  const shown: string[] = [];
  for (let number = from; number <= to; number++) {
    const text = lines[number - 1]!;
    const mark = number === line ? '>' : ' ';
    shown.push(`${mark} ${String(number).padStart(width)} | ${printable(text.slice(start, start + widest))}`);
    if (number === line)
      shown.push(`  ${' '.repeat(width)} | ${' '.repeat(printable(text.slice(start, column - 1)).length)}^`);
  }
  return [address, ...shown.map((text) => `  ${text}`.trimEnd())].join('\n');
}

function printable(text: string): string {
  return text.replaceAll('\t', '  ').replaceAll(/\p{Cc}/gu, ' ');
}

function linesOf(file: string): readonly string[] {
  try {
    // The text after the last line break is no line, unless there is some.
    return readFileSync(file, 'utf8').split(/\r\n?|\n(?!$)/);
  } catch {
    return [];
  }
}
