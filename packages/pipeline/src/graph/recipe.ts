import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf } from '../values/digest.js';
import { type Stage, stagesOf } from './stage.js';
import type { Params, TaskAddress, TaskCode } from './task.js';

/** The part of a recipe for one input: digests of values, never names of stages. */
export type InputDigests =
  | Digest
  | readonly Digest[]
  | { readonly settled: Digest | FailedInput | readonly (Digest | FailedInput)[] };

/** A settled input that failed (`failed` names the stage). The store keeps no result that was made from one. */
export interface FailedInput {
  readonly failed: string;
}

/**
 * Everything that a result depends on, and nothing else: no path, time, host, locale, number of jobs or stage name. It
 * names an input by the digest of the input's bytes. So a stage does not run again when its inputs have the same bytes.
 */
export interface Recipe {
  readonly task: TaskAddress;
  /** Fingerprint of the code that the task's function uses. */
  readonly code: Digest;
  readonly params: Params;
  readonly inputs: { readonly [name: string]: InputDigests };
  /** Id of the codec that encodes the value. */
  readonly codec: string;
}

/**
 * The recipe of a stage.
 *
 * @param values of the stages in `upstreamOf(stage)`, in that order; only those of settled inputs may have failed
 */
export function recipeOf(stage: Stage, code: TaskCode, values: readonly (Digest | FailedInput)[]): Recipe {
  const inputs: [name: string, bound: InputDigests][] = [];
  let next = 0;
  for (const [name, input] of Object.entries(stage.inputs)) {
    const count = stagesOf(input).length;
    const entries = values.slice(next, next + count);
    next += count;
    const isSettled = 'settled' in input;
    const isList = Array.isArray(isSettled ? input.settled : input);
    const bound = isSettled
      ? { settled: isList ? entries : entries[0]! }
      : isList
        ? (entries as Digest[])
        : (entries[0] as Digest);
    inputs.push([name, bound]);
  }
  return {
    task: stage.task.address,
    code: code.fingerprint,
    params: stage.params,
    // An assignment to a member named '__proto__' would set the prototype instead.
    inputs: Object.fromEntries(inputs),
    codec: stage.task.codec.id,
  };
}

/** The address in the recipe of a given value, which has no task. */
export const givenAddress: TaskAddress = '@superposition/pipeline/given#given';

/** The key of a recipe's result: `sha256("recipe/1\n" + canonicalJson(recipe))`. */
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

/**
 * A copy of the recipe in which one entry of a settled input has failed.
 *
 * @param failed the name of the failed stage
 */
export function withFailedInput(recipe: Recipe, input: string, index: number, failed: string): Recipe {
  const bound = recipe.inputs[input];
  if (typeof bound !== 'object' || !('settled' in bound))
    throw new Error(`the input '${input}' is not settled`);
  const settled = Array.isArray(bound.settled) ? bound.settled.with(index, { failed }) : { failed };
  return { ...recipe, inputs: { ...recipe.inputs, [input]: { settled } } };
}
