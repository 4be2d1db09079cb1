import type { FailedInput, InputDigests, Recipe } from '../graph/recipe.js';
import { type Stage, stagesOf } from '../graph/stage.js';
import { canonicalJson } from '../values/canonical-json.js';
import type { Digest } from '../values/digest.js';
import { own } from '../values/own.js';
import type { Reason } from './reason.js';

/** The reasons for which the inputs of two recipes differ. */
export function changedInputs(previous: Recipe, current: Recipe, stage: Pick<Stage, 'inputs'>): Reason[] {
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

/** How many of the entries are not among the others. An entry that occurs twice counts twice. */
function surplus(entries: readonly Entry[], others: readonly Entry[]): number {
  const left = new Map<string, number>();
  for (const entry of others) left.set(canonicalJson(entry), (left.get(canonicalJson(entry)) ?? 0) + 1);
  return entries.filter((entry) => {
    const count = left.get(canonicalJson(entry)) ?? 0;
    left.set(canonicalJson(entry), count - 1);
    return count <= 0;
  }).length;
}

type Entry = Digest | FailedInput;

export function digestsOf(input: InputDigests): readonly Entry[] {
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

/** Whether two plain values are equal; undefined stands for one that is absent. */
export function same(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}
