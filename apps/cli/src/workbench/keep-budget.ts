import type { Digest } from '@superposition/pipeline/digest';
import { prune } from '@superposition/pipeline/prune';
import type { Store } from '@superposition/pipeline/store';

/**
 * Prunes the cache after a run that built something, if its file is larger than the budget. If that fails, the user
 * gets a warning, and the run still counts as successful.
 *
 * @param keep keys of the run; pruning does not remove their results
 */
export async function keepBudget(
  store: Store,
  budget: number,
  keep: ReadonlySet<Digest>,
  warn: (message: string) => void,
): Promise<void> {
  try {
    const size = await store.size();
    if (size !== undefined && size > budget) await prune(store, { budget, keep, now: Date.now() });
  } catch (error) {
    warn(`the cache ${store.location} could not be pruned: ${(error as Error).message}`);
  }
}
