import { NoAnswer, within } from './server/timeouts.js';
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
  /** The answer of the store; this other one if the store fails, or failed before in this run. */
  ask<T>(question: (store: Store) => Promise<T>, otherwise: T, kind?: 'question' | 'transfer'): Promise<T>;
  /** Writes to the store, in order, without being waited for. */
  push(write: (store: Store) => Promise<void>): void;
  /** Another run begins: a store that failed is asked again. */
  runBegins(): void;
}

/** Milliseconds that a store which failed may take to answer in the next run, or to close. It goes on while nobody waits. */
const briefly = 2_000;

/** Makes a layer of a store, which is opened when it is first needed. */
export function storeLayer(
  { location, open }: { readonly location: string; readonly open: () => Promise<Store> },
  { warn, patience = 10_000, transfer = 60_000 }: LayerOptions,
): StoreLayer {
  let opening: Promise<Store> | undefined;
  /** Whether the opening has ended, with a store or without. */
  let isSettled = false;
  /** From a failure to the end of the run. */
  let isResting = false;
  /** Whether it has not answered in this run. */
  let isSilent = false;
  /** From a failure to the next success. The user is told when it begins. */
  let isOut = false;
  let pushed: Promise<void> = Promise.resolve();
  const fail = (error: unknown, consequence: string) => {
    const { message } = error as Error;
    // The message of a store that cannot be opened names the cache already.
    const what = isUnavailable(error) ? message : `the cache ${location} failed: ${message}`;
    if (!isOut) warn(`${what}; ${consequence}`);
    [isResting, isOut] = [true, true];
    isSilent ||= error instanceof NoAnswer;
  };
  const succeed = () => {
    if (!isResting) isOut = false;
  };
  const opened = () => {
    if (opening !== undefined) return opening;
    const begun = open();
    opening = begun;
    isSettled = false;
    const settle = () => {
      if (opening === begun) isSettled = true;
    };
    // Nobody may wait for it any more when it fails.
    begun.then(settle, settle);
    return begun;
  };
  return {
    async ask(question, otherwise, kind = 'question') {
      if (isResting) return otherwise;
      try {
        const usual = kind === 'transfer' ? transfer : patience;
        const answer = await within(isOut ? Math.min(briefly, usual) : usual, opened().then(question));
        succeed();
        return answer;
      } catch (error) {
        fail(error, 'this run goes on without it');
        return otherwise;
      }
    },
    push(write) {
      pushed = pushed.then(async () => {
        if (isResting) return;
        try {
          await within(transfer, opened().then(write));
          succeed();
        } catch (error) {
          fail(error, 'new results are not written to it any more');
        }
      });
    },
    runBegins() {
      if (!isResting) return;
      [isResting, isSilent] = [false, false];
      if (!isSettled) return;
      // A store that failed may hold a connection that no longer works.
      opening?.then((store) => store[Symbol.asyncDispose]()).catch(() => {});
      opening = undefined;
    },
    async [Symbol.asyncDispose]() {
      await pushed;
      if (opening === undefined) return;
      const close = opening.then((store) => store[Symbol.asyncDispose]());
      // A layer that did not answer is not waited for again. A damaged file answers, and closing it removes what lies beside it.
      const most = isResting ? Math.min(briefly, patience) : patience;
      await within(isSilent ? 0 : most, close).catch(() => {});
    },
  };
}
