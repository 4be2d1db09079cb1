import { randomUUID } from 'node:crypto';
import { claimOf, hasEnded, readClaim, writeClaim } from '../store/claim.js';
import type { Store, StoredResult } from '../store/store.js';
import type { Digest } from '../values/digest.js';
import type { Clock } from './clock.js';
import type { Failure, ResultFacts } from './event.js';

/** What work gives. After a success, the result usually stands in the store, in the place of the claim. */
type Done = ResultFacts | Failure;

/** The work of one key. */
export interface ClaimedWork {
  readonly key: Digest;
  /** Runs an action when the run may do more work. Nobody holds a slot while it waits for another run. */
  slot<R>(action: () => Promise<R>): Promise<R>;
  work(): Promise<Done>;
  /** The result of this key, if the store has it with its artifact. */
  find(): Promise<StoredResult | undefined>;
  /** Receives, once, what is waited for. */
  note(text: string): void;
}

/** Keeps runs that share a store, also of other processes and machines, from doing the same work at once. */
export interface Claims {
  /**
   * Does some work, unless another run is doing it: then waits until that run has written the result. If the other run ends
   * without a result, or is killed, does the work after all.
   */
  once(claimed: ClaimedWork): Promise<Done | { readonly found: StoredResult }>;
}

/** How claims keep time, in milliseconds. */
export interface ClaimTimes {
  /** How often a run says that it goes on. */
  readonly beat: number;
  /** After so long without a word, the run of a claim counts as killed. */
  readonly patience: number;
}

/**
 * Makes the claims of one run. A claim is a row in the place of a result. It is no lock: whoever finds it too old replaces it, and
 * at worst two runs do the same work. We do not compare clocks, because those of two machines differ. A claim is too old when it
 * has not changed for a while as we look at it, or when its process, on this machine, has ended.
 */
export function createClaims(
  store: Store,
  signal: AbortSignal,
  clock: Clock,
  { beat, patience }: ClaimTimes = { beat: 5_000, patience: 20_000 },
): Claims {
  const run = randomUUID();
  const textNow = () => writeClaim(claimOf(run, clock.now()));

  /** Works under a claim that stands in the store, and says from time to time that it goes on. */
  const workUnder = async (key: Digest, work: () => Promise<Done>): Promise<Done> => {
    // Which text stands there is asked each time. If the database fails for a while, nobody knows whether a renewal was written.
    const mine = async () => {
      const text = await store.claimed(key);
      return { text, isMine: readClaim(text)?.run === run };
    };
    let renewal: Promise<unknown> = Promise.resolve();
    const renew = async () => {
      const { text, isMine } = await mine();
      if (isMine || text === undefined) await store.claim(key, textNow(), text);
    };
    const stopBeating = clock.every(beat, () => {
      renewal = renewal.then(renew).catch(() => {});
    });
    try {
      return await work();
    } finally {
      stopBeating();
      await renewal;
      // Also after work that gave a value: the database may have failed, or may not hold so large a value.
      const { text, isMine } = await mine();
      if (isMine) await store.unclaim(key, text!);
    }
  };

  /** Waits until a claim is gone, or may be replaced. Returns its text if it may be replaced. */
  const end = async (
    key: Digest,
    first: string,
    note: (text: string) => void,
  ): Promise<string | undefined> => {
    let text: string | undefined = first;
    const start = clock.elapsed();
    let since = start;
    let hasNoted = false;
    for (let pause = shortestPause; text !== undefined; pause = Math.min(2 * pause, longestPause)) {
      const claim = readClaim(text)!;
      if (hasEnded(claim) || clock.elapsed() - since > patience) return text;
      if (!hasNoted && clock.elapsed() - start > 1_000) {
        note(`another run builds it (process ${claim.pid} on ${claim.host}): waiting for its result`);
        hasNoted = true;
      }
      await clock.delay(pause, signal);
      const next = await store.claimed(key);
      if (next !== text) since = clock.elapsed();
      text = next;
    }
    return undefined;
  };

  return {
    async once({ key, slot, work, find, note }) {
      let over: string | undefined;
      for (;;) {
        const tried = await slot(async () => {
          signal.throwIfAborted();
          if (await store.claim(key, textNow(), over)) return workUnder(key, work);
          const other = await store.claimed(key);
          if (other !== undefined) return other;
          const found = await find();
          // A damaged row, or a result without its artifact: it is replaced without a claim.
          return found === undefined ? work() : { found };
        });
        if (typeof tried !== 'string') return tried;
        over = await end(key, tried, note);
        const found = await find();
        if (found !== undefined) return { found };
      }
    },
  };
}

/** Milliseconds between two looks at a claim, at first and at most. */
const shortestPause = 10;
const longestPause = 500;
