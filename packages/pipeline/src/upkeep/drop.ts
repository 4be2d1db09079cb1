import type { Store, StoredResult, StoredRow } from '../store/store.js';
import { type Holding, holding, leftovers, rowsOf } from './prune.js';

/** What dropping removed, or would remove. */
export interface Dropped {
  readonly results: readonly StoredResult[];
  /** All rows that went: the results, artifacts that no other result names, and rows that have become useless. */
  readonly removed: Holding;
}

/**
 * Removes some results from a store, and what was there only for them. A run computes them again when it needs them.
 *
 * @param isMeant chooses the results
 * @param dryRun only computes what it would remove
 */
export async function dropResults(
  store: Store,
  isMeant: (result: StoredResult) => boolean,
  dryRun = false,
): Promise<Dropped> {
  const rows = await rowsOf(store);
  const isDropped = ({ result }: StoredRow) => result !== undefined && isMeant(result);
  const dropped = rows.filter(isDropped);
  const results = dropped.map(({ result }) => result!);
  const named = new Set(rows.flatMap((row) => (row.result && !isDropped(row) ? [row.result.digest] : [])));
  const unnamed = new Set<string>(results.map(({ digest }) => digest).filter((digest) => !named.has(digest)));
  const artifacts = rows.filter(({ table, name }) => table === 'artifacts' && unnamed.has(name));
  const removed = [...dropped, ...artifacts];
  removed.push(...leftovers(rows, removed));
  // Results first. If the process is killed in between, no result stays without its artifact.
  if (!dryRun)
    for (const table of ['results', 'artifacts'] as const)
      await store.remove(removed.filter((row) => row.table === table));
  return { results, removed: holding(removed) };
}
