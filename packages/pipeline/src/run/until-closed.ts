import { Observable, type Observer, type Subscriber, type Subscription } from 'rxjs';
import { type CallSite, endStackAt, withoutPlace } from '../values/called-from.js';
import type { Stream } from './stream.js';

/** The runner was closed while a run was under way. */
export class RunnerClosed extends Error {
  constructor() {
    super('the runner was closed');
  }
}

/**
 * The same stream, which a `RunnerClosed` ends. Whoever takes no errors asked for the end: to them it is like unsubscribing. Every other
 * error that nobody takes is thrown, as RxJS does it. Whoever awaits it is told that nothing runs.
 *
 * @param site where it was asked for
 */
export function untilClosed<T>(source: Stream<T>, site: CallSite): Stream<T> {
  return new UntilClosed<T>((subscriber) => source.subscribe(subscriber) as Subscription, site);
}

class UntilClosed<T> extends Observable<T> {
  readonly #site: CallSite;

  constructor(subscribe: (subscriber: Subscriber<T>) => Subscription, site: CallSite) {
    super(subscribe);
    this.#site = site;
  }

  // biome-ignore lint/suspicious/noThenProperty: without it, `await` gives the stream back, and nothing has run
  then(): never {
    const error = withoutPlace(
      () =>
        new TypeError(
          'run() gives a stream, which is no promise, and nothing runs before somebody subscribes: take run(…).subscribe(…), or await compute(…), which gives the values',
        ),
    );
    endStackAt(error, this.#site);
    throw error;
  }

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
