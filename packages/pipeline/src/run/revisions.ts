import { Observable, Subscription } from 'rxjs';
import type { Revision } from './run.js';

/**
 * Runs one revision after another, never two at once. A new one cancels that which is running, waits until all it started
 * has ended, and then the newest starts; the ones between are dropped without having been subscribed to.
 *
 *     idle ── request ──► running ── request ──► draining ── request ──► draining (newest kept)
 *      ▲                     │                      │
 *      └──── finished ───────┘        running ◄─────┘ drained
 *
 * It completes when the requests have and the last revision is finished; the failure of a revision or of the requests ends it.
 */
export function revisions<T>(requests: Observable<Revision<T>>): Revision<T> {
  let last: Revision<T> | undefined;
  const events = new Observable<T>((subscriber) => {
    let running: { readonly revision: Revision<T>; readonly subscription: Subscription } | undefined;
    let pending: Revision<T> | undefined;
    let draining = false;
    let exhausted = false;

    const start = (revision: Revision<T>) => {
      last = revision;
      const subscription = new Subscription();
      // Before it is subscribed to: a graph that cannot be run ends everything within the subscription.
      running = { revision, subscription };
      subscription.add(
        revision.events.subscribe({
          next: (event) => subscriber.next(event),
          error: (error) => subscriber.error(error),
          complete: () => {
            running = undefined;
            if (exhausted) subscriber.complete();
          },
        }),
      );
    };
    const drainThenStart = async (current: NonNullable<typeof running>) => {
      draining = true;
      current.subscription.unsubscribe();
      await current.revision.drained();
      draining = false;
      running = undefined;
      const request = pending;
      pending = undefined;
      if (request !== undefined) start(request);
    };
    const source = requests.subscribe({
      next: (request) => {
        if (running === undefined) {
          start(request);
          return;
        }
        pending = request;
        if (!draining) void drainThenStart(running);
      },
      error: (error) => subscriber.error(error),
      complete: () => {
        exhausted = true;
        if (running === undefined) subscriber.complete();
      },
    });
    return () => {
      source.unsubscribe();
      pending = undefined;
      running?.subscription.unsubscribe();
    };
  });
  return {
    events,
    async drained() {
      await last?.drained();
    },
  };
}
