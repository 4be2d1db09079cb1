import { givenAddress, type Recipe } from '../graph/recipe.js';
import type { Stage } from '../graph/stage.js';
import { brief } from '../values/brief.js';
import { own } from '../values/own.js';
import { someOf } from '../values/some-of.js';
import { isObject, whatIs } from '../values/what-is.js';
import { changedInputs, digestsOf, same } from './changed-inputs.js';
import type { Reason } from './reason.js';

export type { Reason };

/**
 * Compares two recipes and returns their differences; none if they are the same.
 *
 * @param stage the stage of the second recipe; its inputs give the names of the stages behind them, its name that of a given value
 * @param modules the modules in which the code of the two differs, if they are known
 * @throws TypeError when one of them is no recipe @public
 */
export function explain(
  previous: Recipe,
  current: Recipe,
  stage: Pick<Stage, 'inputs'> & Partial<Pick<Stage, 'name'>>,
  modules: readonly string[] = [],
): readonly Reason[] {
  needRecipe('the recipe before', previous);
  needRecipe('the recipe now', current);
  if (!isObject(stage) || !isObject(stage.inputs))
    throw new TypeError(`explain: its stage is ${whatIs(stage)}; give the stage of the second recipe`);
  const reasons: Reason[] = [];
  if (previous.task !== current.task) {
    reasons.push({ kind: 'task', from: previous.task, to: current.task });
  } else if (previous.code !== current.code) {
    reasons.push({ kind: 'code', task: current.task, ...(modules.length > 0 && { modules }) });
  }
  if (previous.codec !== current.codec)
    reasons.push({ kind: 'codec', from: previous.codec, to: current.codec });
  reasons.push(...changedParameters(previous, current, stage.name));
  reasons.push(...changedInputs(previous, current, stage));
  return reasons;
}

function needRecipe(what: string, recipe: unknown): void {
  if (isObject(recipe) && isObject(recipe['params']) && isObject(recipe['inputs'])) return;
  throw new TypeError(`explain: ${what} is ${whatIs(recipe)}; take the recipe of a 'built' or 'fresh' event`);
}

function changedParameters(previous: Recipe, current: Recipe, name: string | undefined): Reason[] {
  const isGiven = (recipe: Recipe) => recipe.task === givenAddress;
  // The recipe of a given value has a digest where others have parameters.
  if (isGiven(previous) !== isGiven(current)) return [];
  const changed = changedMembers(previous.params, current.params, '');
  if (changed.length === 0 || !isGiven(current)) return changed;
  return [{ kind: 'given value', ...(name !== undefined && { stage: name }) }];
}

function changedMembers(from: unknown, to: unknown, path: string): Reason[] {
  if (isPlainObject(from) && isPlainObject(to)) {
    return [...new Set([...Object.keys(from), ...Object.keys(to)])]
      .sort()
      .flatMap((key) => changedMembers(own(from, key), own(to, key), path === '' ? key : `${path}.${key}`));
  }
  return same(from, to) ? [] : [{ kind: 'parameter', path, from, to }];
}

