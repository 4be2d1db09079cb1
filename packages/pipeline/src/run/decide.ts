import { CodeMissingError } from '../code/code-errors.js';
import type { CodeLibrary } from '../code/code-library.js';
import { codeOf } from '../code/code-library.js';
import { type FailedInput, givenAddress, isComplete, keyOf, type Recipe, recipeOf } from '../graph/recipe.js';
import { type Stage, stagesOf, upstreamOf } from '../graph/stage.js';
import type { StoredResult } from '../store/store.js';
import { withoutPlace } from '../values/called-from.js';
import type { Digest } from '../values/digest.js';
import type { FreshFacts } from './event.js';
import type { Lookup } from './lookup.js';
import { explain, failedInputs, type Reason } from './reasons.js';

/** The outcome of a stage, for the stages that depend on it. */
export type Outcome =
  | { readonly status: 'value'; readonly digest: Digest }
  /** The stage has no value, because it or a stage before it failed. `cause` names the stage that failed. */
  | ({ readonly status: 'absent' } & Absence)
  /** The value is not known yet. Only a plan has this outcome. */
  | { readonly status: 'undetermined' };

/** Why there is no value. */
export interface Absence {
  readonly cause: string;
  readonly message: string;
  /** The stage does not depend on the failed one, but was not started after it. */
  readonly cancelled?: true;
}

/** What a run does with a stage when the outcomes of its inputs are known. */
export type Decision =
  /**
   * `waitsFor`: only in a plan, of a frozen stage. When the values of these stages are known, the store may have its own result.
   * Otherwise it gives the one of these facts.
   */
  | { readonly kind: 'fresh'; readonly facts: FreshFacts; readonly waitsFor?: readonly string[] }
  | ({ readonly kind: 'run' } & PlannedWork)
  | ({ readonly kind: 'blocked' } & Absence)
  | {
      readonly kind: 'undetermined';
      readonly waitsFor: readonly string[];
      readonly certain: readonly Reason[];
    };

/** A stage that has to run. */
export interface PlannedWork {
  readonly key: Digest;
  readonly recipe: Recipe;
  readonly reasons: readonly Reason[];
  /** The digest that the same recipe gave earlier. Another digest means that the task is not deterministic. */
  readonly expected?: Digest;
}

/** What a decision depends on besides the stage itself. */
export interface DecisionContext {
  readonly code: CodeLibrary;
  readonly lookup: Lookup;
  readonly refresh: boolean;
  readonly force: ReadonlySet<string>;
  /** Names of stages that give their last result instead of running. */
  readonly freeze: ReadonlySet<string>;
}

/**
 * Decides what to do with a stage. Runs and plans both use this function, so they agree about what is fresh. When the
 * look-up has already fetched the result, it decides without a promise: an unchanged stage costs no turn of the event
 * loop.
 *
 * @param outcomes of the stages in `upstreamOf(stage)`, in that order
 * @throws CodeMissingError when the task's code is in no library
 */
export function decide(
  stage: Stage,
  outcomes: readonly Outcome[],
  context: DecisionContext,
): Decision | Promise<Decision> {
  const demanded = demands(stage, context);
  const lastResult = demanded.length === 0 ? frozenResult(stage, context) : undefined;
  const waitsFor = undeterminedInputs(stage, outcomes);
  if (lastResult !== undefined && outcomes.some(({ status }) => status !== 'value')) {
    const facts = frozenFacts(stage, lastResult, knownDifferences(stage, lastResult, context));
    return { kind: 'fresh', facts, ...(waitsFor.length > 0 && { waitsFor }) };
  }
  if (waitsFor.length > 0) return { kind: 'undetermined', waitsFor, certain: demanded };

  const blocking = blockingOutcome(stage, outcomes);
  if (blocking !== undefined) return { kind: 'blocked', ...blocking };
  const code = codeOf(stage, context.code);
  if (code === undefined)
    throw withoutPlace(
      () =>
        new CodeMissingError(
          `there is no built code for the task ${stage.task.address}: add it to the tasks that its package hands to bundleTasks, and build the package`,
        ),
    );
  const recipe = recipeOf(stage, code, outcomes.map(entryOf));
  const key = keyOf(recipe);
  if (context.refresh) return { kind: 'run', key, recipe, reasons: demanded };
  if (!isComplete(recipe)) return { kind: 'run', key, recipe, reasons: failedInputs(recipe) };
  const judge = (found: StoredResult | undefined): Decision => {
    if (found === undefined) {
      const reasons = differences(stage, recipe, context);
      return lastResult === undefined
        ? { kind: 'run', key, recipe, reasons }
        : { kind: 'fresh', facts: frozenFacts(stage, lastResult, reasons) };
    }
    const { digest, size, duration } = found;
    if (demanded.length > 0) return { kind: 'run', key, recipe, reasons: demanded, expected: digest };
    const facts = { stage: stage.name, key, recipe, digest, size, duration };
    const latest = context.lookup.latestKey(stage.name);
    if (latest === undefined || latest === key) return { kind: 'fresh', facts };
    return { kind: 'fresh', facts: { ...facts, changes: differences(stage, recipe, context) } };
  };
  const found = context.lookup.find(key);
  return found instanceof Promise ? found.then(judge) : judge(found);
}

