import { Observable, Subscription } from 'rxjs';
import type { RunEvent } from './event.js';
import type { Graph } from './graph.js';
import { type Revision, type RunOptions, revision } from './revision.js';

/** A graph to run, and how. */
export interface RevisionRequest {
  readonly graph: Graph;
  readonly options: RunOptions;
}

/**
 * Runs one revision after another, never two at once. A new request cancels the running revision, waits until all it
 * started has ended, and then the newest request starts; the ones between are dropped.
 *
 *     idle ── request ──► running ── request ──► draining ── request ──► draining (newest kept)
 *      ▲                     │                      │
 *      └──── finished ───────┘        running ◄─────┘ drained
 *
 * It completes when the requests have and the last revision is finished; the failure of a revision or of the requests ends it.
 */
export function revisions(requests: Observable<RevisionRequest>): Revision {
  let last: Revision | undefined;
  const events = new Observable<RunEvent>((subscriber) => {
    let running: { readonly revision: Revision; readonly subscription: Subscription } | undefined;
    let pending: RevisionRequest | undefined;
    let draining = false;
    let exhausted = false;

    const start = ({ graph, options }: RevisionRequest) => {
      last = revision(graph, options);
      const subscription = new Subscription();
      // Before it is subscribed to: a graph that cannot be run ends everything within the subscription.
      running = { revision: last, subscription };
      subscription.add(
        last.events.subscribe({
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
