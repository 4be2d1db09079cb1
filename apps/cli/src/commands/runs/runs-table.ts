import { own } from '@superposition/pipeline/internal/values/own';
import { hintLines, joined, table, wrapped } from '../../output/table.js';
import { duration } from '../../output/units.js';
import type { NumberedRun } from '../../workbench/run-record.js';
import { printable, settingWords, wallTime } from './run-words.js';

/** What the table of runs shows, and how wide it may be. */
export interface TableRequest {
  /** Ids, in the order of the columns. */
  readonly quantities: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Columns of the terminal; undefined where a line may have any length. */
  readonly width?: number | undefined;
  /** The number of all runs, if the table shows only the newest. */
  readonly all: number;
  /** The options that name the cache, as the user types them. */
  readonly where?: readonly string[];
}

interface Column {
  readonly title: string;
  readonly cells: readonly string[];
  readonly align?: 'right';
}

/**
 * The runs as a table. What all of them have in common stands once, above it. What does not fit into a row stands in lines under
 * it: first the settings, then quantities from the right. Nothing is cut, because then two runs might look the same.
 */
export function runsTable(
  runs: readonly NumberedRun[],
  { quantities, now, width, all, where = [] }: TableRequest,
): string {
  // In a file or a pipe, a row may have any length, but nobody reads long lists of settings in one line.
  const lineWidth = width ?? 100;
  const { common, rows } = settingsOf(runs);
  const number = column('#', runs, ({ number }) => String(number), 'right');
  const when = column('when', runs, ({ at }) => wallTime(at, now));
  const values = quantities.map((id) => quantityColumn(id, runs));
  const rest = [
    column('built', runs, ({ stages }) => `${stages.built}/${stages.total}`, 'right'),
    column('time', runs, ({ elapsed }) => duration(elapsed), 'right'),
    column('', runs, endedWord),
  ];
  const settings = column('settings', runs, (_, index) => rows[index]!.join(', '));
  const place = (inner: readonly Column[]) => [number, when, ...inner, ...rest];

  let count = values.length;
  while (count > 0 && widthOf(place(values.slice(0, count))) > (width ?? Number.POSITIVE_INFINITY)) count--;
  const [shown, hidden] = [values.slice(0, count), values.slice(count)];
  const isInline = widthOf(place([settings, ...shown])) <= lineWidth;
  const columns = place(isInline ? [settings, ...shown] : shown);
  const [header, ...lines] = linesOf(columns);
  const indent = widthOf([number]) + 2;
  const under = (index: number) => {
    const words = [
      ...(isInline ? [] : rows[index]!),
      ...hidden.map(({ title, cells }) => `${title} ${cells[index]!.trim()}`),
    ];
    return indented(words, ' '.repeat(indent), lineWidth);
  };
  const above = indented(common, 'all: ', lineWidth);
  const older = all > runs.length ? ` (${all - runs.length} older)` : '';
  const hints = [...hintsFor(runs, where), `runs --csv${older}`];
  const body = lines.flatMap((line, index) => [line, ...under(index)]);
  return `${[...above, header, ...body].join('\n')}\n${hintLines(hints, width)}`;
}

/** The settings of the runs in words: those of all, and of each run those that not all have. */
function settingsOf(runs: readonly NumberedRun[]): {
  readonly common: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const words = runs.map(settingWords);
  const common =
    runs.length < 2 ? [] : words[0]!.filter((word) => words.every((each) => each.includes(word)));
  const rows = words.map((each) => each.filter((word) => !common.includes(word)));
  const none = common.length === 0 ? ['defaults'] : ['nothing else'];
  const areSame = common.length > 0 && rows.every((row) => row.length === 0);
  return { common, rows: rows.map((row) => (row.length > 0 || areSame ? row : none)) };
}

function column(
  title: string,
  runs: readonly NumberedRun[],
  cell: (run: NumberedRun, index: number) => string,
  align?: 'right',
): Column {
  const cells = runs.map(cell);
  return { title: cells.every((each) => each === '') ? '' : title, cells, ...(align && { align }) };
}

/** Undone runs are marked, because their numbers are not those of a whole report. */
function endedWord({ ended, stages }: NumberedRun): string {
  if (ended === 'done') return '';
  return ended === 'failed' && stages.failed > 0 ? `${stages.failed} failed` : printable(ended);
}

/** All values of the column have the same number of decimals: so many that the smallest has three digits. */
function quantityColumn(id: string, runs: readonly NumberedRun[]): Column {
  const means = runs.map(({ quantities }) => own(quantities, id)?.mean ?? null);
  const sizes = means.flatMap((mean) => (mean === null || mean === 0 ? [] : [Math.abs(mean)]));
  const least = Math.min(...sizes);
  const decimals = sizes.length === 0 ? 0 : Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(least))));
  const isWide = decimals > 8 || Math.max(...sizes) >= 1e9;
  const cells = means.map((mean) => {
    if (mean === null) return '–';
    return isWide ? mean.toExponential(2) : mean.toFixed(decimals);
  });
  return { title: own(shortTitles, id) ?? printable(id), cells, align: 'right' };
}

/** Headings of the quantities that stand in the table when none are asked for. */
const shortTitles: Readonly<Record<string, string>> = { 'gain.positive': 'gain', 'mse.active': 'MSE active' };

/** The words in lines that begin with a text, or with as many spaces. */
function indented(words: readonly string[], start: string, width: number): readonly string[] {
  return joined(words, width - start.length).flatMap((line, index) =>
    wrapped(`${index === 0 ? start : ' '.repeat(start.length)}${line}`, width, start.length + 2),
  );
}

function linesOf(columns: readonly Column[]): readonly string[] {
  const rows = columns[0]!.cells.map((_, row) => columns.map(({ cells }) => cells[row]!));
  return table(columns, [columns.map(({ title }) => title), ...rows]);
}

function widthOf(columns: readonly Column[]): number {
  return Math.max(...linesOf(columns).map((line) => line.length));
}

/** The first one in full, the others for a reader who has seen it. */
function hintsFor(runs: readonly NumberedRun[], where: readonly string[]): readonly string[] {
  const [last, before] = runs.map(({ number }) => number);
  const [first, ...others] = [
    ...(before === undefined ? [] : [`runs diff ${before} ${last}`]),
    `runs show ${last}`,
    'runs --quantities ID,…',
  ];
  return [['superposition', first, ...where].join(' '), ...others];
}
