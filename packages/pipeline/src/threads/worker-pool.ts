import { availableParallelism } from 'node:os';
import type { Task, TaskCode } from '../graph/task.js';
import { compactViews } from '../values/compact-views.js';
import { needCount } from '../values/need.js';
import { refuseInstances } from '../values/refuse-instances.js';
import { semaphore } from './semaphore.js';
import { startThread, type TaskListener, type Thread } from './thread.js';

/** How a task is called. */
export interface CallOptions extends Partial<TaskListener> {
  /** `inline` tasks are short. They share one thread besides the others. Default: `worker`. */
  readonly runs?: Task<unknown, unknown, unknown>['runs'];
  /** Receives where and when the task ran, when it has ended. */
  readonly onRan?: (ran: TaskRun) => void;
}

/** Where and when a task ran. */
export interface TaskRun {
  /** The number of the worker thread, from 1 on; a thread that replaces another has its number. 0: the thread of the run itself. */
  readonly thread: number;
  /** Milliseconds by `performance.now()` of the thread of the run, rounded to microseconds. */
  readonly start: number;
  readonly duration: number;
}

/** A task that has run in this thread from a moment until now. */
export function taskRunSince(start: number, thread: number): TaskRun {
  const rounded = (milliseconds: number) => Math.round(milliseconds * 1_000) / 1_000;
  return { thread, start: rounded(start), duration: rounded(performance.now() - start) };
}

/** Runs tasks in worker threads. A program makes one pool and uses it for all its runs. */
export interface WorkerPool extends AsyncDisposable {
  /** How many tasks run at once, besides one `inline` task. */
  readonly jobs: number;
  /**
   * Calls the function in a worker thread. Inputs, parameters and the value are passed as structured clones. What one task
   * changes, no other task sees.
   *
   * @throws Error with the message of what the function throws; an error that names the crash when the thread dies; the
   *   signal's reason when the signal is aborted (after the task has ended, or its thread)
   */
  call(
    code: TaskCode,
    inputs: unknown,
    params: unknown,
    signal: AbortSignal,
    options?: CallOptions,
  ): Promise<unknown>;
}

/**
 * Makes a pool of worker threads, and returns at once: it starts no thread before the first task. Close it by its
 * `Symbol.asyncDispose`.
 *
 * @param jobs how many tasks run at once; by default, the number of cores
 * @throws RangeError when it is no whole number from 1 on @public
 */
export function openWorkers(jobs: number = availableParallelism()): WorkerPool {
  needCount('openWorkers', 'jobs', jobs);
  const admit = { worker: semaphore(jobs), inline: semaphore(1) };
  const idle = new Set<{
    readonly thread: Thread;
    readonly isSealed: boolean;
    timer?: NodeJS.Timeout | undefined;
  }>();
  const threads = new Map<Thread, number>();

  const end = async (thread: Thread) => {
    threads.delete(thread);
    await thread.end();
  };
  const take = (isSealed: boolean): Thread => {
    for (const entry of idle) {
      if (entry.isSealed !== isSealed) continue;
      clearTimeout(entry.timer);
      idle.delete(entry);
      if (entry.thread.isUsable) return entry.thread;
      threads.delete(entry.thread);
    }
    const thread = startThread({ isSealed });
    const taken = new Set(threads.values());
    let number = 1;
    while (taken.has(number)) number++;
    threads.set(thread, number);
    return thread;
  };
  const giveBack = (thread: Thread, isSealed: boolean) => {
    if (!thread.isUsable) return void end(thread);
    const entry = { thread, isSealed, timer: undefined as NodeJS.Timeout | undefined };
    entry.timer = setTimeout(() => {
      idle.delete(entry);
      void end(thread);
    }, idleTime).unref();
    idle.add(entry);
  };

  return {
    jobs,
    call: (
      code,
      inputs,
      params,
      signal,
      { runs = 'worker', onRan = ignore, onProgress = ignore, onLog = ignore } = {},
    ) =>
      admit[runs](async () => {
        signal.throwIfAborted();
        const { file, digest, exportName, isSealed = false } = code;
        if (file === undefined) throw new Error('this code has no bundle that a worker thread could load');
        refuseInstances({ inputs, params });
        const sent = compactViews({ inputs, params }) as {
          readonly inputs: unknown;
          readonly params: unknown;
        };
        const thread = take(isSealed);
        const number = threads.get(thread)!;
        const start = performance.now();
        try {
          const bundle = { file, digest };
          const listener = { onProgress, onLog };
          return await thread.call({ bundle, exportName, ...sent }, signal, listener, patience[runs]);
        } finally {
          onRan(taskRunSince(start, number));
          giveBack(thread, isSealed);
        }
      }),
    async [Symbol.asyncDispose]() {
      for (const { timer } of idle) clearTimeout(timer);
      idle.clear();
      await Promise.all([...threads.keys()].map(end));
    },
  };
}

const ignore = () => {};

/**
 * Milliseconds that a task may go on after its run was cancelled. A short task is done before a thread could be replaced.
 */
const patience = { inline: 100, worker: 0 };

/** Milliseconds after which a thread without a task ends. */
const idleTime = 1_000;
