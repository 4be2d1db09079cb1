import { canonicalJson } from './canonical-json.js';
import type { Recipe } from './recipe.js';
import { type Stage, stagesOf } from './stage.js';

/** Why a stage has to run; every kind names what changed, down to the value. */
export type Reason =
  | { readonly kind: 'new' }
  | { readonly kind: 'parameter'; readonly path: string; readonly from: unknown; readonly to: unknown }
  | { readonly kind: 'code'; readonly task: string }
  | { readonly kind: 'task'; readonly from: string; readonly to: string }
  | { readonly kind: 'codec'; readonly from: string; readonly to: string }
  | { readonly kind: 'input value'; readonly input: string; readonly stage: string }
  | { readonly kind: 'input list'; readonly input: string; readonly added: number; readonly removed: number }
  | { readonly kind: 'input failed'; readonly input: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'corrupt' }
  | { readonly kind: 'forced' }
  | { readonly kind: 'refresh' };

/**
 * The differences that make one recipe's result differ from another's: a pure diff, empty when they are the same.
 *
 * @param stage the stage of the second recipe; names the stages behind its inputs
 */
export function explain(previous: Recipe, current: Recipe, stage: Stage): readonly Reason[] {
  const reasons: Reason[] = [];
  if (previous.task !== current.task) {
    reasons.push({ kind: 'task', from: previous.task, to: current.task });
  } else if (previous.code !== current.code) {
    reasons.push({ kind: 'code', task: current.task });
  }
  if (previous.codec !== current.codec)
    reasons.push({ kind: 'codec', from: previous.codec, to: current.codec });
  reasons.push(...changedParameters(previous.params, current.params, ''));
  reasons.push(...changedInputs(previous, current, stage));
  return reasons;
}

function changedParameters(from: unknown, to: unknown, path: string): Reason[] {
  if (isPlainObject(from) && isPlainObject(to)) {
    return [...new Set([...Object.keys(from), ...Object.keys(to)])]
      .sort()
      .flatMap((key) => changedParameters(from[key], to[key], path === '' ? key : `${path}.${key}`));
  }
  return same(from, to) ? [] : [{ kind: 'parameter', path, from, to }];
}

function changedInputs(previous: Recipe, current: Recipe, stage: Stage): Reason[] {
  return Object.keys(current.inputs).flatMap((input): Reason[] => {
    const from = digestsOf(previous, input);
    const to = digestsOf(current, input);
    const names = stagesOf(stage.inputs[input] ?? []).map(({ name }) => name);
    if (from.length !== to.length) {
      const before = new Set(from);
      const after = new Set(to);
      const added = to.filter((digest) => !before.has(digest)).length;
      const removed = from.filter((digest) => !after.has(digest)).length;
      return [{ kind: 'input list', input, added, removed }];
    }
    return to.flatMap((digest, index): Reason[] =>
      digest === from[index] ? [] : [{ kind: 'input value', input, stage: names[index] ?? input }],
    );
  });
}

/** The reasons of a recipe that has failed inputs: there is no earlier result to compare it with. */
export function failedInputs(recipe: Recipe): readonly Reason[] {
  return Object.keys(recipe.inputs)
    .filter((input) => digestsOf(recipe, input).some((digest) => typeof digest !== 'string'))
    .map((input) => ({ kind: 'input failed', input }));
}

function digestsOf(recipe: Recipe, input: string): readonly unknown[] {
  const digests = recipe.inputs[input];
  if (digests === undefined) return [];
  const bound = typeof digests === 'object' && 'settled' in digests ? digests.settled : digests;
  return Array.isArray(bound) ? bound : [bound];
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}

/** A reason as a phrase: "data.activeProbability changed 0.02 -> 0.05". */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case 'new':
      return 'no earlier result';
    case 'parameter':
      return `${reason.path} changed ${brief(reason.from)} -> ${brief(reason.to)}`;
    case 'code':
      return `the code of ${reason.task} changed`;
    case 'task':
      return `its task changed ${reason.from} -> ${reason.to}`;
    case 'codec':
      return `its codec changed ${reason.from} -> ${reason.to}`;
    case 'input value':
      return `the value of ${reason.stage} changed`;
    case 'input list':
      return `the list ${reason.input} changed (${reason.added} added, ${reason.removed} removed)`;
    case 'input failed':
      return `a stage of ${reason.input} failed`;
    case 'missing':
      return 'its result is no longer in the cache';
    case 'corrupt':
      return 'its bytes in the cache are corrupt';
    case 'forced':
      return 'forced';
    case 'refresh':
      return 'everything is refreshed';
  }
}

function brief(value: unknown): string {
  if (value === undefined) return '(absent)';
  const text = canonicalJson(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
