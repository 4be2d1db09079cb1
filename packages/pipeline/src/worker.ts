import type { MessagePort } from 'node:worker_threads';
import { invoke } from './invoke.js';
import type { AnyTaskFunction } from './task.js';

/** What the pool sends to a worker thread: the bundle to import and the values to call its function with. */
export interface WorkerCall {
  readonly file: string;
  readonly exportName: string;
  readonly inputs: unknown;
  readonly params: unknown;
  readonly progress: MessagePort;
}

/** Runs one task in a worker thread; a cancelled run ends the thread, so no signal is passed on. */
export async function worker(call: WorkerCall): Promise<unknown> {
  const module = (await import(call.file)) as Record<string, AnyTaskFunction>;
  const fn = module[call.exportName];
  if (fn === undefined) throw new Error(`${call.file} has no export '${call.exportName}'`);
  try {
    return await invoke(
      { fn, inputs: call.inputs, params: call.params },
      new AbortController().signal,
      (progress) => call.progress.postMessage(progress),
    );
  } finally {
    call.progress.close();
  }
}
