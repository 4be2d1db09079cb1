import type { FailedInput, InputDigests, Recipe } from '../graph/recipe.js';
import { type Stage, stagesOf } from '../graph/stage.js';
import { canonicalJson } from '../values/canonical-json.js';
import type { Digest } from '../values/digest.js';
import { own } from '../values/own.js';
import { someOf } from '../values/some-of.js';

/** Why a stage has to run; every kind names what changed, down to the value. */
export type Reason =
  | { readonly kind: 'new' }
  | { readonly kind: 'parameter'; readonly path: string; readonly from: unknown; readonly to: unknown }
  /** `modules`: those that differ, where both builds of the code are known. */
  | { readonly kind: 'code'; readonly task: string; readonly modules?: readonly string[] }
  | { readonly kind: 'task'; readonly from: string; readonly to: string }
  | { readonly kind: 'codec'; readonly from: string; readonly to: string }
  | { readonly kind: 'input value'; readonly input: string; readonly stage: string }
  | { readonly kind: 'input list'; readonly input: string; readonly added: number; readonly removed: number }
  /** An input of this name is there only now, or no longer, or was bound as another of one stage, a list and settled. */
  | { readonly kind: 'input binding'; readonly input: string; readonly change: 'new' | 'gone' | 'otherwise' }
  | { readonly kind: 'input failed'; readonly input: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'corrupt' }
  | { readonly kind: 'forced' }
  | { readonly kind: 'refresh' };

/**
 * The differences that make one recipe's result differ from another's: a pure diff, empty when they are the same.
 *
 * @param stage the stage of the second recipe; names the stages behind its inputs
 * @param modules those in which the code of the two differs, where that is known
 */
export function explain(
  previous: Recipe,
  current: Recipe,
  stage: Pick<Stage, 'inputs'>,
  modules: readonly string[] = [],
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (previous.task !== current.task) {
    reasons.push({ kind: 'task', from: previous.task, to: current.task });
  } else if (previous.code !== current.code) {
    reasons.push({ kind: 'code', task: current.task, ...(modules.length > 0 && { modules }) });
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
      .flatMap((key) =>
        changedParameters(own(from, key), own(to, key), path === '' ? key : `${path}.${key}`),
      );
  }
  return same(from, to) ? [] : [{ kind: 'parameter', path, from, to }];
}

function changedInputs(previous: Recipe, current: Recipe, stage: Pick<Stage, 'inputs'>): Reason[] {
  const names = new Set([...Object.keys(current.inputs), ...Object.keys(previous.inputs)]);
  return [...names].flatMap((input): Reason[] => {
    const before = own(previous.inputs, input);
    const now = own(current.inputs, input);
    if (before === undefined) return [{ kind: 'input binding', input, change: 'new' }];
    if (now === undefined) return [{ kind: 'input binding', input, change: 'gone' }];
    const rebound: Reason[] =
      formOf(before) === formOf(now) ? [] : [{ kind: 'input binding', input, change: 'otherwise' }];
    return [...rebound, ...changedValues(input, digestsOf(before), digestsOf(now), stage)];
  });
}

function changedValues(
  input: string,
  before: readonly Entry[],
  now: readonly Entry[],
  stage: Pick<Stage, 'inputs'>,
): Reason[] {
  if (before.length !== now.length) {
    return [{ kind: 'input list', input, added: surplus(now, before), removed: surplus(before, now) }];
  }
  const sources = stagesOf(own(stage.inputs, input) ?? []);
  return now.flatMap((entry, index): Reason[] =>
    same(entry, before[index]) ? [] : [{ kind: 'input value', input, stage: sources[index]?.name ?? input }],
  );
}

/** How many of some entries others lack, each counted as often as it comes. */
function surplus(entries: readonly Entry[], others: readonly Entry[]): number {
  const left = new Map<string, number>();
  for (const entry of others) left.set(canonicalJson(entry), (left.get(canonicalJson(entry)) ?? 0) + 1);
  return entries.filter((entry) => {
    const count = left.get(canonicalJson(entry)) ?? 0;
    left.set(canonicalJson(entry), count - 1);
    return count <= 0;
  }).length;
}

/** The reasons of a recipe that has failed inputs: there is no earlier result to compare it with. */
export function failedInputs(recipe: Recipe): readonly Reason[] {
  return Object.entries(recipe.inputs)
    .filter(([, bound]) => digestsOf(bound).some((entry) => typeof entry !== 'string'))
    .map(([input]) => ({ kind: 'input failed', input }));
}

type Entry = Digest | FailedInput;

function digestsOf(input: InputDigests): readonly Entry[] {
  const bound = isSettled(input) ? input.settled : input;
  return Array.isArray(bound) ? bound : [bound as Entry];
}

function formOf(input: InputDigests): string {
  const bound = isSettled(input) ? input.settled : input;
  return `${isSettled(input) ? 'settled ' : ''}${Array.isArray(bound) ? 'list' : 'stage'}`;
}

function isSettled(input: InputDigests): input is Extract<InputDigests, { readonly settled: unknown }> {
  return typeof input === 'object' && 'settled' in input;
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
      return `the code of ${reason.task} changed${reason.modules === undefined ? '' : ` (${someOf(reason.modules)})`}`;
    case 'task':
      return `its task changed ${reason.from} -> ${reason.to}`;
    case 'codec':
      return `its codec changed ${reason.from} -> ${reason.to}`;
    case 'input value':
      return `the value of ${reason.stage} changed`;
    case 'input list':
      return `the list ${reason.input} changed (${reason.added} added, ${reason.removed} removed)`;
    case 'input binding':
      return reason.change === 'otherwise'
        ? `the input ${reason.input} is bound otherwise`
        : `the input ${reason.input} is ${reason.change}`;
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

/** Reasons as one phrase; of many, the first few and how many more there are. */
export function describeReasons(reasons: readonly Reason[], most = 3): string {
  const shown = reasons.slice(0, most).map(describeReason);
  const rest = reasons.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

function brief(value: unknown): string {
  if (value === undefined) return '(absent)';
  const text = canonicalJson(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
