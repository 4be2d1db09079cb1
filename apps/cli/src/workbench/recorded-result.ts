import type { Digest } from '@superposition/pipeline/digest';
import type { Store, StoredResult } from '@superposition/pipeline/store';
import { UserError } from '../user-error.js';

/**
 * Finds the recorded result that a word means: the last result of the stage with this name, or the result whose key
 * begins with the word.
 *
 * @throws UserError when there is no such result, or several keys begin with the word
 */
export async function recordedResult(command: string, word: string, store: Store): Promise<StoredResult> {
  const [latest] = await store.latest([word]);
  const keys = latest !== undefined ? [latest] : await keysFrom(word, store);
  if (keys.length > 1) {
    throw new UserError(
      `${command} ${word}: ${keys.length} keys begin with this; give more letters of the key`,
    );
  }
  const [result] = await store.results(keys);
  if (result !== undefined) return result;
  throw new UserError(
    `${command} ${word}: the cache has no result of a stage with this name or of such a key`,
  );
}

async function keysFrom(beginning: string, store: Store): Promise<readonly Digest[]> {
  const keys: Digest[] = [];
  if (!/^[0-9a-f]{1,64}$/.test(beginning)) return keys;
  for await (const rows of store.contents()) {
    for (const { result } of rows) if (result?.key.startsWith(beginning)) keys.push(result.key);
  }
  return keys;
}
