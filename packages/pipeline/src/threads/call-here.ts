import type { TaskCode } from '../graph/task.js';
import { compactViews } from '../values/compact-views.js';
import { refuseInstances, refuseUncloneable } from '../values/refuse-instances.js';
import { invoke } from './invoke.js';
import type { TaskListener } from './thread.js';

/**
 * Calls a function that has no bundle, in this thread. As in a worker thread, it gets copies of its inputs, and its value may
 * hold no instance of a class. But this thread protects nothing else from it.
 */
export async function callHere(
  code: TaskCode,
  inputs: unknown,
  params: unknown,
  signal: AbortSignal,
  { onProgress }: TaskListener,
): Promise<unknown> {
  const fn = await code.load();
  refuseInstances({ inputs, params });
  // A promise does not keep the process alive. Without this, a task whose promise nothing settles would end the program in the
  // middle of the run, with no message.
  const alive = setInterval(() => {}, 2 ** 30);
  try {
    const value = await invoke({ fn, inputs: cloned(inputs), params }, signal, onProgress, true);
    refuseInstances(value);
    return compactViews(value);
  } finally {
    clearInterval(alive);
  }
}

function cloned(inputs: unknown): unknown {
  try {
    return structuredClone(compactViews(inputs));
  } catch (error) {
    refuseUncloneable({ inputs });
    throw error;
  }
}
