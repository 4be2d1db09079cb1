import { csvText } from '../../text/csv-text.js';
import { plainText } from '../copying.js';

/**
 * A table of the page as comma-separated values. Numbers are as programs read them; what stands after ± has a column of its own, and the
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
  const split = Array.from({ length: columns }, (_, index) =>
    rows.some(({ cells }) => withDeviation.test(cells[index] ?? '')),
  );
  const line = (cells: readonly string[], own: (cell: string) => readonly [string, string]) =>
    split.flatMap((isSplit, index) => (isSplit ? own(cells[index] ?? '') : [cells[index] ?? '']));
  const csv = [
    ...(head.length === 0 ? [] : [line(head, (title) => [title, `${title}, ±`])]),
    ...rows.map(({ cells }) => line(cells, parted)),
  ];
  const named = groups.length === 0 ? [] : ['group', ...rows.map((row) => row.group)];
  return csvText(csv.map((row, index) => (named.length === 0 ? row : [named[index] ?? '', ...row])));
}

const withDeviation = /^(-?[\d.]+(?:e-?\d+)?) ± ([\d.]+(?:e-?\d+)?)$/;

function parted(cell: string): readonly [string, string] {
  const [, value, deviation] = withDeviation.exec(cell) ?? [];
  return value === undefined ? [cell, ''] : [value, deviation!];
}