/** The reasons for a recipe with failed inputs. No result of it is stored, so there is nothing to compare it with. */
export function failedInputs(recipe: Recipe): readonly Reason[] {
  return Object.entries(recipe.inputs)
    .filter(([, bound]) => digestsOf(bound).some((entry) => typeof entry !== 'string'))
    .map(([input]) => ({ kind: 'input failed', input }));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A reason as a phrase: "data.activeProbability changed 0.02 → 0.05".
 *
 * @throws TypeError when it is no reason @public
 */
export function describeReason(reason: Reason): string {
  if (!isObject(reason as unknown) || typeof reason.kind !== 'string')
    throw new TypeError(
      `describeReason: it is ${whatIs(reason)}; give a reason of a 'started' event or of a plan`,
    );
  switch (reason.kind) {
    case 'new':
      return reason.given === true ? 'given for the first time' : 'not in the cache';
    case 'given value':
      return reason.stage === undefined
        ? 'the given value changed'
        : `the given value ${reason.stage} changed`;
    case 'parameter':
      return `${reason.path} changed ${brief(reason.from)} → ${brief(reason.to)}`;
    case 'code':
      return `the code of ${reason.task} changed${reason.modules === undefined ? '' : ` (${someOf(reason.modules)})`}`;
    case 'task':
      if (reason.to === givenAddress) return 'its value is given now, and was computed';
      if (reason.from === givenAddress) return 'its value is computed now, and was given';
      return `its task changed ${reason.from} → ${reason.to}`;
    case 'codec':
      return `its codec changed ${reason.from} → ${reason.to}`;
    case 'input value':
      return `the value of ${reason.stage} changed`;
    case 'input list':
      return `the list ${reason.input} changed (${reason.added} added, ${reason.removed} removed)`;
    case 'input binding':
      return reason.change === 'otherwise'
        ? `the input ${reason.input} is bound in another way`
        : `the input ${reason.input} is ${reason.change}`;
    case 'input failed':
      return `a stage of the input ${reason.input} failed`;
    case 'missing':
      return 'its last result is no longer in the cache';
    case 'corrupt':
      return 'its bytes in the cache are corrupt';
    case 'dropped':
      return 'its value was not kept, and is read again';
    case 'forced':
      return 'asked to run again';
    case 'refresh':
      return 'everything is computed again';
    default:
      // A newer version may have written it.
      return `for a reason of the kind '${(reason as { readonly kind: string }).kind}'`;
  }
}

/** Whether these are reasons of a given value. It does not run: it is put into the store. */
export function isOfGiven(reasons: readonly Reason[]): boolean {
  return reasons.some((reason) => reason.kind === 'given value' || (reason.kind === 'new' && reason.given));
}

/** A difference in words. */
export interface ToldReason {
  /** "training.steps changed 1000 → 2000". */
  readonly changed: string;
  /** What a frozen value was made with: "training.steps = 1000 instead of 2000". */
  readonly madeWith: string;
}

/** Puts reasons into words, all but the changed values of inputs. Several reasons may be told as one. */
export type ReasonWords = (reasons: readonly Reason[]) => readonly ToldReason[];

/** A reason in the words of this package, which names parameters, tasks and modules in full. */
export function tellReason(reason: Reason): ToldReason {
  return { changed: describeReason(reason), madeWith: describeMadeWith(reason) };
}

/** How reasons are written. */
export interface ReasonStyle {
  readonly words?: ReasonWords;
  /** If there are more reasons, besides changed values of inputs, the first ones are given and the number of the rest. */
  readonly most?: number;
}

/** Reasons as one phrase. Inputs whose values changed are told together. */
export function describeReasons(
  reasons: readonly Reason[],
  { words = inPlainWords, most = 3 }: ReasonStyle = {},
): string {
  const [values, others] = told(reasons, words);
  const rest = others.length - most;
  return [
    ...others.slice(0, most).map(({ changed }) => changed),
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...(values.length === 0
      ? []
      : [`the ${values.length === 1 ? 'value' : 'values'} of ${someOf(values)} changed`]),
  ].join('; ');
}

/**
 * What a frozen value was made with, as a phrase: "made with training.steps = 1000 instead of 2000".
 *
 * @param reasons how the recipe that the stage would have now differs from that of the value
 */
export function describeFrozen(
  reasons: readonly Reason[],
  { words = inPlainWords, most = 3 }: ReasonStyle = {},
): string {
  if (reasons.length === 0) return 'whatever its inputs are now';
  const [values, others] = told(reasons, words);
  const all = [
    ...others.map(({ madeWith }) => madeWith),
    ...(values.length === 0
      ? []
      : [`${values.length === 1 ? 'another value' : 'other values'} of ${someOf(values)}`]),
  ];
  const rest = all.length - most;
  return `made with ${[...all.slice(0, most), ...(rest > 0 ? [`${rest} more differences`] : [])].join(', ')}`;
}

const inPlainWords: ReasonWords = (reasons) => reasons.map(tellReason);

/** The stages whose values changed, and the other reasons in words. */
function told(
  reasons: readonly Reason[],
  words: ReasonWords,
): readonly [values: readonly string[], others: readonly ToldReason[]] {
  return [
    reasons.flatMap((reason) => (reason.kind === 'input value' ? [reason.stage] : [])),
    words(reasons.filter(({ kind }) => kind !== 'input value')),
  ];
}

function describeMadeWith(reason: Reason): string {
  switch (reason.kind) {
    case 'parameter':
      return `${reason.path} = ${brief(reason.from)} instead of ${brief(reason.to)}`;
    case 'code':
      return `other code of ${reason.task}`;
    case 'given value':
      return reason.stage === undefined ? 'another given value' : `another given value ${reason.stage}`;
    case 'task':
      return `the task ${reason.from} instead of ${reason.to}`;
    case 'input value':
      return `another value of ${reason.stage}`;
    case 'input list':
    case 'input binding':
      return `another input ${reason.input}`;
    default:
      return describeReason(reason);
  }
}
