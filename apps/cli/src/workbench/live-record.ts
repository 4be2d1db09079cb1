import { randomUUID } from 'node:crypto';
import { type Claim, claimOf, hasEnded } from '@superposition/pipeline/internal/store/claim';
import {
  appendNote,
  type NoteSeries,
  readSeries,
  replaceNote,
} from '@superposition/pipeline/internal/store/numbered-notes';
import type { Store } from '@superposition/pipeline/internal/store/store';

/** Ends the record of a run with this text. It throws whatever the store throws. */
export type EndRecord = (text: string) => Promise<void>;

/**
 * Begins the record of a run, so that a run leaves one too when its process is killed. From time to time it writes down how far the
 * run has come, and that it goes on.
 *
 * @param draft the record as it is at this moment
 * @param beat milliseconds between two writings
 */
export function beginRecord(
  store: Store,
  series: NoteSeries,
  draft: (process: Claim) => string,
  beat = 5_000,
): EndRecord {
  const run = randomUUID();
  const textNow = () => draft(claimOf(run, Date.now()));
  let append = appendNote(store, series);
  let written: { readonly number: number; readonly text: string } | undefined;
  /** Texts that the store may have taken, although it failed to say so. */
  const unsure = new Set<string>();
  const find = async () => {
    for (const [number, text] of await readSeries(store, { ...series, keep: newest }))
      if (unsure.has(text)) return { number, text };
    return undefined;
  };
  const write = async (text: string) => {
    // To add the record again would leave two, of which one never ends.
    if (unsure.size > 0) written = (await find()) ?? written;
    unsure.add(text);
    if (
      written !== undefined &&
      (await replaceNote(store, series, written.number, { text, over: written.text }))
    )
      written = { ...written, text };
    else written = { number: await append(text), text };
    unsure.clear();
    // If somebody clears the cache, the record may have to be added again.
    append = (another) => appendNote(store, series)(another);
  };
  let isWriting = false;
  let writing: Promise<unknown> = Promise.resolve();
  const goOn = () => {
    // A database may be busy for longer than a beat.
    if (isWriting) return;
    isWriting = true;
    writing = write(textNow())
      .catch(() => {})
      .finally(() => {
        isWriting = false;
      });
  };
  goOn();
  const timer = setInterval(goOn, beat).unref();
  return async (text) => {
    clearInterval(timer);
    await writing;
    await write(text);
  };
}

/** So many notes are looked through for a record that the store may have taken. It is read again and again while the disk is full. */
const newest = 32;

/**
 * Whether the process of a record that is not complete goes on. Of a process on another machine we know only when it said so, by
 * the clock of that machine. The same holds after a restart of this machine, when another process may have the number.
 *
 * @param now milliseconds since 1970
 */
export function goesOn(process: Claim, now: number): boolean {
  return !hasEnded(process) && now - process.at < patience;
}

/** Milliseconds: more than clocks of two machines usually differ by, and than a database keeps a writer waiting. */
const patience = 600_000;
