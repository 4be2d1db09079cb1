import type { Store } from './store/store.js';
import { type Holding, holding as holdingOf, rowsOf } from './upkeep/prune.js';
import { needStore } from './values/need.js';

export { type Holding, type Pruned, type PruneRequest, prune, type Stay } from './upkeep/prune.js';
export { exportStore, importStore, TransferError, type Transferred } from './upkeep/transfer.js';
export { type StoreProblem, type StoreVerdict, verifyStore } from './upkeep/verify-store.js';

/**
 * Counts the results, artifacts and bytes of a store. Resolves when it has listed every row.
 *
 * @throws TypeError when the store is none
 * @throws StoreError when it cannot be read @public
 */
export async function holding(store: Store): Promise<Holding> {
  needStore('holding', store);
  return holdingOf(await rowsOf(store));
}
