import { createRequire } from 'node:module';
import { stripVTControlCharacters } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Progress } from '../graph/task.js';
import { refuseUncloneable } from '../values/refuse-instances.js';
import { RefusedValue } from '../values/refused-value.js';
import type { Thrown } from './thrown.js';
import type { WorkerCall, WorkerMessage, WorkerOptions } from './worker.js';

/** Receives what a task tells while it runs. */
export interface TaskListener {
  onProgress(progress: Progress): void;
  onLog(text: string): void;
}

/** One worker thread. It runs one task at a time. */
export interface Thread {
  /** Whether it may take another task. */
  readonly isUsable: boolean;
  /**
   * Runs a task and returns its value.
   *
   * @throws Error with the message and the stack of what the task threw, or one that says how the thread ended; the signal's
   *   reason when it is aborted, after the task or the thread has ended
   * @param patience milliseconds that an aborted task may go on; if it ends within them, the thread lives on
   */
  call(call: WorkerCall, signal: AbortSignal, listener: TaskListener, patience: number): Promise<unknown>;
  /** Ends the thread, whatever it does. Resolves when it has ended. */
  end(): Promise<void>;
}

/** Starts a worker thread. While it has no task, it does not keep the process alive. */
export function startThread(options: WorkerOptions): Thread {
  // We resolve the worker by the name of this package, so that tests of the sources use the built file: worker threads
  // cannot load TypeScript.
  const worker = new Worker(
    createRequire(import.meta.url).resolve('@superposition/pipeline/internal/threads/worker'),
    {
      workerData: options,
      stdout: true,
      stderr: true,
      // Parts of Node that a task may use read it: `NODE_DEBUG`, `FORCE_COLOR`.
      ...(options.isSealed && { env: {}, execArgv: [] }),
    },
  );
  let isUsable = true;
  let death: Error | undefined;
  let running: { readonly listener: TaskListener; readonly answer: (message: Answer) => void } | undefined;
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      isUsable = false;
      death ??= new Error(`its worker thread ended with exit code ${code} before it had a value`);
      running?.answer({ type: 'death', error: death });
      resolve();
    });
  });
  worker.on('error', (error) => {
    isUsable = false;
    death = deathOf(error);
  });
  const log = (text: string) => running?.listener.onLog(stripVTControlCharacters(text).replace(/\n$/, ''));
  let value: unknown;
  worker.on('message', (message: WorkerMessage) => {
    switch (message.type) {
      case 'progress':
        running?.listener.onProgress(message.progress);
        break;
      case 'log':
        log(message.text);
        break;
      case 'value':
        value = message.value;
        break;
      case 'end':
        if (message.isSpent) isUsable = false;
        running?.answer(message.failure === undefined ? { type: 'value', value } : message);
        value = undefined;
    }
  });
  // What is written past `console`, which only a thread that is not sealed can do.
  for (const stream of [worker.stdout, worker.stderr]) stream.setEncoding('utf8').on('data', log);
  worker.unref();

  const end = async () => {
    isUsable = false;
    await worker.terminate();
    await exited;
  };
  return {
    get isUsable() {
      return isUsable;
    },
    async call(call, signal, listener, patience) {
      worker.ref();
      let timer: NodeJS.Timeout | undefined;
      const abort = () => {
        timer = setTimeout(() => void end(), patience);
      };
      signal.addEventListener('abort', abort, { once: true });
      try {
        const answer = await new Promise<Answer>((resolve, reject) => {
          running = { listener, answer: resolve };
          if (death !== undefined) return resolve({ type: 'death', error: death });
          try {
            worker.postMessage(call);
          } catch (error) {
            reject(refusedInputs(call, error as Error));
          }
        });
        if (signal.aborted) throw signal.reason;
        if (answer.type === 'value') return answer.value;
        if (answer.type === 'death') throw answer.error;
        throw errorOf(answer.failure!);
      } finally {
        running = undefined;
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        worker.unref();
      }
    },
    end,
  };
}

type Answer =
  | Extract<WorkerMessage, { readonly type: 'value' | 'end' }>
  | { readonly type: 'death'; readonly error: Error };

function refusedInputs({ inputs, params }: WorkerCall, { message }: Error): Error {
  try {
    refuseUncloneable({ inputs, params });
  } catch (error) {
    return error as Error;
  }
  return new RefusedValue(`its inputs cannot enter its worker thread: ${message}`);
}

/** What a task threw, as an error of this thread. */
function errorOf({ message, name = 'Error', stack, isRefusal }: Thrown): Error {
  if (isRefusal === true) return new RefusedValue(message);
  const error = new Error(message);
  // An error without a stack must not get one that names our own functions.
  for (const [key, value] of Object.entries({ name, stack }))
    Object.defineProperty(error, key, { value, configurable: true, writable: true });
  return error;
}

/** The error of a thread that died of something which no task could catch. */
function deathOf(error: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new Error('its worker thread ran out of memory', { cause: error });
  return error instanceof Error ? error : new Error(`its worker thread died of ${String(error)}`);
}