/** The names of the inputs whose values are not known yet. */
function undeterminedInputs(stage: Stage, outcomes: readonly Outcome[]): readonly string[] {
  if (outcomes.every(({ status }) => status !== 'undetermined')) return [];
  const inputs = upstreamOf(stage).filter((_, index) => outcomes[index]!.status === 'undetermined');
  return [...new Set(inputs.map(({ name }) => name))];
}

/** Reasons that do not depend on the values of the inputs. */
function demands(stage: Stage, context: DecisionContext): readonly Reason[] {
  if (context.refresh) return [{ kind: 'refresh' }];
  return context.force.has(stage.name) ? [{ kind: 'forced' }] : [];
}

/** The result that a frozen stage gives if it would have to run. */
function frozenResult(
  { name, task, code }: Stage,
  { freeze, lookup }: DecisionContext,
): StoredResult | undefined {
  if (!freeze.has(name) || code !== undefined) return undefined;
  const last = lookup.lastUsable(name);
  return last?.recipe.codec === task.codec.id ? last : undefined;
}

function frozenFacts(
  { name }: Stage,
  { key, recipe, digest, size, duration }: StoredResult,
  frozen: readonly Reason[],
): FreshFacts {
  return { stage: name, key, recipe, digest, size, duration, frozen };
}

/** How the recipe of a stage differs from that of a result, when the values of its inputs are not known. */
function knownDifferences(
  stage: Stage,
  { recipe }: StoredResult,
  { code, lookup }: DecisionContext,
): readonly Reason[] {
  const fingerprint = codeOf(stage, code)?.fingerprint ?? recipe.code;
  const now = { ...recipe, task: stage.task.address, code: fingerprint, params: stage.params };
  return explain(recipe, now, stage, lookup.differingModules(stage.name));
}

function differences(stage: Stage, recipe: Recipe, context: DecisionContext): readonly Reason[] {
  const previous = context.lookup.previous(stage.name);
  // The key that a stage had last stays known when its result is removed or damaged.
  if (previous === undefined && context.lookup.latestKey(stage.name) !== undefined)
    return [{ kind: 'missing' }];
  if (previous === undefined) return [{ kind: 'new', ...(recipe.task === givenAddress && { given: true }) }];
  const reasons = explain(previous.recipe, recipe, stage, context.lookup.differingModules(stage.name));
  return reasons.length > 0 ? reasons : [{ kind: 'missing' }];
}

/** The first input without a value, if the stage cannot do without it. */
function blockingOutcome(stage: Stage, outcomes: readonly Outcome[]): Absence | undefined {
  let next = 0;
  for (const input of Object.values(stage.inputs)) {
    const first = next;
    next += stagesOf(input).length;
    if ('settled' in input) continue;
    const absent = outcomes.slice(first, next).find((outcome) => outcome.status === 'absent');
    if (absent === undefined) continue;
    const { status: _, ...absence } = absent;
    return absence;
  }
  return undefined;
}

function entryOf(outcome: Outcome): Digest | FailedInput {
  if (outcome.status === 'value') return outcome.digest;
  return { failed: outcome.status === 'absent' ? outcome.cause : '' };
}
