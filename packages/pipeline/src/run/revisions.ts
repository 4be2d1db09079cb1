import { Observable, Subscription } from 'rxjs';
import { needMethods } from '../values/need.js';
import type { Revision } from './run.js';
import type { Stream } from './stream.js';

/**
 * Runs one revision after another, never two at once. A new revision cancels the running one. When all work of that one
 * has ended, the newest revision starts. Revisions that came in between are dropped; nobody subscribes to them.
 *
 *     idle ── request ──► running ── request ──► draining ── request ──► draining (newest kept)
 *      ▲                     │                      │
 *      └──── finished ───────┘        running ◄─────┘ drained
 *
 * Returns at once. It completes when the requests are complete and the last revision has finished. An error of a revision or of the
 * requests ends it.
 *
 * @param requests what `revision` prepares
 * @throws TypeError when it is no observable @public
 */
export function revisions<T>(requests: Stream<Revision<T>>): Revision<T> {
  needMethods('revisions', 'its requests must be an observable of what revision() prepares', requests, [
    'subscribe',
  ]);
  let last: Revision<T> | undefined;
  const events = new Observable<T>((subscriber) => {
    let running: { readonly revision: Revision<T>; readonly subscription: Subscription } | undefined;
    let pending: Revision<T> | undefined;
    let draining = false;
    let exhausted = false;

    const start = (revision: Revision<T>) => {
      last = revision;
      const subscription = new Subscription();
      // Set before we subscribe, because a graph that cannot run ends with an error while we subscribe.
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
