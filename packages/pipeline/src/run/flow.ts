import { forkJoin, from, mergeMap, Observable, of, type Subscription, shareReplay, throwIfEmpty } from 'rxjs';
import { type Stage, upstreamOf } from '../graph/stage.js';
import type { Outcome } from './decide.js';
import type { Stream } from './stream.js';

/** Finds the outcome of a stage. It returns a promise only if it has to wait for something. */
export type Resolve = (stage: Stage, outcomes: readonly Outcome[]) => Outcome | Promise<Outcome>;

/**
 * Resolves each stage when the outcomes of its inputs are known. Completes when every stage has an outcome.
 * Unsubscribing stops the stages that wait.
 *
 * Each stage that has to wait is one cold observable: `forkJoin` of its inputs (which waits for all of them, so each
 * stage is resolved once), then its outcome, shared. We subscribe from the sources to the targets and unsubscribe from
 * the targets to the sources, and no observable emits within the emission of another. So the call stack does not grow
 * with the depth of the graph.
 *
 * @param order inputs before their dependents
 * @param onWalk receives the promise of the walk over the stages; when it resolves, all stages that need not wait have
 *   outcomes
 */
export function flow(
  order: readonly Stage[],
  resolve: Resolve,
  onWalk: (walk: Promise<void>) => void = () => {},
): Stream<never> {
  return new Observable((subscriber) => {
    const known = new Map<Stage, Outcome>();
    const waiting = new Map<Stage, Observable<Outcome>>();
    const subscriptions: Subscription[] = [];
    // Counts the walk and the stages that wait.
    let open = 1;
    const close = () => {
      open--;
      if (open === 0) subscriber.complete();
    };
    const wait = (stage: Stage, outcome: Observable<Outcome>) => {
      const shared = outcome.pipe(
        throwIfEmpty(() => new Error(`stage '${stage.name}' ended without an outcome`)),
        // Without refCount, unsubscribing would not stop the source.
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
        // With thousands of fresh stages, a cancellation must get its turn. We count stages and do not measure time,
        // because the order of events must not depend on the clock.
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
