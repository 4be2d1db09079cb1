import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers';
import type { AnyTaskFunction, Progress } from '../graph/task.js';

/**
 * Calls a task's function and returns its value. A generator runs to its end and reports its progress. Between its
 * steps, at least every 15 ms, other work of the thread gets a turn.
 *
 * @param settled waits for a promise that the function returns
 *
 * @throws whatever the function throws, and the signal's reason once it is aborted
 */
export async function invoke(
  call: { fn: AnyTaskFunction; inputs: unknown; params: unknown },
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  settled: <T>(promise: PromiseLike<T>) => PromiseLike<T> = (promise) => promise,
): Promise<unknown> {
  const returned = call.fn(call.inputs, call.params, { signal });
  const result = isThenable(returned) ? await settled(returned) : returned;
  if (!isGenerator(result)) return result;
  try {
    let turn = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    for (;;) {
      const next = result.next();
      const step = isThenable(next) ? await settled(next) : next;
      if (step.done) return step.value;
      const now = performance.now();
      if (now - told >= progressInterval) {
        told = now;
        onProgress(step.value);
      }
      if (now - turn >= 15) {
        await new Promise((resolve) => setImmediate(resolve));
        turn = performance.now();
      }
      signal.throwIfAborted();
    }
  } finally {
    const closed = result.return(undefined);
    if (isThenable(closed)) await settled(closed);
  }
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
