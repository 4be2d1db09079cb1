import type { Store, StoredResult } from '../store/store.js';
import type { Digest } from '../values/digest.js';

/** A result whose value is to be dropped: its key, and the stage that must have built it. */
export interface BuiltResult {
  readonly key: Digest;
  readonly stage: string;
}

/**
 * Removes the values of results from a store, and keeps the results. Runs count them as fresh, and build a value again when a stage
 * takes it. What stages of other names built is left alone, because others may want it; but if it has the same bytes, these go, too.
 *
 * @param now recorded as the time of the last use, in milliseconds since 1970
 * @returns bytes of the values that went
 */
export async function dropValues(store: Store, built: readonly BuiltResult[], now: number): Promise<number> {
  const found = await store.results(built.map(({ key }) => key));
  const own = found.filter(
    (result, index): result is StoredResult => result !== undefined && result.stage === built[index]!.stage,
  );
  // Also of those that are marked already: a value may have come back, such as by an import.
  const present = await store.present([...new Set(own.map(({ digest }) => digest))]);
  const unmarked = own.filter(({ valueDropped }) => !valueDropped);
  // The marks first. If the process is killed in between, a value stays that nobody needs, but no result has lost its value.
  if (unmarked.length > 0)
    await store.touch(
      unmarked.map((result): StoredResult => ({ ...result, valueDropped: true })),
      now,
    );
  const sizes = new Map(own.flatMap(({ digest, size }) => (present.has(digest) ? [[digest, size]] : [])));
  if (sizes.size > 0) await store.remove(Array.from(sizes.keys(), (name) => ({ table: 'artifacts', name })));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
