import { inspect } from 'node:util';
import type { MessagePort } from 'node:worker_threads';
import { type BundleFile, importBundle } from '../code/import-bundle.js';
import type { Progress } from '../graph/task.js';
import { invoke } from './invoke.js';

/** What the pool sends to a worker thread: the bundle to import, and the arguments for its function. */
export interface WorkerCall {
  readonly bundle: BundleFile;
  readonly exportName: string;
  readonly inputs: unknown;
  readonly params: unknown;
  /** Where the worker sends its messages. */
  readonly port: MessagePort;
}

/** What a worker thread sends back: any number of progress messages, then the value. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'value'; readonly value: unknown };

/**
 * Runs one task in a worker thread. It gets no abort signal, because a cancelled run ends the whole thread.
 *
 * @public
 * @throws Error always an Error; another value that the task throws is wrapped, because it could get lost between
 *   threads
 */
export async function worker({ bundle, exportName, inputs, params, port }: WorkerCall): Promise<void> {
  const send = (message: WorkerMessage) => port.postMessage(message);
  try {
    const fn = await importBundle(bundle, exportName);
    const value = await invoke({ fn, inputs, params }, new AbortController().signal, (progress) =>
      send({ type: 'progress', progress }),
    );
    // The task may have left a rejected promise that nobody handles. It must end the thread during this task, not the
    // next.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      send({ type: 'value', value });
    } catch (error) {
      throw new Error(`its value cannot leave its worker thread: ${(error as Error).message}`);
    }
  } catch (error) {
    throw error instanceof Error ? error : new Error(`it threw ${inspect(error)}`);
  } finally {
    port.close();
  }
}
