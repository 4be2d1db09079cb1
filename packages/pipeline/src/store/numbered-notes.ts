import type { Store } from './store.js';

/** A kind of note, of which many are kept. */
export interface NoteSeries {
  /** Its notes are called `NAME:1`, `NAME:2` and so on. */
  readonly name: string;
  /** So many of the newest notes stay. */
  readonly keep: number;
}

/**
 * Prepares to add a note to a series: reads the last number already, while the caller has other things to do.
 *
 * @returns adds the note, removes the one that is too old then, and gives the note's number: 1 more than the largest so far.
 *   No other note ever gets it, also when several processes add notes at once. It throws whatever the store throws.
 */
export function appendNote(store: Store, series: NoteSeries): (text: string) => Promise<number> {
  const reading = lastNumberMended(store, series);
  reading.catch(() => {});
  return async (text) => {
    const last = await reading;
    let number = last + 1;
    // If another process has recorded a number meanwhile, its number stays. The next note is found all the same.
    const recording = store.addNote(lastOf(series), String(number), String(last));
    recording.catch(() => {});
    while (!(await store.addNote(noteOf(series, number), text))) number++;
    await recording;
    if (number > series.keep)
      await store.remove([{ table: 'results', name: `note:${noteOf(series, number - series.keep)}` }]);
    return number;
  };
}

/**
 * Replaces the text of a note that has been added.
 *
 * @param over the text that it has
 * @returns false if another note has the number now: somebody has cleared the store meanwhile
 * @throws whatever the store throws
 */
export function replaceNote(
  store: Store,
  series: NoteSeries,
  number: number,
  { text, over }: { readonly text: string; readonly over: string },
): Promise<boolean> {
  return store.addNote(noteOf(series, number), text, over);
}

/** The notes of a series by number, the newest last. Leaves damaged ones out. */
export async function readSeries(store: Store, series: NoteSeries): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  const last = await lastNumber(store, series);
  let next = Math.max(1, last - series.keep + 1);
  for (let isMore = true; isMore; ) {
    // The last number may be recorded late.
    const numbers = Array.from(
      { length: Math.max(0, last - next + 1) + someMore },
      (_, index) => next + index,
    );
    const texts = await store.notes(numbers.map((number) => noteOf(series, number)));
    for (const [index, text] of texts.entries()) if (text !== undefined) found.set(numbers[index]!, text);
    next += numbers.length;
    isMore = texts.at(-1) !== undefined;
  }
  return new Map([...found].slice(-series.keep));
}

const someMore = 16;

/** The largest number of a series. It is recorded, so that no run has to list the store. */
async function lastNumber(store: Store, series: NoteSeries): Promise<number> {
  return (await recordedLast(store, series)) ?? Math.max(0, ...(await listedNumbers(store, series)));
}

async function recordedLast(store: Store, series: NoteSeries): Promise<number | undefined> {
  const [text] = await store.notes([lastOf(series)]);
  return text === undefined ? undefined : Number(text);
}

/** The same for who writes to the store. If the record is damaged, other notes may be too, and nobody needs these. */
async function lastNumberMended(store: Store, series: NoteSeries): Promise<number> {
  const recorded = await recordedLast(store, series);
  if (recorded !== undefined) return recorded;
  const numbers = await listedNumbers(store, series);
  await removeDamagedNotes(store, [lastOf(series), ...numbers.map((number) => noteOf(series, number))]);
  return Math.max(0, ...numbers);
}

async function listedNumbers(store: Store, { name: series }: NoteSeries): Promise<readonly number[]> {
  const prefix = `note:${series}:`;
  const numbers: number[] = [];
  for await (const rows of store.contents())
    for (const { name } of rows)
      if (name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
        numbers.push(Number(name.slice(prefix.length)));
  return numbers;
}

/** Removes those of these notes that cannot be read, which count as absent. */
async function removeDamagedNotes(store: Store, names: readonly string[]): Promise<void> {
  const texts = await store.notes(names);
  const damaged = names.filter((_, index) => texts[index] === undefined);
  if (damaged.length > 0)
    await store.remove(damaged.map((name) => ({ table: 'results', name: `note:${name}` })));
}

function noteOf({ name }: NoteSeries, number: number): string {
  return `${name}:${number}`;
}

function lastOf({ name }: NoteSeries): string {
  return `${name}:last`;
}
