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

/** The failed stages that the table names. Each has been reported when it failed. */
const mostFailures = 10;

/** What became of each family, and then of the stages that failed, as lines that stay. */
export function finalTable(families: readonly Family[], paint: Paint, width: number): readonly string[] {
  const rows = alignedAtNumber(families.map(familyCells), 1);
  const lines = table([{}, {}, { align: 'right' }, { shrinks: true }], rows, width - 2);
  const failures = families
    .flatMap((family) => family.failures)
    .slice(0, mostFailures)
    .map(({ stage, milliseconds }) => [
      stage,
      'FAILED',
      milliseconds === undefined ? '' : duration(milliseconds),
    ]);
  // In columns of their own, because the name of a stage may be long.
  const failed = table([{ shrinks: true }, {}, { align: 'right' }], failures, width - 2);
  return [
    ...lines.map((line, index) => paintedRow(indented(line), families[index]!, paint)),
    ...failed.map((line) => indented(line.replace(/FAILED(?= +\d|$)/, paint.failed('FAILED')))),
  ];
}

function familyCells(family: Family): readonly string[] {
  const notes = [
    // A stage that was about to run when the run ended has a reason, but nothing came of it.
    endedOf(family) - family.skipped > 0 ? commonReason(family.reasons).phrase : '',
    family.unchanged === 0 ? '' : `${family.unchanged} unchanged after all`,
  ];
  return [
    family.name,
    outcome(family),
    family.built === 0 ? '' : duration(family.milliseconds),
    notes.filter((text) => text !== '').join('; '),
  ];
}

function paintedRow(line: string, { failed, awaited }: Family, paint: Paint): string {
  if (failed > 0) return line.replace(`${failed} failed`, paint.failed(`${failed} failed`));
  return awaited === 0 ? paint.fresh(line) : line;
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
