import type { Family, FamilyTally } from './family-tally.js';
import type { Paint } from './paint.js';
import { commonReason } from './reason-phrases.js';
import { table } from './table.js';
import { duration } from './units.js';

/** How far each family with work has come, and the run as a whole, as lines of a terminal. */
export function runningTable({ families, share, left }: FamilyTally, width: number): readonly string[] {
  const awaited = families.filter((family) => family.awaited > 0);
  const rest = Math.min(width, 100) - 2 - longest(['total', ...awaited.map(({ name }) => name)]) - 40;
  const bar = (done: number) => barOf(done, Math.max(8, Math.min(32, rest)));
  const rows = awaited.map((family) => {
    const ended = endedOf(family);
    return [
      family.name,
      bar(ended / family.awaited),
      `${ended} of ${family.awaited}`,
      remark(family, families),
    ];
  });
  const total = ['total', bar(share), `${Math.floor(100 * share)} %`, `${duration(left)} left`];
  return table([{}, {}, { align: 'right' }, { shrinks: true }], [...rows, total], width - 3).map(indented);
}

function remark(family: Family, families: readonly Family[]): string {
  if (endedOf(family) === family.awaited) return '';
  if (family.built > 0) return `${duration(family.milliseconds / family.built)} each`;
  if (family.running > 0 || endedOf(family) > 0) return '';
  const open = families.filter(
    (other) =>
      other.name !== family.name && family.waitsFor.includes(other.name) && endedOf(other) < other.awaited,
  );
  return open.length === 0 ? '' : `waiting for ${open.map(({ name }) => name).join(', ')}`;
}

function endedOf({ built, unchanged, failed, skipped }: Family): number {
  return built + unchanged + failed + skipped;
}

function barOf(share: number, width: number): string {
  const halves = Math.round(Math.min(1, share) * width * 2);
  return `${'━'.repeat(halves >> 1)}${halves % 2 === 1 ? '╸' : ''}`.padEnd(width);
}

/** What became of each family, as lines that stay. */
export function finalTable(families: readonly Family[], paint: Paint, width: number): readonly string[] {
  const rows = families.map((family) => [
    family.name,
    outcome(family),
    family.built === 0 ? '' : duration(family.milliseconds),
    [
      // A stage that was about to run when the run ended has a reason, but nothing came of it.
      endedOf(family) - family.skipped > 0 ? commonReason(family.reasons).phrase : '',
      family.unchanged === 0 ? '' : `${family.unchanged} unchanged after all`,
    ]
      .filter((text) => text !== '')
      .join('; '),
  ]);
  const lines = table([{}, {}, { align: 'right' }, { shrinks: true }], alignedAtNumber(rows, 1), width - 2);
  return lines.map((line, index) => {
    const { failed, awaited } = families[index]!;
    if (failed > 0) return indented(line.replace(`${failed} failed`, paint.failed(`${failed} failed`)));
    return awaited === 0 ? paint.fresh(indented(line)) : indented(line);
  });
}

function outcome({ built, fresh, unchanged, failed, skipped }: Family): string {
  const counts = [
    [built, 'built'],
    [fresh + unchanged, 'fresh'],
    [failed, 'failed'],
    [skipped, 'skipped'],
  ] as const;
  return counts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(', ');
}

/** The rows, with the numbers at the beginning of a column ending at the same place. */
export function alignedAtNumber(
  rows: readonly (readonly string[])[],
  column: number,
): readonly (readonly string[])[] {
  const digits = (cell: string) => /^\d*/.exec(cell)![0].length;
  const most = Math.max(0, ...rows.map((row) => digits(row[column]!)));
  return rows.map((row) =>
    row.map((cell, index) => (index === column ? `${' '.repeat(most - digits(cell))}${cell}` : cell)),
  );
}

function indented(line: string): string {
  return `  ${line}`;
}

function longest(names: readonly string[]): number {
  return Math.max(...names.map(({ length }) => length));
}
