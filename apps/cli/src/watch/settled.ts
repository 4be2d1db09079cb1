import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds without a write after which an editor that has emptied a file is about to write no more of it. */
const moment = 300;

/** What an attempt at something depends on. */
interface Attempted<T> {
  isFailure(result: T): boolean;
  /** The files that it reads; others may come to be needed from one attempt to the next. */
  files(): readonly string[];
  /** Ends the waiting; what was found last is the result then. */
  readonly cancelled: AbortSignal;
  /** Waits for a moment, or until it is cancelled. */
  readonly pause?: (cancelled: AbortSignal) => Promise<void>;
}

/**
 * The result of an attempt, which is made again as long as it fails and its files were written to while it was made or in
 * the moment after: an editor may empty a file before it writes it, and nobody wants to hear of that. What succeeds is there
 * at once.
 */
export async function settled<T>(attempt: () => Promise<T>, attempted: Attempted<T>): Promise<T> {
  const { isFailure, files, cancelled, pause = aMoment } = attempted;
  for (;;) {
    const before = writingsOf(files());
    const result = await attempt();
    if (!isFailure(result)) return result;
    await pause(cancelled);
    if (cancelled.aborted || writingsOf(files()) === before) return result;
  }
}

async function aMoment(cancelled: AbortSignal): Promise<void> {
  await delay(moment, undefined, { signal: cancelled }).catch(() => {});
}

/**
 * Another text after each writing. Not of the content: a file that was emptied and then written as it had been before is
 * the same again, but who has read it in between has read something else.
 */
function writingsOf(files: readonly string[]): string {
  return files.map((file) => `${file}\n${lastWriting(file)}`).join('\n');
}

function lastWriting(file: string): string {
  try {
    const { dev, ino, size, ctimeNs } = statSync(file, { bigint: true });
    return [dev, ino, size, ctimeNs].join();
  } catch {
    return 'none';
  }
}
