import { setTimeout as delay } from 'node:timers/promises';

/** What a run needs of time. A simulation has its own. */
export interface Clock {
  /** Milliseconds since 1970, as the machine's clock says. Somebody may set it. */
  now(): number;
  /** Milliseconds since some moment. Setting the machine's clock does not change it. */
  elapsed(): number;
  /**
   * Waits for so many milliseconds.
   *
   * @throws the signal's reason when it is aborted before
   */
  delay(milliseconds: number, signal: AbortSignal): Promise<void>;
  /**
   * Calls a function again and again, with so many milliseconds in between. It keeps no process alive.
   *
   * @returns a function that ends it
   */
  every(milliseconds: number, action: () => void): () => void;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  delay: (milliseconds, signal) =>
    delay(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted()),
  every(milliseconds, action) {
    const timer = setInterval(action, milliseconds).unref();
    return () => clearInterval(timer);
  },
};
