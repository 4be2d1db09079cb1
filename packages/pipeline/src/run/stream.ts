/** What a stream tells whoever subscribes to it. */
export interface StreamObserver<T> {
  next(value: T): void;
  error(error: unknown): void;
  complete(): void;
}

/**
 * Values over time. It starts when somebody subscribes and stops when they unsubscribe. It is an RxJS observable, but RxJS is inside
 * this package: for the operators of your own RxJS, write `new Observable((subscriber) => stream.subscribe(subscriber))`.
 */
export interface Stream<T> {
  subscribe(observer?: Partial<StreamObserver<T>> | ((value: T) => void)): { unsubscribe(): void };
}
