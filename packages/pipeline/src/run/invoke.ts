import type { AnyTaskFunction, Progress } from '../graph/task.js';

/**
 * Calls a task's function and returns its value. A generator runs to its end and reports its progress. Between its
 * steps, at least every 15 ms, other work of the thread gets a turn.
 *
 * @throws whatever the function throws, and the signal's reason once it is aborted
 */
export async function invoke(
  call: { fn: AnyTaskFunction; inputs: unknown; params: unknown },
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<unknown> {
  const result = await call.fn(call.inputs, call.params, { signal });
  if (!isGenerator(result)) return result;
  try {
    let turn = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    for (;;) {
      const step = await result.next();
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
    await result.return(undefined);
  }
}

// In milliseconds: a progress line on a terminal looks smooth, and the reports cost almost no time.
const progressInterval = 100;

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
