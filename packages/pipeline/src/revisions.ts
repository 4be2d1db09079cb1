import { type Observable, Observable as RxObservable, type Subscription } from 'rxjs';
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
 */
export function revisions(requests: Observable<RevisionRequest>): Observable<RunEvent> {
  return new RxObservable((subscriber) => {
    let running: { revision: Revision; subscription: Subscription } | undefined;
    let pending: RevisionRequest | undefined;
    let draining = false;
    let exhausted = false;

    const start = (request: RevisionRequest) => {
      const next = revision(request.graph, request.options);
      running = { revision: next, subscription: undefined as unknown as Subscription };
      running.subscription = next.events.subscribe({
        next: (event) => subscriber.next(event),
        error: (error) => subscriber.error(error),
        complete: () => {
          running = undefined;
          if (exhausted) subscriber.complete();
        },
      });
    };
    const drainThenStart = async (current: { revision: Revision; subscription: Subscription }) => {
      draining = true;
      current.subscription.unsubscribe();
      await current.revision.drained();
      draining = false;
      running = undefined;
      const request = pending;
      pending = undefined;
      if (request !== undefined && !subscriber.closed) start(request);
    };
    const source = requests.subscribe({
      next: (request) => {
        if (running === undefined && !draining) {
          start(request);
          return;
        }
        pending = request;
        if (running !== undefined && !draining) void drainThenStart(running);
      },
      error: (error) => subscriber.error(error),
      complete: () => {
        exhausted = true;
        if (running === undefined && !draining) subscriber.complete();
      },
    });
    return () => {
      source.unsubscribe();
      pending = undefined;
      running?.subscription.unsubscribe();
    };
  });
}
