import type { Digest } from '../values/digest.js';
import { memoryStore } from './memory-store.js';
import type { Store } from './store.js';
import { StoreUnavailable } from './store-unavailable.js';

/**
 * A store that goes on when its database fails. At the first error of a read or a write it calls `warn`. From then on
 * it writes to memory, and reads from memory first. So a full disk makes no run fail.
 */
export function survivingStore(database: Store, warn: (message: string) => void): Store {
  let memory: Store | undefined;
  let readable = true;

  const fail = (error: unknown, consequence: string): Store => {
    if (memory === undefined) {
      warn(`the cache ${database.location} failed: ${(error as Error).message}; ${consequence}`);
      memory = memoryStore();
    }
    return memory;
  };
  const read = async <T>(
    action: (store: Store) => Promise<T>,
    merge: (first: T, second: T) => T,
  ): Promise<T> => {
    const kept = memory === undefined ? undefined : await action(memory);
    if (readable) {
      try {
        const found = await action(database);
        return kept === undefined ? found : merge(kept, found);
      } catch (error) {
        readable = false;
        return action(fail(error, 'this run goes on without it'));
      }
    }
    return kept ?? action(fail(new Error('unreadable'), 'this run goes on without it'));
  };
  const write = async (action: (store: Store) => Promise<void>): Promise<void> => {
    if (memory !== undefined) return action(memory);
    try {
      await action(database);
    } catch (error) {
      await action(fail(error, 'later results of this run are not cached'));
    }
  };
  const firstDefined = <T>(first: readonly (T | undefined)[], second: readonly (T | undefined)[]) =>
    first.map((value, index) => value ?? second[index]);

  return {
    location: database.location,
    results: (keys) => read((store) => store.results(keys), firstDefined),
    present: (digests) =>
      read<ReadonlySet<Digest>>(
        (store) => store.present(digests),
        (first, second) => new Set([...first, ...second]),
      ),
    artifact: (digest) =>
      read(
        (store) => store.artifact(digest),
        (first, second) => first ?? second,
      ),
    latest: (stages) => read((store) => store.latest(stages), firstDefined),
    putArtifact: (digest, bytes) => write((store) => store.putArtifact(digest, bytes)),
    putResult: (result) => write((store) => store.putResult(result)),
    putLatest: (keys) => write((store) => store.putLatest(keys)),
    notes: (names) => read((store) => store.notes(names), firstDefined),
    putNotes: (texts) => write((store) => store.putNotes(texts)),
    touch: (results, usedAt) => write((store) => store.touch(results, usedAt)),
    async *contents() {
      if (memory !== undefined) yield* memory.contents();
      if (!readable) return;
      try {
        yield* database.contents();
      } catch (error) {
        // We throw, because the caller would take a part of the list for the whole.
        throw new StoreUnavailable(`the cache ${database.location} failed: ${(error as Error).message}`);
      }
    },
    remove: (rows) => write((store) => store.remove(rows)),
    compact: () => write((store) => store.compact()),
    async size() {
      return readable ? database.size().catch(() => undefined) : undefined;
    },
    async [Symbol.asyncDispose]() {
      try {
        await database[Symbol.asyncDispose]();
      } catch (error) {
        fail(error, 'the last results may be lost');
      }
    },
  };
}
