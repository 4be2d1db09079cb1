import type { RunEvent } from '../../../src/run/event.js';
import type { Store, StoredResult } from '../../../src/store/store.js';
import type { Digest } from '../../../src/values/digest.js';
import type { Rows } from './faults.js';
import type { Actor } from './world.js';

/** What a run must leave: the outcome of each stage, and the digest of each key. */
export interface Truth {
  readonly outcomes: ReadonlyMap<string, string>;
  readonly digests: ReadonlyMap<Digest, Digest>;
}

/** A promise of the pipeline was broken. */
export class Broken extends Error {}

/** Watches what processes do, and keeps what they break. */
export interface Referee {
  /** The first thing that was broken. */
  broken(): unknown;
  /** Something went wrong otherwise. */
  fail(error: unknown): void;
  /** A process asks its store to do something. */
  onCall(actor: Actor, method: keyof Store): void;
  /** The database has done it. */
  onWrite(actor: Actor, method: keyof Store, values: readonly unknown[]): void;
  onLost(key: string): void;
  /** A run was cancelled, then all its work has ended. */
  onCancelled(actor: Actor): void;
  onDrained(actor: Actor): void;
  /** A run has ended by itself, and its store has had time to make good what the database missed. */
  onMadeGood(events: readonly RunEvent[]): void;
}

/** Makes the referee of one world. */
export function createReferee(truth: Truth, rows: Rows): Referee {
  let first: unknown;
  const fail = (error: unknown) => {
    first ??= error;
  };
  const breaks = (what: string) => fail(new Broken(what));
  const [cancelled, drained] = [new Set<Actor>(), new Set<Actor>()];
  /** Also those that were lost since. */
  const written = new Set<string>();
  const lost = new Set<string>();
  return {
    fail,
    broken: () => first,
    onCall(actor, method) {
      // A run looks at its signal before it writes the artifact, and then writes the result, too.
      if (cancelled.has(actor) && method === 'putArtifact')
        breaks(`${actor.name} stores a value after its run was cancelled`);
    },
    onWrite(actor, method, values) {
      if (drained.has(actor)) breaks(`${actor.name} writes (${method}) after its run has ended`);
      if (method === 'putArtifact') written.add(values[0] as Digest);
      if (method !== 'putResult') return;
      const { key, digest, stage } = values[0] as StoredResult;
      if (truth.digests.get(key) !== digest) breaks(`${stage} has another digest than a run alone`);
      if (!written.has(digest)) breaks(`the result of ${stage} is written before its artifact`);
    },
    onLost: (key) => void lost.add(key),
    onCancelled: (actor) => void cancelled.add(actor),
    onDrained: (actor) => void drained.add(actor),
    onMadeGood(events) {
      for (const event of events) {
        const isMissing =
          event.type === 'built' &&
          truth.digests.has(event.key) &&
          !rows.results.has(event.key) &&
          !lost.has(event.key);
        if (isMissing) breaks(`${event.stage} was built, and is not in the store`);
      }
    },
  };
}
