import { own } from '@superposition/pipeline/internal/values/own';
import { hintLines } from '../../output/table.js';
import { duration } from '../../output/units.js';
import type { NumberedRun } from '../../workbench/run-records.js';
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
}

interface Column {
  readonly title: string;
  readonly cells: readonly string[];
  readonly isNumber?: true;
}

/**
 * The runs as a table. If the terminal is too narrow, the settings are shortened or left out, and then quantities, from
 * the right.
 */
export function runsTable(
  runs: readonly NumberedRun[],
  { quantities, now, width = Number.POSITIVE_INFINITY, all }: TableRequest,
): string {
  const number = column('#', runs, ({ number }) => String(number), true);
  const when = column('when', runs, ({ at }) => wallTime(at, now));
  const values = quantities.map((id) => quantityColumn(id, runs));
  const built = column('built', runs, ({ stages }) => `${stages.built}/${stages.total}`, true);
  const time = column('time', runs, ({ elapsed }) => duration(elapsed), true);
  const ended = runs.some(({ ended }) => ended !== 'done') ? [column('', runs, endedWord)] : [];
  const around = [number, when];
  const after = [built, time, ...ended];

  let shown = values;
  while (shown.length > 0 && widthOf([...around, ...shown, ...after]) > width) shown = shown.slice(0, -1);
  const left = width - widthOf([...around, ...shown, ...after]) - gap.length;
  const settings = shown.length === values.length ? settingsColumn(runs, left) : [];
  const columns = [...around, ...settings, ...shown, ...after];
  const hidden = [
    ...(all > runs.length ? [`${all - runs.length} older`] : []),
    ...(shown.length < values.length ? [`${values.length - shown.length} more in each row`] : []),
  ];
  const hints = [...hintsFor(runs), `runs --csv${hidden.length === 0 ? '' : ` (${hidden.join(', ')})`}`];
  return `${lines(columns).join('\n')}\n${hintLines(hints, width)}`;
}

const gap = '  ';

function column(
  title: string,
  runs: readonly NumberedRun[],
  cell: (run: NumberedRun) => string,
  isNumber = false,
): Column {
  return { title, cells: runs.map(cell), ...(isNumber && { isNumber }) };
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
  return { title: own(shortTitles, id) ?? printable(id), cells, isNumber: true };
}

/** Headings of the quantities that stand in the table when none are asked for. */
const shortTitles: Readonly<Record<string, string>> = { 'gain.positive': 'gain', 'mse.active': 'MSE active' };

/** The settings in a column that has at most this width; none where it would say too little. */
function settingsColumn(runs: readonly NumberedRun[], width: number): readonly Column[] {
  if (width < 14) return [];
  const words = runs.map(settingWords);
  const uses = new Map<string, number>();
  for (const word of words.flat()) uses.set(word, 1 + (uses.get(word) ?? 0));
  // What all runs have in common would push aside what tells them apart.
  const isCommon = (word: string) => uses.get(word) === runs.length && runs.length > 1;
  const cells = words.map((each) =>
    shortened([...each.filter((word) => !isCommon(word)), ...each.filter(isCommon)], width),
  );
  return [{ title: 'settings', cells }];
}

function shortened(words: readonly string[], width: number): string {
  if (words.length === 0) return 'defaults';
  const whole = words.join(', ');
  if (whole.length <= width) return whole;
  for (let count = words.length - 1; count > 0; count--) {
    const text = `${words.slice(0, count).join(', ')}, …`;
    if (text.length <= width) return text;
  }
  return `${whole.slice(0, width - 1)}…`;
}

function cellsOf({ title, cells }: Column): readonly string[] {
  return [title, ...cells];
}

function widthOf(columns: readonly Column[]): number {
  const widths = columns.map((each) => Math.max(...cellsOf(each).map((cell) => cell.length)));
  return widths.reduce((sum, width) => sum + width, gap.length * (columns.length - 1));
}

function lines(columns: readonly Column[]): readonly string[] {
  const padded = columns.map((each) => {
    const width = Math.max(...cellsOf(each).map((cell) => cell.length));
    return cellsOf(each).map((cell) => (each.isNumber ? cell.padStart(width) : cell.padEnd(width)));
  });
  return padded[0]!.map((_, row) =>
    padded
      .map((cells) => cells[row]!)
      .join(gap)
      .trimEnd(),
  );
}

function hintsFor(runs: readonly NumberedRun[]): readonly string[] {
  const [last, before] = runs.map(({ number }) => number);
  const diff = before === undefined ? [] : [`superposition runs diff ${before} ${last}`];
  const show = `runs show ${last}`;
  return [...diff, diff.length > 0 ? show : `superposition ${show}`, 'runs --quantities ID,…'];
}
