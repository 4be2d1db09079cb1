import { isComplete, keyOf, type Recipe } from '../graph/recipe.js';
import type { StoredResult } from '../store/store.js';
import { isDigest } from '../values/digest.js';

/** Reads a result from an imported file. It checks every field and ignores unknown ones. */
export function readTransferredResult(text: string, fail: (what: string) => never): StoredResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('a result is not JSON');
  }
  if (!isObject(value)) return fail('a result is not an object');
  const { key, stage, digest, size, duration, builtAt, valueDropped } = value;
  const recipe = readRecipe(value['recipe']);
  if (recipe === undefined) return fail('the recipe of a result is missing or incomplete');
  if (typeof key !== 'string' || !isDigest(key) || keyIfAny(recipe) !== key)
    return fail('the key of a result does not match its recipe');
  if (typeof digest !== 'string' || !isDigest(digest)) return fail('a result names no artifact');
  if (typeof stage !== 'string' || !isAmount(size) || !isAmount(duration) || !isAmount(builtAt))
    return fail('a field of a result is missing or has a wrong type');
  const result = { key, stage, recipe, digest, size, duration, builtAt };
  return valueDropped === true ? { ...result, valueDropped } : result;
}

/** The key of a recipe; undefined if it has none because it is nested too deep, so that no run could have had it. */
function keyIfAny(recipe: Recipe): string | undefined {
  try {
    return keyOf(recipe);
  } catch {
    return undefined;
  }
}

function readRecipe(value: unknown): Recipe | undefined {
  if (!isObject(value)) return undefined;
  const { task, code, params, inputs, codec } = value;
  if (typeof task !== 'string' || typeof code !== 'string' || !isDigest(code) || typeof codec !== 'string')
    return undefined;
  if (!isObject(params) || !isObject(inputs) || !Object.values(inputs).every(isBound)) return undefined;
  const recipe = { task, code, params, inputs, codec } as unknown as Recipe;
  return isComplete(recipe) ? recipe : undefined;
}

function isBound(value: unknown): boolean {
  const bound = isObject(value) && Object.keys(value).join() === 'settled' ? value['settled'] : value;
  return (Array.isArray(bound) ? bound : [bound]).every((one) => typeof one === 'string' && isDigest(one));
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
