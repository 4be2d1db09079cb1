import { setMaxListeners } from 'node:events';
import { Observable } from 'rxjs';
import { type Graph, graph } from '../graph/graph.js';
import { memoryStore } from '../store/memory-store.js';
import { callSite } from '../values/called-from.js';
import { systemClock } from './clock.js';
import type { RunEvent } from './event.js';
import { flow } from './flow.js';
import { journalWriter } from './journal.js';
import { createLookup, type Lookup } from './lookup.js';
import { needRun } from './need-run.js';
import { countOutcome, noOutcomes, totalsOf } from './outcome-counts.js';
import { createResolver, type Resolver } from './resolver.js';
import type { RunOptions } from './run-options.js';
import type { Stream } from './stream.js';
import { untilClosed } from './until-closed.js';

export type { RunOptions };

/** One run: its events, and a promise that all its work has ended. */
export interface Revision<T = RunEvent> {
  /** Subscribing starts the run, unsubscribing cancels it. Subscribe once. */
  readonly events: Stream<T>;
  /** Resolves when all work of this revision has ended, also after a cancellation. */
  drained(): Promise<void>;
}

/**
 * Prepares a run, for `revisions`, and returns at once: nothing happens before somebody subscribes to its events.
 *
 * @throws TypeError when the graph is none, or store, code or workers are missing @public
 */
export function revision(whole: Graph, options: RunOptions): Revision {
  needRun('run', whole, options, ['store', 'code', 'workers']);
  const active = new Set<Promise<unknown>>();
  const track = <T>(action: T): T => {
    if (action instanceof Promise) {
      active.add(action);
      action.catch(() => {}).finally(() => active.delete(action));
    }
    return action;
  };
  const drained = async () => {
    while (active.size > 0) await Promise.allSettled(active);
  };
  const events = new Observable<RunEvent>((subscriber) => {
    const controller = new AbortController();
    // Each stage that runs or waits listens to it. Node warns from the eleventh on.
    setMaxListeners(0, controller.signal);
    let unsubscribe = () => {};
    const { clock = systemClock } = options;
    const counts = noOutcomes();
    const start = clock.elapsed();
    const targets = options.targets ?? whole.order;
    const targetNames = targets.map(({ name }) => name);
    const journal = journalWriter(options.code);
    const emit = (event: RunEvent) => {
      countOutcome(counts, event);
      journal.observe(event);
      subscriber.next(event);
    };
    // Whoever hears of the error may close the store at once. So the other work ends before.
    const fail = (error: unknown) => {
      controller.abort(new Error('the run has failed'));
      unsubscribe();
      void drained()
        .then(() => journal.write(store, now))
        .catch(() => {})
        .then(() => subscriber.error(error));
    };
    const store = options.cacheMode === 'off' ? memoryStore() : options.store;
    const { now } = clock;
    const order = (options.reorder ?? ((stages) => stages))(
      options.targets === undefined ? whole.order : graph(options.targets).order,
    );
    const go = async () => {
      store.runBegins?.();
      emit({ type: 'planned', stages: order.length, targets: targetNames });
      const lookup = await createLookup(store, order, options.code);
      if (controller.signal.aborted) return;
      const resolver = createResolver(order, { ...options, store }, lookup, controller.signal, emit);
      const flowing = flow(
        order,
        (stage, outcomes) => track(resolver.resolve(stage, outcomes)),
        resolver.begin,
      ).subscribe({
        error: fail,
        complete: () => track(finish(resolver, lookup)).catch(fail),
      });
      unsubscribe = () => flowing.unsubscribe();
    };
    const finish = async (resolver: Resolver, lookup: Lookup) => {
      if (options.deliver) {
        for (const target of targets) {
          const value = await resolver.read(target);
          if (value.status === 'value') emit({ type: 'value', stage: target.name, value: value.value });
        }
      }
      await resolver.close();
      // We record uses to the hour, so that another run within the hour writes nothing.
      const unrecorded = lookup.usedFarFrom(now(), 3_600_000);
      // As they stand there now: meanwhile, a value may have been dropped, or built again.
      const standing = await store.results(unrecorded.map(({ key }) => key));
      const used = standing.filter((result) => result !== undefined);
      if (used.length > 0) await store.touch(used, now());
      await journal.write(store, now);
      emit({ type: 'finished', ...totalsOf(counts), duration: clock.elapsed() - start });
      subscriber.complete();
    };
    track(go()).catch(fail);
    return () => {
      controller.abort(new Error('the run was cancelled'));
      unsubscribe();
      // A run that was cancelled or has failed also says what it has done. After one that has finished, this does nothing.
      const others = [...active];
      track(Promise.allSettled(others).then(() => journal.write(store, now))).catch(() => {});
    };
  });
  return { events, drained };
}

/**
 * Runs a graph and emits an event for everything that happens. Returns at once; subscribing starts the run, unsubscribing cancels it.
 * One level below `openRunner`, for tasks that were bundled by `bundleTasks`.
 *
 * The stream ends with an error for a mistake in the program, such as a CodeMissingError; a stage that fails is an event.
 *
 * @throws TypeError when the graph is none, or store, code or workers are missing @public
 */
export function run(whole: Graph, options: RunOptions): Stream<RunEvent> {
  return untilClosed(revision(whole, options).events, callSite(run));
}
