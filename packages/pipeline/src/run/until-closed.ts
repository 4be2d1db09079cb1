import { Observable, type Observer, type Subscription } from 'rxjs';
import type { Stream } from './stream.js';

/** The runner was closed while a run was under way. */
export class RunnerClosed extends Error {
  constructor() {
    super('the runner was closed');
  }
}

/**
 * The same stream, which a `RunnerClosed` ends. Whoever takes no errors asked for the end: to them it is like unsubscribing. Every other
 * error that nobody takes is thrown, as RxJS does it.
 */
export function untilClosed<T>(source: Stream<T>): Stream<T> {
  return new UntilClosed<T>((subscriber) => source.subscribe(subscriber) as Subscription);
}

class UntilClosed<T> extends Observable<T> {
  override subscribe(observer?: Partial<Observer<T>> | ((value: T) => void) | null) {
    const given = typeof observer === 'function' ? { next: observer } : (observer ?? {});
    if (given.error !== undefined) return super.subscribe(observer as Partial<Observer<T>>);
    const error = (thrown: unknown) => {
      if (thrown instanceof RunnerClosed) return;
      setTimeout(() => {
        throw thrown;
      });
    };
    return super.subscribe({
      next: (value) => given.next?.(value),
      error,
      complete: () => given.complete?.(),
    });
  }
}
