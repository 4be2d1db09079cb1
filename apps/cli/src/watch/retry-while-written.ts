import { setTimeout as delay } from 'node:timers/promises';
import { writingsOf } from './writings.js';

/**
 * If nothing is written to an emptied file for so many milliseconds, we assume that the editor has finished with it.
 */
const moment = 300;

/**
 * After so many attempts we show the failure, also if the files are still being written: a config may write one of its own
 * files each time it is loaded.
 */
const mostAttempts = 20;

/** An action that reads files, and may fail because a file is only half written. */
interface Attempted<T> {
  isFailure(result: T): boolean;
  /** The files that it reads. The list may change from one attempt to the next. */
  files(): readonly string[];
  /** Ends the waiting. The result is then that of the last attempt. */
  readonly cancelled: AbortSignal;
  /** Waits for a moment, or until `cancelled` aborts. */
  readonly pause?: (cancelled: AbortSignal) => Promise<void>;
}

/**
 * Makes an attempt, and repeats it as long as it fails and one of its files was written during the attempt or in the
 * moment after it. An editor may empty a file before it writes it, and the user must not see an error about the empty
 * file. A success is returned at once.
 */
export async function retryWhileWritten<T>(attempt: () => Promise<T>, attempted: Attempted<T>): Promise<T> {
  const { isFailure, files, cancelled, pause = aMoment } = attempted;
  for (let made = 1; ; made++) {
    const before = writingsOf(files());
    const result = await attempt();
    if (!isFailure(result) || made === mostAttempts) return result;
    await pause(cancelled);
    if (cancelled.aborted || writingsOf(files()) === before) return result;
  }
}

async function aMoment(cancelled: AbortSignal): Promise<void> {
  await delay(moment, undefined, { signal: cancelled }).catch(() => {});
}
