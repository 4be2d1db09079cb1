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
  const reading = lastNumber(store, series);
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
