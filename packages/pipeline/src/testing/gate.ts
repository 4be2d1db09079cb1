import type { AnyTaskFunction } from '../graph/task.js';

/** A function whose calls wait until the test opens the gate. */
export interface Gate<T = unknown> {
  readonly fn: AnyTaskFunction;
  /** Resolves when the function has been called. */
  readonly called: Promise<void>;
  /** Resolves when the run has been cancelled while the function waited. */
  readonly aborted: Promise<void>;
  /** Lets the function return this value. */
  open(value: T): void;
  /** Lets the function throw. */
  fail(error: Error): void;
}

/** Makes a gate. Its function can be the function of a stage. */
export function gate<T = unknown>(): Gate<T> {
  const called = deferred<void>();
  const aborted = deferred<void>();
  const result = deferred<T>();
  result.promise.catch(() => {});
  return {
    fn: (_inputs, _params, { signal }) => {
      called.resolve();
      const cancelled = new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => {
          aborted.resolve();
          reject(signal.reason as Error);
        }),
      );
      return Promise.race([result.promise, cancelled]);
    },
    called: called.promise,
    aborted: aborted.promise,
    open: result.resolve,
    fail: result.reject,
  };
}

// Promise.withResolvers, which Node 20 lacks.
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
