import type { CodeLibrary } from './code-library.js';
import { json } from './codec.js';
import { digestOf } from './digest.js';
import type { RunEvent } from './event.js';
import { describeReason } from './explain.js';
import { type Graph, graph } from './graph.js';
import { memoryStore } from './memory-store.js';
import { type Revision, type RunOptions, revision } from './revision.js';
import { type Stage, type StageInput, stage } from './stage.js';
import type { Store } from './store.js';
import { type AnyTaskFunction, type Params, type TaskAddress, task } from './task.js';
import { type WorkerPool, workerPool } from './worker-pool.js';

/** What a rig's stage is made of; everything has a default. */
export interface RigStage {
  readonly inputs?: Record<string, StageInput>;
  readonly params?: Params;
  /** Stands for the code fingerprint: another version is another function. */
  readonly version?: string;
}

/** A run under observation. */
export interface ObservedRun {
  /** One line an event, as far as the run has come. */
  readonly lines: readonly string[];
  readonly events: readonly RunEvent[];
  /** Resolves when the run has finished; rejects when it broke. */
  readonly done: Promise<void>;
  /** Resolves when an event of this type has come. */
  seen(type: RunEvent['type']): Promise<void>;
  /** Cancels, and resolves when nothing of the run is under way any more. */
  cancel(): Promise<void>;
}

/** Builds graphs from plain functions and runs them against one store: the fixture for tests of pipelines. */
export interface Rig extends AsyncDisposable {
  readonly store: Store;
  readonly code: CodeLibrary;
  readonly workers: WorkerPool;
  /** A stage of its own task, run inline. */
  stage<T = unknown>(name: string, fn: AnyTaskFunction, made?: RigStage): Stage<T>;
  /** Starts a run of these targets, or of a graph. */
  start(targets: readonly Stage[] | Graph, options?: Partial<RunOptions>): ObservedRun;
  /** Runs to the end; the lines tell what re-ran, and why. */
  run(targets: readonly Stage[] | Graph, options?: Partial<RunOptions>): Promise<readonly string[]>;
}

/** Makes a rig; its store is in memory unless one is given. */
export function createRig(store: Store = memoryStore()): Rig {
  const functions = new Map<TaskAddress, { fn: AnyTaskFunction; version: string }>();
  const workers = workerPool(2);
  const code: CodeLibrary = {
    find(address) {
      const known = functions.get(address);
      if (known === undefined) return undefined;
      return {
        fingerprint: digestOf(`${address}@${known.version}`),
        exportName: 'fn',
        load: async () => known.fn,
      };
    },
  };
  const start: Rig['start'] = (targets, options = {}) => {
    const request = 'order' in targets ? { whole: targets } : { whole: graph(targets), wanted: { targets } };
    return observe(revision(request.whole, { store, code, workers, ...request.wanted, ...options }));
  };
  return {
    store,
    code,
    workers,
    stage<T>(name: string, fn: AnyTaskFunction, made: RigStage = {}): Stage<T> {
      const address: TaskAddress = `rig/${name}#fn`;
      functions.set(address, { fn, version: made.version ?? '1' });
      return stage(name, task<AnyTaskFunction>(address, { codec: json() }), {
        params: made.params ?? {},
        inputs: (made.inputs ?? {}) as never,
      }) as Stage<T>;
    },
    start,
    async run(targets, options) {
      const observed = start(targets, options);
      await observed.done;
      return observed.lines;
    },
    async [Symbol.asyncDispose]() {
      await workers[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

function observe(made: Revision): ObservedRun {
  const events: RunEvent[] = [];
  const lines: string[] = [];
  const watchers = new Set<(event: RunEvent) => void>();
  let unsubscribe = () => {};
  const done = new Promise<void>((resolve, reject) => {
    const subscription = made.events.subscribe({
      next(event) {
        events.push(event);
        for (const watcher of watchers) watcher(event);
        lines.push(...eventLines(event));
      },
      error: reject,
      complete: resolve,
    });
    unsubscribe = () => subscription.unsubscribe();
  });
  return {
    lines,
    events,
    done,
    seen: (type) =>
      new Promise((resolve) => {
        if (events.some((event) => event.type === type)) resolve();
        watchers.add((event) => {
          if (event.type === type) resolve();
        });
      }),
    async cancel() {
      unsubscribe();
      await made.drained();
    },
  };
}

/** An event as a line without anything that differs between two runs; events that say nothing of a stage give none. */
export function eventLines(event: RunEvent): readonly string[] {
  switch (event.type) {
    case 'started':
      return [`${event.stage} runs: ${event.reasons.map(describeReason).join('; ')}`];
    case 'fresh':
      return [`${event.stage} fresh`];
    case 'built':
      return [
        `${event.stage} built${event.sharedWith === undefined ? '' : ` (same recipe as ${event.sharedWith})`}`,
      ];
    case 'failed':
      return [`${event.stage} failed (${event.failure.kind}): ${event.failure.message}`];
    case 'skipped':
      return [`${event.stage} skipped because ${event.cause} failed`];
    case 'value':
      return [`${event.stage} = ${JSON.stringify(event.value)}`];
    case 'planned':
    case 'progress':
    case 'finished':
      return [];
  }
}

/** A function whose calls wait for the test's word. */
export interface Gate<T = unknown> {
  readonly fn: AnyTaskFunction;
  /** Resolves when the function has been called. */
  readonly called: Promise<void>;
  /** Resolves when the run has been cancelled while the function waited. */
  readonly aborted: Promise<void>;
  /** Lets the function return this value. */
  open(value: T): void;
  /** Lets the function throw. */
  fail(error: Error): void;
}

/** Makes a stage's function that a test opens by hand. */
export function gate<T = unknown>(): Gate<T> {
  const called = deferred<void>();
  const aborted = deferred<void>();
  const result = deferred<T>();
  result.promise.catch(() => {});
  return {
    fn: (_inputs, _params, { signal }) => {
      called.resolve();
      const cancelled = new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => {
          aborted.resolve();
          reject(signal.reason as Error);
        }),
      );
      return Promise.race([result.promise, cancelled]);
    },
    called: called.promise,
    aborted: aborted.promise,
    open: result.resolve,
    fail: result.reject,
  };
}

// Promise.withResolvers, which Node 20 lacks.
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}

/** A permutation of the stages, chosen by the seed, in which inputs still come before their dependents. */
export function shuffledOrder(seed: number): (order: readonly Stage[]) => readonly Stage[] {
  return (order) => {
    let state = seed >>> 0;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const permuted = [...order];
    for (let last = permuted.length - 1; last > 0; last--) {
      const other = random(last + 1);
      [permuted[last], permuted[other]] = [permuted[other]!, permuted[last]!];
    }
    return graph(permuted).order;
  };
}
