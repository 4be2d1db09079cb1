import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf } from '../values/digest.js';
import type { Params, TaskAddress } from './task.js';

/** What an input contributes to a recipe: the digests of output bytes, never the names of the stages behind them. */
export type InputDigests =
  | Digest
  | readonly Digest[]
  | { readonly settled: Digest | FailedInput | readonly (Digest | FailedInput)[] };

/** A settled input that has no value; a result made from it is never stored. */
export interface FailedInput {
  readonly failed: string;
}

/**
 * Everything a result depends on, and nothing else: no path, time, host, locale, concurrency or display name.
 * Inputs enter by the digest of their output bytes, so a stage whose inputs come out the same is not run again.
 */
export interface Recipe {
  readonly task: TaskAddress;
  /** Fingerprint of the code the task's function really uses. */
  readonly code: Digest;
  readonly params: Params;
  readonly inputs: { readonly [name: string]: InputDigests };
  /** Id of the codec that made the output bytes. */
  readonly codec: string;
}

/** The name of a recipe's result: `sha256("recipe/1\n" + canonicalJson(recipe))`. */
export function keyOf(recipe: Recipe): Digest {
  return digestOf(`recipe/1\n${canonicalJson(recipe)}`);
}

/** Whether every input of the recipe has a value. */
export function isComplete(recipe: Recipe): boolean {
  return Object.values(recipe.inputs).every((input) => {
    if (typeof input === 'string' || !('settled' in input)) return true;
    const entries = Array.isArray(input.settled) ? input.settled : [input.settled];
    return entries.every((entry) => typeof entry === 'string');
  });
}

/** The same recipe but for one entry of a settled input, which has no value after all. */
export function withFailedInput(recipe: Recipe, input: string, index: number, failed: string): Recipe {
  const bound = recipe.inputs[input];
  if (typeof bound !== 'object' || !('settled' in bound))
    throw new Error(`the input '${input}' is not settled`);
  const settled = Array.isArray(bound.settled) ? bound.settled.with(index, { failed }) : { failed };
  return { ...recipe, inputs: { ...recipe.inputs, [input]: { settled } } };
}
