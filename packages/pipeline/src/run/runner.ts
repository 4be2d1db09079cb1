import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Observable } from 'rxjs';
import { bundleOnUse } from '../code/bundle-on-use.js';
import { bundlePlaces } from '../code/bundle-place.js';
import type { CodeLibrary } from '../code/code-library.js';
import { openStore } from '../store/open-store.js';
import { schemeOf } from '../store/server-location.js';
import { openWorkers } from '../threads/worker-pool.js';
import { callSite, withoutPlace } from '../values/called-from.js';
import { needCount, needFunction, needMethods, needNoMore, needOptions, needText } from '../values/need.js';
import type { Failure, RunEvent } from './event.js';
import { onAbort } from './on-abort.js';
import { type PlannedStage, plan } from './plan.js';
import {
  type ComputeOptions,
  needComputeOptions,
  type ReadRequest,
  type Requested,
  readForce,
  readRequest,
  type ValuesOf,
} from './requested.js';
import { type Revision, revision } from './run.js';
import { errorAt, StageError } from './stage-error.js';
import type { Stream } from './stream.js';
import { RunnerClosed, untilClosed } from './until-closed.js';

/** What a runner uses. */
export interface RunnerOptions {
  /**
   * A folder, a URI as `openStore` takes it, or 'memory:'. A relative one is resolved from the working directory. Default: the folder
   * `.superposition` beside the nearest package.json, from the working directory upwards.
   */
  readonly cache?: string;
  /** How many tasks run at once. Default: the number of cores. */
  readonly jobs?: number;
  /** Finds the code of tasks that were declared by their address. Those of `defineTasks` are bundled on first use. */
  readonly code?: CodeLibrary;
  /** Hears what went wrong with the cache, which stops no run. Default: `console.warn`. */
  readonly warn?: (message: string) => void;
}

