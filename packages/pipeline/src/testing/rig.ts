import type { CodeLibrary } from '../code/code-library.js';
import { type Graph, graph } from '../graph/graph.js';
import { type Stage, type StageInput, stage } from '../graph/stage.js';
import { type AnyTaskFunction, type Params, type TaskAddress, task } from '../graph/task.js';
import type { RunEvent } from '../run/event.js';
import { type Revision, type RunOptions, revision } from '../run/run.js';
import { memoryStore } from '../store/memory-store.js';
import type { Store } from '../store/store.js';
import { openWorkers, type WorkerPool } from '../threads/worker-pool.js';
import { json } from '../values/codec.js';
import { digestOf } from '../values/digest.js';
import { eventLines } from './event-lines.js';

/** Options of a rig's stage. */
export interface RigStage {
  readonly inputs?: Record<string, StageInput>;
  readonly params?: Params;
  /** Another version gives the stage another code fingerprint, as if its function had changed. */
  readonly version?: string;
}

/** A run under observation. */
export interface ObservedRun {
  /** The lines of all events so far. */
  readonly lines: readonly string[];
  readonly events: readonly RunEvent[];
  /** Resolves when the run has finished; rejects when its stream ends with an error. */
  readonly done: Promise<void>;
  /** Resolves when an event of this type has come. */
  seen(type: RunEvent['type']): Promise<void>;
  /** Cancels the run, and resolves when all its work has ended. */
  cancel(): Promise<void>;
}

/** Builds graphs from plain functions and runs them against one store: the fixture for tests of pipelines. */
export interface Rig extends AsyncDisposable {
  readonly store: Store;
  readonly code: CodeLibrary;
  readonly workers: WorkerPool;
  /** Makes a stage with a task of its own, which runs inline. */
  stage<T = unknown>(name: string, fn: AnyTaskFunction, made?: RigStage): Stage<T>;
  /** Starts a run of these targets, or of a graph. */
  start(targets: readonly Stage[] | Graph, options?: Partial<RunOptions>): ObservedRun;
  /** Runs to the end and returns the lines: which stages ran, and why. */
  run(targets: readonly Stage[] | Graph, options?: Partial<RunOptions>): Promise<readonly string[]>;
}

/** Makes a rig; its store is in memory unless one is given. */
export function createRig(store: Store = memoryStore()): Rig {
  const functions = new Map<TaskAddress, { fn: AnyTaskFunction; version: string }>();
  const workers = openWorkers(2);
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
