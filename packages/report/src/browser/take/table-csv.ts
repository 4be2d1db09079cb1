import { csvText } from '../../text/csv-text.js';
import { plainText } from '../copying.js';

/**
 * A table of the page as comma-separated values. Numbers are as programs read them; what stands beside them has columns of its own, and the
 * heading of a group of rows as well.
 */
export function tableCsv(table: HTMLTableElement): string {
  const head = [...(table.tHead?.rows[0]?.cells ?? [])].map(plainText);
  const groups = [...table.querySelectorAll('tr.group')];
  let group = '';
  const body = [...table.rows].filter((row) => row.parentElement !== table.tHead);
  const rows = body.flatMap((row) => {
    if (groups.includes(row)) {
      group = plainText(row);
      return [];
    }
    const cells = [...row.cells].flatMap((cell) => [
      plainText(cell),
      ...Array.from({ length: cell.colSpan - 1 }, () => ''),
    ]);
    return [{ group, cells }];
  });
  const columns = Math.max(head.length, ...rows.map(({ cells }) => cells.length));
  const parts = Array.from({ length: columns }, (_, index) => {
    const inColumn = rows.map(({ cells }) => partsOf(cells[index] ?? ''));
    return besides.map((_, part) => inColumn.some((own) => own[part + 1] !== ''));
  });
  const line = (cells: readonly string[], own: (cell: string) => readonly string[]) =>
    parts.flatMap((used, index) => {
      const cell = cells[index] ?? '';
      return used.includes(true) ? own(cell).filter((_, part) => part === 0 || used[part - 1]) : [cell];
    });
  const csv = [
    ...(head.length === 0
      ? []
      : [line(head, (title) => [title, ...besides.map((name) => `${title}, ${name}`)])]),
    ...rows.map(({ cells }) => line(cells, partsOf)),
  ];
  const named = groups.length === 0 ? [] : ['group', ...rows.map((row) => row.group)];
  return csvText(csv.map((row, index) => (named.length === 0 ? row : [named[index] ?? '', ...row])));
}

/** What may stand beside a number in its cell: `0.133 ± 0.033 (0.501×)`. */
const besides = ['±', 'in parentheses'] as const;
const number = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`;
const numberBeside = new RegExp(`^(${number})(?: ± (${number}))?(?: \\((${number})[×%]?\\))?$`);

/** The number of a cell and what stands beside it; another cell alone. */
function partsOf(cell: string): readonly string[] {
  const match = numberBeside.exec(cell);
  return match === null ? [cell, '', ''] : [match[1]!, match[2] ?? '', match[3] ?? ''];
}
