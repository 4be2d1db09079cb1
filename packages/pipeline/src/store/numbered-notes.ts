import type { Store } from './store.js';

/** A kind of note, of which many are kept. */
export interface NoteSeries {
  /** Its notes are called `NAME:1`, `NAME:2` and so on. */
  readonly name: string;
  /** So many of the newest notes stay. */
  readonly keep: number;
}

/**
 * Adds a note to a series and removes the one that is too old now. The number is 1 more than the largest so far, and no
 * other note ever gets it, also when several processes add notes at once.
 *
 * @returns the number of the note
 * @throws whatever the store throws
 */
export async function appendNote(store: Store, series: NoteSeries, text: string): Promise<number> {
  let number = 1 + (await lastNumber(store, series));
  while (!(await store.addNote(noteOf(series, number), text))) number++;
  // Another process may have added a later note meanwhile. Then the next one to add a note finds its place taken.
  await store.putNotes(new Map([[lastOf(series), String(number)]]));
  if (number > series.keep)
    await store.remove([{ table: 'results', name: `note:${noteOf(series, number - series.keep)}` }]);
  return number;
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
  const [text] = await store.notes([lastOf(series)]);
  if (text !== undefined) return Number(text);
  const prefix = `note:${series.name}:`;
  let last = 0;
  for await (const rows of store.contents())
    for (const { name } of rows)
      if (name.startsWith(prefix)) last = Math.max(last, Number(name.slice(prefix.length)) || 0);
  return last;
}

function noteOf({ name }: NoteSeries, number: number): string {
  return `${name}:${number}`;
}

function lastOf({ name }: NoteSeries): string {
  return `${name}:last`;
}
