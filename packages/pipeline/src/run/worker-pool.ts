import { once } from 'node:events';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { Progress, TaskCode } from '../graph/task.js';
import { semaphore } from './semaphore.js';
import type { WorkerCall, WorkerMessage } from './worker.js';

/** Runs the code of heavy tasks on all cores; made once, used by any number of runs. */
export interface WorkerPool extends AsyncDisposable {
  /** How many tasks run at once. */
  readonly jobs: number;
  /**
   * Calls the function in a worker thread; values cross as structured clones.
   *
   * @throws what the function throws; an error naming the crash when the thread dies; the signal's reason when aborted,
   *   after the thread has ended
   */
  call(
    code: TaskCode,
    inputs: unknown,
    params: unknown,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<unknown>;
}

/** A pool of worker threads that starts none before the first task. */
export function workerPool(jobs: number = availableParallelism()): WorkerPool {
  let pool: Promise<Piscina> | undefined;
  // By the package's own name, so that tests of the sources use the built worker too: a thread loads no TypeScript.
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
    // A thread that dies with no task to blame is replaced when the next task comes; the event needs a listener.
    started.on('error', () => {});
    return started;
  };
  // Piscina forgets what waits in its own queue when a thread dies, so nothing ever waits there.
  const admit = semaphore(jobs);
  return {
    jobs,
    call: (code, inputs, params, signal, onProgress) =>
      admit(async () => {
        signal.throwIfAborted();
        if (code.file === undefined)
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
        const { file, exportName } = code;
        const call: WorkerCall = { file, exportName, inputs, params, port: port2 };
        try {
          await piscina.run(call, { signal, transferList: [port2] });
          // The end of the call may overtake what was sent before it.
          for (let late = receiveMessageOnPort(port1); late; late = receiveMessageOnPort(port1))
            receive(late.message);
          return value;
        } catch (error) {
          if (!signal.aborted) throw crashOf(error) ?? error;
          // Still here when the call never reached a thread.
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

/** The error of a thread that died before its task had a value, said so that it makes sense where the stage is named. */
function crashOf(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const exit = /^worker exited with code: (\d+)$/.exec(error.message);
  if (exit !== null)
    return new Error(`its worker thread ended with exit code ${exit[1]} before it had a value`);
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new Error('its worker thread ran out of memory', { cause: error });
  return undefined;
}
