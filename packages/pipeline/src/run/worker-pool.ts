import { once } from 'node:events';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { Progress, TaskCode } from '../graph/task.js';
import { semaphore } from './semaphore.js';
import type { WorkerCall, WorkerMessage } from './worker.js';

/** Runs tasks in worker threads. A program makes one pool and uses it for all its runs. */
export interface WorkerPool extends AsyncDisposable {
  /** How many tasks run at once. */
  readonly jobs: number;
  /**
   * Calls the function in a worker thread. Inputs, parameters and the value are passed as structured clones.
   *
   * @throws whatever the function throws; an error that names the crash when the thread dies; the signal's reason when
   *   the signal is aborted (after the thread has ended)
   */
  call(
    code: TaskCode,
    inputs: unknown,
    params: unknown,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<unknown>;
}

/** Makes a pool of worker threads. It starts no thread before the first task. */
export function workerPool(jobs: number = availableParallelism()): WorkerPool {
  let pool: Promise<Piscina> | undefined;
  // We resolve the worker by the name of this package, so that tests of the sources use the built file: worker threads
  // cannot load TypeScript.
  const filename = () => createRequire(import.meta.url).resolve('@superposition/pipeline/worker');
  const start = async () => {
    const { Piscina } = await import('piscina');
    const started = new Piscina({
      filename: filename(),
      name: 'worker',
      minThreads: 0,
      maxThreads: jobs,
      idleTimeout: 1_000,
      recordTiming: false,
    });
    // A thread may die while it runs no task. Piscina replaces it for the next task, but an `error` event without a
    // listener would end the process.
    started.on('error', () => {});
    return started;
  };
  // When a thread dies, Piscina forgets the tasks in its queue. The semaphore keeps this queue empty.
  const admit = semaphore(jobs);
  return {
    jobs,
    call: (code, inputs, params, signal, onProgress) =>
      admit(async () => {
        signal.throwIfAborted();
        const { file, digest, exportName } = code;
        if (file === undefined || digest === undefined)
          throw new Error('this code has no bundle that a worker thread could load');
        pool ??= start();
        const piscina = await pool;
        const { port1, port2 } = new MessageChannel();
        const threadEnded = once(port1, 'close');
        let value: unknown;
        const receive = (message: WorkerMessage) => {
          if (message.type === 'value') value = message.value;
          else onProgress(message.progress);
        };
        port1.on('message', receive);
        const call: WorkerCall = { bundle: { file, digest }, exportName, inputs, params, port: port2 };
        try {
          await piscina.run(call, { signal, transferList: [port2] });
          // The call may end before the messages that the worker sent earlier have arrived.
          for (let late = receiveMessageOnPort(port1); late; late = receiveMessageOnPort(port1))
            receive(late.message);
          return value;
        } catch (error) {
          if (!signal.aborted) throw crashOf(error) ?? error;
          // If the call never reached a thread, this port was not transferred, and we have to close it.
          port2.close();
          await threadEnded;
          throw signal.reason;
        } finally {
          port1.close();
        }
      }),
    async [Symbol.asyncDispose]() {
      await (await pool)?.destroy();
    },
  };
}

/** Translates Piscina's error for a dead thread into a message about the stage; undefined for other errors. */
function crashOf(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const exit = /^worker exited with code: (\d+)$/.exec(error.message);
  if (exit !== null)
    return new Error(`its worker thread ended with exit code ${exit[1]} before it had a value`);
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new Error('its worker thread ran out of memory', { cause: error });
  return undefined;
}
