import { forkJoin, from, mergeMap, Observable, of, type Subscription, shareReplay, throwIfEmpty } from 'rxjs';
import { type Stage, upstreamOf } from '../graph/stage.js';
import type { Outcome } from './decide.js';

/** Brings a stage to its outcome, at once where nothing has to be waited for. */
export type Resolve = (stage: Stage, outcomes: readonly Outcome[]) => Outcome | Promise<Outcome>;

/**
 * Resolves stages as the outcomes they need come out; completes when all have one, unsubscribing stops what waits.
 *
 * Each stage that has to wait is one cold observable: `forkJoin` of its inputs (no inconsistent middle values on diamonds),
 * then its outcome, shared. They are subscribed from the sources up and released from the targets down, and none emits
 * within the emission of another, so that the call stack grows with the depth of the graph in no direction.
 *
 * @param order inputs before their dependents
 * @param onWalk is told of the walk over the stages; what nothing keeps waiting is resolved at its end
 */
export function flow(
  order: readonly Stage[],
  resolve: Resolve,
  onWalk: (walk: Promise<void>) => void = () => {},
): Observable<never> {
  return new Observable((subscriber) => {
    const known = new Map<Stage, Outcome>();
    const waiting = new Map<Stage, Observable<Outcome>>();
    const subscriptions: Subscription[] = [];
    // The walk itself is one of what is open.
    let open = 1;
    const close = () => {
      open--;
      if (open === 0) subscriber.complete();
    };
    const wait = (stage: Stage, outcome: Observable<Outcome>) => {
      const shared = outcome.pipe(
        throwIfEmpty(() => new Error(`stage '${stage.name}' ended without an outcome`)),
        // Without refCount, unsubscribing would stop nothing.
        shareReplay({ bufferSize: 1, refCount: true }),
      );
      waiting.set(stage, shared);
      open++;
      subscriptions.push(shared.subscribe({ error: (error) => subscriber.error(error), complete: close }));
    };
    const begin = (stage: Stage) => {
      const inputs = upstreamOf(stage);
      if (inputs.some((input) => !known.has(input))) {
        const outcomes = forkJoin(inputs.map((input) => waiting.get(input) ?? of(known.get(input)!)));
        wait(stage, outcomes.pipe(mergeMap(async (values) => resolve(stage, values))));
        return;
      }
      const outcome = resolve(
        stage,
        inputs.map((input) => known.get(input)!),
      );
      if (outcome instanceof Promise) wait(stage, from(outcome));
      else known.set(stage, outcome);
    };
    const walk = async () => {
      for (const [index, stage] of order.entries()) {
        // Thousands of fresh stages must not keep the thread from a cancellation. By number, as the clock would make the
        // order of events a matter of luck.
        if (index > 0 && index % stagesPerTurn === 0) await new Promise((next) => setImmediate(next));
        if (subscriber.closed) return;
        begin(stage);
      }
      close();
    };
    const walking = walk();
    onWalk(walking);
    walking.catch((error) => subscriber.error(error));
    return () => {
      for (const subscription of subscriptions.reverse()) subscription.unsubscribe();
    };
  });
}

const stagesPerTurn = 250;
