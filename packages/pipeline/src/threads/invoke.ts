import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers';
import type { AnyTaskFunction, Progress } from '../graph/task.js';

/**
 * Calls a task's function and returns its value. A generator runs to its end and reports its progress.
 *
 * @param isShared whether other work of the thread must get a turn between the steps of a generator, at least every 15 ms. A
 *   sealed thread has no other work than the task's own, which could tell the time by its turns.
 *
 * @throws whatever the function throws, and the signal's reason once it is aborted
 */
export async function invoke(
  call: { fn: AnyTaskFunction; inputs: unknown; params: unknown },
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  isShared: boolean,
): Promise<unknown> {
  const result = await call.fn(call.inputs, call.params, { signal });
  if (!isGenerator(result)) return result;
  try {
    let turn = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    for (;;) {
      const next = result.next();
      const step = isThenable(next) ? await next : next;
      if (step.done) return step.value;
      // Also where we tell nothing: a task that sees its progress being read would see the time pass.
      const progress = progressOf(step.value);
      const now = performance.now();
      if (now - told >= progressInterval) {
        told = now;
        onProgress(progress);
      }
      if (isShared && now - turn >= 15) {
        await new Promise((resolve) => setImmediate(resolve));
        turn = performance.now();
      }
      signal.throwIfAborted();
    }
  } finally {
    await result.return(undefined);
  }
}

function progressOf(value: Progress): Progress {
  const { done, total, note } = value;
  if (
    typeof done !== 'number' ||
    typeof total !== 'number' ||
    (note !== undefined && typeof note !== 'string')
  )
    throw new TypeError(
      'its generator yielded something else than { done: number, total: number, note?: string }',
    );
  return note === undefined ? { done, total } : { done, total, note };
}

// In milliseconds: a progress line on a terminal looks smooth, and the reports cost almost no time.
const progressInterval = 100;

function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

type AnyGenerator = Generator<Progress, unknown> | AsyncGenerator<Progress, unknown>;

function isGenerator(value: unknown): value is AnyGenerator {
  return (
    typeof value === 'object' &&
    value !== null &&
    'next' in value &&
    typeof value.next === 'function' &&
    'return' in value
  );
}
