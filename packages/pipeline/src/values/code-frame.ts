/**
 * The lines of a text around a place, with a mark under the place:
 *
 *       40 | const share = total / count;
 *     > 41 | return shareOf(pairs);
 *          |        ^
 *
 * @param line counted from 1
 * @param column counted from 1
 * @returns undefined if the text has no such line
 */
export function codeFrame(text: string, line: number, column: number): string | undefined {
  const lines = text.split(/\r\n|[\n\r]/);
  if (lines[line - 1] === undefined) return undefined;
  const first = Math.max(1, line - around);
  const shown = lines.slice(first - 1, line + around);
  const width = String(first + shown.length - 1).length;
  // A line of a library may be as long as the library.
  const from = Math.max(0, column - widest + 20);
  return shown
    .flatMap((content, index) => {
      const number = first + index;
      const part = plain(content).slice(from, from + widest);
      const head = `${number === line ? '>' : ' '} ${String(number).padStart(width)} |`;
      const row = `${head} ${part}`.trimEnd();
      return number === line ? [row, `  ${' '.repeat(width)} | ${' '.repeat(column - 1 - from)}^`] : [row];
    })
    .join('\n');
}

const around = 2;
const widest = 100;

/** One character stays one character, so that the mark stands under its place. */
function plain(line: string): string {
  return line.replace(/\p{Cc}/gu, ' ');
}