/** Options of a computation. */
export interface RunnerComputeOptions extends ComputeOptions {
  /** Receives every event, in order. If it throws, the computation is cancelled and rejects with what it threw. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** One store and one pool of worker threads, for many runs. Close it, or the process keeps the store open. */
export interface Runner extends AsyncDisposable {
  /**
   * The values of stages, in the form in which they were asked for. Runs what is not in the cache, in worker threads.
   *
   * @throws StageError when one of them has no value, after the other stages have finished
   * @throws BundleError, ImpureTaskError, CodeMissingError when a task has no code
   * @throws the signal's reason when it is aborted, after all work has ended
   */
  compute<const R extends Requested>(requested: R, options?: RunnerComputeOptions): Promise<ValuesOf<R>>;
  /**
   * A run as a stream of events, with a `value` event for each stage asked for. Subscribing starts it, unsubscribing cancels it, and so
   * does closing the runner, which is an error for whoever takes errors.
   */
  run(requested: Requested, options?: Omit<ComputeOptions, 'signal'>): Stream<RunEvent>;
  /** What a run would do with each stage, and why. Runs nothing and writes no result. */
  plan(requested: Requested, options?: Omit<ComputeOptions, 'signal'>): Promise<readonly PlannedStage[]>;
  /** Cancels what runs, ends the worker threads and closes the store. Resolves when all has ended. */
  close(): Promise<void>;
}

const noCode: CodeLibrary = { find: () => undefined };

/**
 * Opens a store and makes a pool of worker threads, which starts no thread yet.
 *
 * @throws TypeError, RangeError when an option is wrong @public
 */
export async function openRunner(options?: RunnerOptions): Promise<Runner>;
export async function openRunner(options: RunnerOptions = {}, ...more: readonly unknown[]): Promise<Runner> {
  needNoMore('openRunner', more, 'give all options in one object');
  needRunnerOptions('openRunner', options);
  // biome-ignore lint/suspicious/noConsole: the default that the type names
  const { cache = defaultCache(process.cwd()), jobs, code: built = noCode, warn = console.warn } = options;
  const places = bundlePlaces(schemeOf(cache) === undefined ? resolve(cache) : undefined);
  const store = await openStore(cache, process.cwd(), warn);
  const workers = openWorkers(jobs);
  const running = new Set<{ cancel(): void; drained(): Promise<void> }>();
  let closing: Promise<void> | undefined;
  const needOpen = (what: string) => {
    if (closing !== undefined) throw new TypeError(`${what}: this runner is closed`);
  };
  const runOptionsOf = async (where: string, { stages, graph }: ReadRequest, asked: ComputeOptions = {}) => {
    const force = readForce(where, asked.force, graph);
    const code = await bundleOnUse(
      graph.order.map(({ task }) => task),
      places,
      built,
    );
    const { cacheMode } = asked;
    return { store, code, targets: stages, force, ...(cacheMode !== undefined && { cacheMode }) };
  };
  const start = (where: string, request: ReadRequest, asked?: ComputeOptions): Revision => {
    let revised: Revision | undefined;
    let preparing: Promise<void> | undefined;
    const drained = async () => {
      await preparing;
      await revised?.drained();
    };
    const events = new Observable<RunEvent>((subscriber) => {
      const entry = { cancel: () => subscriber.error(new RunnerClosed()), drained };
      running.add(entry);
      const begin = async () => {
        needOpen(where);
        const runOptions = await runOptionsOf(where, request, asked);
        if (subscriber.closed) return;
        revised = revision(request.graph, { ...runOptions, workers, deliver: true });
        subscriber.add(revised.events.subscribe(subscriber));
      };
      preparing = begin().catch((error: unknown) => subscriber.error(error));
      return () => void drained().finally(() => running.delete(entry));
    });
    return { events, drained };
  };
  const runner: Runner = {
    async compute<const R extends Requested>(requested: R, asked: RunnerComputeOptions = {}, ...more: []) {
      needOpen('compute');
      needNoMore('compute', more, oneOfEach);
      needComputeOptions('compute', asked, ['signal', 'onEvent']);
      const request = readRequest('compute', requested);
      const site = callSite(runner.compute);
      try {
        return (await valuesOf(request, start('compute', request, asked), asked)) as ValuesOf<R>;
      } catch (error) {
        throw errorAt(site, error);
      }
    },
    run(requested, asked, ...more: []) {
      needOpen('run');
      needNoMore('run', more, oneOfEach);
      needComputeOptions('run', asked);
      const request = readRequest('run', requested);
      const events = new Observable<RunEvent>((subscriber) =>
        start('run', request, asked).events.subscribe(subscriber),
      );
      return untilClosed(events, callSite(runner.run));
    },
    async plan(requested, asked, ...more: []) {
      needOpen('plan');
      needNoMore('plan', more, oneOfEach);
      needComputeOptions('plan', asked);
      const request = readRequest('plan', requested);
      const site = callSite(runner.plan);
      const planning = runOptionsOf('plan', request, asked).then((found) => plan(request.graph, found));
      const entry = { cancel() {}, drained: async () => void (await Promise.allSettled([planning])) };
      running.add(entry);
      try {
        return await planning;
      } catch (error) {
        throw errorAt(site, error);
      } finally {
        running.delete(entry);
      }
    },
    close() {
      closing ??= (async () => {
        for (const { cancel } of [...running]) cancel();
        await Promise.all(Array.from(running, (entry) => entry.drained()));
        await workers[Symbol.asyncDispose]();
        await store[Symbol.asyncDispose]();
        places.close();
      })();
      return closing;
    },
    [Symbol.asyncDispose]: () => runner.close(),
  };
  return runner;
}

/** What to give in the place of further arguments. */
export const oneOfEach = 'give all stages in one list, and all options in one object';

/** Follows a run to its end, and takes the values from its events. */
function valuesOf(
  { stages, arrange }: ReadRequest,
  { events, drained }: Revision,
  { signal, onEvent }: RunnerComputeOptions,
): Promise<unknown> {
  signal?.throwIfAborted();
  const values = new Map<string, unknown>();
  const failures = new Map<string, { readonly cause: string; readonly failure: Failure }>();
  return new Promise<unknown>((resolve, reject) => {
    const cancel = (reason: unknown) => {
      subscription.unsubscribe();
      void drained().then(() => reject(reason));
    };
    const subscription = events.subscribe({
      next(event) {
        if (event.type === 'value') values.set(event.stage, event.value);
        if (event.type === 'failed')
          failures.set(event.stage, { cause: event.stage, failure: event.failure });
        if (event.type === 'skipped') {
          const { failure } = failures.get(event.cause)!;
          failures.set(event.stage, { cause: event.cause, failure });
        }
        try {
          onEvent?.(event);
        } catch (error) {
          cancel(error);
        }
      },
      error: reject,
      complete() {
        const failed = stages.find(({ name }) => !values.has(name));
        if (failed === undefined) return resolve(arrange(values));
        const { cause, failure } = failures.get(failed.name)!;
        reject(withoutPlace(() => new StageError(failed.name, cause, failure)));
      },
    });
    if (signal !== undefined) subscription.add(onAbort(signal, () => cancel(signal.reason)));
  });
}

/** @throws TypeError, RangeError */
export function needRunnerOptions(where: string, options: unknown, others: readonly string[] = []): void {
  needOptions(where, options, ['cache', 'jobs', 'code', 'warn', ...others]);
  const { cache, jobs, code, warn } = options as Record<string, unknown>;
  if (cache !== undefined)
    needText(where, "cache, a folder, a URI or 'memory:' (the mode is cacheMode),", cache);
  if (jobs !== undefined) needCount(where, 'jobs', jobs);
  if (code !== undefined)
    needMethods(where, 'its code must be a library, as openCodeLibrary opens it', code, ['find']);
  if (warn !== undefined) needFunction(where, 'warn', warn);
}

/** The folder `.superposition` beside the nearest package.json; in this folder if there is none. */
function defaultCache(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return join(folder, '.superposition');
    if (dirname(folder) === folder) return join(from, '.superposition');
  }
}
