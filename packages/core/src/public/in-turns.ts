/**
 * Runs a generator of progress to its end, and returns to the event loop after each piece of progress, by a message, which
 * takes microseconds. A timer would take a millisecond or more.
 */
export async function inTurns<Progress, Result>(
  work: Generator<Progress, Result>,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<Result> {
  const { port1, port2 } = new MessageChannel();
  const turn = () =>
    new Promise<void>((resolve) => {
      port1.addEventListener('message', () => resolve(), { once: true });
      port2.postMessage(null);
    });
  port1.start();
  try {
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      onProgress?.(value);
      await turn();
    }
  } finally {
    port1.close();
    // If `onProgress` threw, the work ends here, and lets go of what it holds.
    work.return(undefined as never);
  }
}
