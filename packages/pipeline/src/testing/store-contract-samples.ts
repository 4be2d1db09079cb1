import { keyOf, type Recipe } from '../graph/recipe.js';
import type { StoredResult } from '../store/store.js';
import { digestOf } from '../values/digest.js';

/** A valid result, a different one for each index. */
export function resultOf(index: number): StoredResult {
  const recipe: Recipe = {
    task: 'contract/task#fn',
    code: digestOf('code'),
    params: { index },
    inputs: {},
    codec: 'json/1',
  };
  const facts = {
    digest: digestOf(`output ${index}`),
    size: index,
    duration: index / 8,
    builtAt: 1_700_000_000_000,
  };
  return { key: keyOf(recipe), stage: `stage ${index}`, recipe, ...facts };
}

/** The text with another letter at this place. */
export function changed(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);
}
