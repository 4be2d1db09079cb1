import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import type { NumberedRun } from '../../workbench/run-record.js';

/** When a run began, by the clock on the wall: "today 14:02", "yesterday 18:21", "2026-11-20 18:21". */
export function wallTime(at: number, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  if (Number.isNaN(then.getTime())) return 'unknown';
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const two = (number: number) => String(number).padStart(2, '0');
  const dayOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const day = dayOf(then);
  const word = day === dayOf(today) ? 'today' : day === dayOf(yesterday) ? 'yesterday' : day;
  return `${word} ${two(then.getHours())}:${two(then.getMinutes())}`;
}

/** The moment for programs, in UTC. */
export function isoTime(at: number): string | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The settings of a run that differ from the defaults, each in words, the weights that were given, and what was frozen. */
export function settingWords({
  settings,
  weights,
  frozen = [],
}: Pick<NumberedRun, 'settings' | 'weights' | 'frozen'>): readonly string[] {
  return [
    ...(frozen.length === 0 ? [] : [`${printable(someOf(frozen))} frozen`]),
    ...(weights === undefined ? [] : [`weights ${printable(weights).slice(0, 12)}`]),
    ...Object.entries(settings).map(([path, value]) => `${printable(path)} ${settingText(value)}`),
  ];
}

/** The value of a setting, in one line. Words stay as they are, other texts get quotes. */
function settingText(value: unknown): string {
  return printable(
    typeof value === 'string' && /^[\w.-]+$/.test(value) ? value : (JSON.stringify(value) ?? ''),
  );
}

/** A text of a cache, which may come from a stranger, without what would move the cursor or change colours. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '�');
}

/** The ids of a run's quantities, in the order of tables. Those of another version come last. */
export function quantitiesIn({ quantities }: Pick<NumberedRun, 'quantities'>): readonly string[] {
  const known: readonly string[] = quantityIds.filter((id) => Object.hasOwn(quantities, id));
  return [...known, ...Object.keys(quantities).filter((id) => !known.includes(id))];
}

/** The standard error of a mean over seeds; null where there is none. */
export function standardError({
  sd,
  seeds,
}: {
  readonly sd: number | null;
  readonly seeds: number;
}): number | null {
  return sd === null || !(seeds > 0) ? null : sd / Math.sqrt(seeds);
}
