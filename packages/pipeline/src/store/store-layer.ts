import { within } from './server/timeouts.js';
import type { Store } from './store.js';
import { isUnavailable } from './store-unavailable.js';

/** How long a layer is waited for, and who is told that it failed. */
export interface LayerOptions {
  readonly warn: (message: string) => void;
  /** Milliseconds for the answer to a question, the opening of the layer included. Default: 10 seconds. */
  readonly patience?: number;
  /** Milliseconds for the transfer of one artifact. Default: one minute. */
  readonly transfer?: number;
}

/** A store that helps as long as it works. */
export interface StoreLayer extends AsyncDisposable {
  /** The answer of the store; this other one if the store fails, or failed before. */
  ask<T>(question: (store: Store) => Promise<T>, otherwise: T, kind?: 'question' | 'transfer'): Promise<T>;
  /** Writes to the store, in order, without being waited for. */
  push(write: (store: Store) => Promise<void>): void;
}

/** Makes a layer of a store, which is opened when it is first needed. */
export function storeLayer(
  { location, open }: { readonly location: string; readonly open: () => Promise<Store> },
  { warn, patience = 10_000, transfer = 60_000 }: LayerOptions,
): StoreLayer {
  let opening: Promise<Store> | undefined;
  let hasFailed = false;
  let pushed: Promise<void> = Promise.resolve();
  const fail = (error: unknown, consequence: string) => {
    const { message } = error as Error;
    // The message of a store that cannot be opened names the cache already.
    const what = isUnavailable(error) ? message : `the cache ${location} failed: ${message}`;
    if (!hasFailed) warn(`${what}; ${consequence}`);
    hasFailed = true;
  };
  const opened = () => {
    opening ??= open();
    // Nobody may wait for it any more when it fails.
    opening.catch(() => {});
    return opening;
  };
  return {
    async ask(question, otherwise, kind = 'question') {
      if (hasFailed) return otherwise;
      try {
        const limit = kind === 'transfer' ? transfer : patience;
        return await within(limit, opened().then(question));
      } catch (error) {
        fail(error, 'this run goes on without it');
        return otherwise;
      }
    },
    push(write) {
      pushed = pushed.then(async () => {
        if (hasFailed) return;
        try {
          await within(transfer, opened().then(write));
        } catch (error) {
          fail(error, 'new results are not written to it any more');
        }
      });
    },
    async [Symbol.asyncDispose]() {
      await pushed;
      if (opening === undefined) return;
      const close = opening.then((store) => store[Symbol.asyncDispose]());
      // A layer that failed may not answer this either.
      await within(hasFailed ? 0 : patience, close).catch(() => {});
    },
  };
}
