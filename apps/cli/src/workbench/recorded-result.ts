import type { Digest } from '@superposition/pipeline/digest';
import type { Store, StoredResult } from '@superposition/pipeline/store';
import { UserError } from '../user-error.js';

/**
 * The recorded result that a word means: the latest of the stage of this name, or the one whose key begins so.
 *
 * @throws UserError when there is none, or several keys begin so
 */
export async function recordedResult(command: string, word: string, store: Store): Promise<StoredResult> {
  const [latest] = await store.latest([word]);
  const keys = latest !== undefined ? [latest] : await keysFrom(word, store);
  if (keys.length > 1) {
    throw new UserError(`${command} ${word}: ${keys.length} keys begin so; give more letters of it`);
  }
  const [result] = await store.results(keys);
  if (result !== undefined) return result;
  throw new UserError(`${command} ${word}: the cache has no result of a stage or key of this name`);
}

async function keysFrom(beginning: string, store: Store): Promise<readonly Digest[]> {
  const keys: Digest[] = [];
  if (!/^[0-9a-f]{1,64}$/.test(beginning)) return keys;
  for await (const rows of store.contents()) {
    for (const { result } of rows) if (result?.key.startsWith(beginning)) keys.push(result.key);
  }
  return keys;
}
