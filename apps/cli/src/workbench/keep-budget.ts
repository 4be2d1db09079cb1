import type { Store } from '@superposition/pipeline/internal/store/store';
import { pruneIfOver } from '@superposition/pipeline/internal/upkeep/prune';
import type { Digest } from '@superposition/pipeline/internal/values/digest';

/**
 * Prunes the cache after a run that built something, if it takes more on disk than the budget. If that fails, the user
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
    await pruneIfOver(store, { budget, keep, now: Date.now() });
  } catch (error) {
    warn(`the cache ${store.location} could not be pruned: ${(error as Error).message}`);
  }
}
