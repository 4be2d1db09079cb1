/** What a stream tells whoever subscribes to it. */
export interface StreamObserver<T> {
  next(value: T): void;
  error(error: unknown): void;
  complete(): void;
}

/** That somebody listens to a stream. */
export interface StreamSubscription {
  readonly closed: boolean;
  /** Stops the stream. */
  unsubscribe(): void;
  /** Calls a function when the stream has ended or was stopped. */
  add(teardown: () => void): void;
}

/**
 * Values over time. It starts when somebody subscribes and stops when they unsubscribe. It is no promise: to await it, also as what an
 * async function returns, rejects with a TypeError. It is an RxJS observable, but RxJS is inside
 * this package: for the operators of your own RxJS, write `new Observable((subscriber) => stream.subscribe(subscriber))`.
 */
export interface Stream<T> {
  subscribe(observer?: Partial<StreamObserver<T>> | ((value: T) => void)): StreamSubscription;
}
