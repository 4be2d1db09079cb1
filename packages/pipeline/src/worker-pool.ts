import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { TaskCode } from './code-library.js';
import type { Progress } from './task.js';
import type { WorkerCall } from './worker.js';

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
    return new Piscina({
      filename: filename(),
      name: 'worker',
      minThreads: 0,
      maxThreads: jobs,
      idleTimeout: 1_000,
      recordTiming: false,
    });
  };
  return {
    jobs,
    async call(code, inputs, params, signal, onProgress) {
      if (code.file === undefined) throw new Error('this code has no bundle that a worker thread could load');
      pool ??= start();
      const piscina = await pool;
      const { port1, port2 } = new MessageChannel();
      port1.on('message', onProgress);
      const call: WorkerCall = {
        file: code.file,
        exportName: code.exportName,
        inputs,
        params,
        progress: port2,
      };
      try {
        return await piscina.run(call, { signal, transferList: [port2] });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        port1.close();
      }
    },
    async [Symbol.asyncDispose]() {
      await (await pool)?.destroy();
    },
  };
}
