import type { Store, StoredResult } from '../store/store.js';
import type { Digest } from '../values/digest.js';

/** A result whose value is to be dropped: its key, and the stage that must have built it. */
export interface BuiltResult {
  readonly key: Digest;
  readonly stage: string;
}

/**
 * Removes the values of results from a store, and keeps the results. Runs count them as fresh, and build a value again when a stage
 * takes it. What stages of other names built is left alone, because others may want it.
 *
 * @param now recorded as the time of the last use, in milliseconds since 1970
 * @returns bytes of the values that went
 */
export async function dropValues(store: Store, built: readonly BuiltResult[], now: number): Promise<number> {
  const found = await store.results(built.map(({ key }) => key));
  const dropped = found.filter(
    (result, index): result is StoredResult =>
      result !== undefined && result.stage === built[index]!.stage && !result.valueDropped,
  );
  if (dropped.length === 0) return 0;
  // The results first. If the process is killed in between, a value stays that nobody needs, but no result has lost its value.
  await store.touch(
    dropped.map((result): StoredResult => ({ ...result, valueDropped: true })),
    now,
  );
  const sizes = new Map(dropped.map(({ digest, size }) => [digest, size]));
  await store.remove(Array.from(sizes.keys(), (name) => ({ table: 'artifacts', name })));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
