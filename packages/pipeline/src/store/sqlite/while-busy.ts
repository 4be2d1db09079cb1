import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { codeOf } from './driver.js';

/** Milliseconds between two attempts. */
const pause = 25;

/**
 * Tries again while a database is busy. A library that waits by itself would stop the event loop meanwhile: no timer, no signal, and
 * not even the statement of this process that the database is busy with.
 *
 * @param timeout milliseconds
 * @param isBusy whether it can help to try again after this error
 */
export async function whileBusy<T>(
  timeout: number,
  attempt: () => T | Promise<T>,
  isBusy: (error: unknown) => boolean = (error) => codeOf(error) === 'SQLITE_BUSY',
): Promise<T> {
  const deadline = performance.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() + pause > deadline) throw error;
    }
    await delay(pause);
  }
}

/** Milliseconds that statements may follow each other without a turn of the event loop. */
const longest = 5;

let lastTurn = 0;

/**
 * Lets timers, signals and the network have their turn, from time to time. For libraries that give their answer at once: a loop that
 * waits for nothing else would never let them.
 */
export async function takeTurns(): Promise<void> {
  if (performance.now() - lastTurn < longest) return;
  await turn();
  lastTurn = performance.now();
}
