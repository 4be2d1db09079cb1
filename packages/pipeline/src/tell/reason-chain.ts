import { type Graph, isGraph } from '../graph/graph.js';
import { isStage, type Stage, stagesOf, upstreamOf } from '../graph/stage.js';
import type { DatedEntry, Journal } from '../run/journal.js';
import type { PlannedStage } from '../run/plan.js';
import { describeFrozen, describeReasons, isOfGiven, type Reason, type ReasonStyle } from '../run/reasons.js';
import { needMethods } from '../values/need.js';
import { own } from '../values/own.js';
import { someOf } from '../values/some-of.js';
import { isObject, whatIs } from '../values/what-is.js';

/** One stage of a chain of reasons. `depth` is the number of reasons between it and the stage that was asked for. */
export type ReasonChainLine = { readonly depth: number; readonly stage: string } & ReasonChainState;

/** What happened to a stage in the last run, or what would happen now, and why. */
export type ReasonChainState =
  /**
   * `cutOff`: a stage before it was built in the last run, but all its inputs came out with the same bytes. `changes`:
   * how its recipe differs from its previous recipe; the cache had a result for it.
   */
  | { readonly state: 'fresh'; readonly cutOff: boolean; readonly changes?: readonly Reason[] }
  /**
   * It would run, for these reasons, if it were not frozen. `on`: it gives this value unless the cache has its own result for the
   * values that these stages will have.
   */
  | { readonly state: 'frozen'; readonly reasons: readonly Reason[]; readonly on?: readonly string[] }
  /** `sharedWith`: the stage whose identical recipe was built instead. */
  | {
      readonly state: 'built';
      /** Milliseconds since 1970 when the run ended. */
      readonly at: number;
      readonly duration: number;
      readonly reasons: readonly Reason[];
      readonly sharedWith?: string;
    }
  /** It would run now. `failed`: the message, if it failed in the last run. */
  | { readonly state: 'runs'; readonly reasons: readonly Reason[]; readonly failed?: string }
  /** A stage before it would run now. */
  | { readonly state: 'depends'; readonly on: readonly string[] }
  | { readonly state: 'explained above' };

/** The facts that a chain of reasons is made from. */
export interface ReasonChainSources {
  readonly graph: Graph;
  /** What a run would do now. */
  readonly planned: readonly PlannedStage[];
  /** What the last run did. */
  readonly journal?: Journal | undefined;
}

/**
 * Follows the reasons of some stages back to the parameter or module that changed. For a stage that would run now, it
 * says what a run would do. For other stages, it says what the last run did. The lines are a tree, read from the top.
 * Each stage is explained once.
 *
 * @throws TypeError when the stages, the graph or the plan are none @public
 */
export function reasonChain(stages: readonly Stage[], sources: ReasonChainSources): ReasonChainLine[] {
  needSources(stages, sources);
  const { graph, planned, journal } = sources;
  const plans = new Map(planned.map((each) => [each.stage, each]));
  const last = (stage: Stage) => currentEntry(plans.get(stage.name), journal?.stages.get(stage.name));
  const moved = new Set<Stage>();
  for (const stage of graph.order) {
    if (upstreamOf(stage).some((input) => moved.has(input) || last(input)?.state === 'built'))
      moved.add(stage);
  }
  const lines: ReasonChainLine[] = [];
  const explained = new Set<Stage>();
  // An explicit stack: a chain of reasons may be as deep as the graph, and must not grow the call stack.
  const waiting = stages.map((stage) => ({ stage, depth: 0 })).reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { stage, depth } = next;
    if (explained.has(stage)) {
      if (depth > 0) lines.push({ depth, stage: stage.name, state: 'explained above' });
      continue;
    }
    explained.add(stage);
    const state = stateOf(stage);
    lines.push({ depth, stage: stage.name, ...state });
    for (const source of [...sourcesOf(stage, state)].reverse())
      waiting.push({ stage: source, depth: depth + 1 });
  }
  return lines;

  /** Whether the last run built the stage, or the recipe of the stage changed. */
  function isEventful(stage: Stage): boolean {
    return last(stage)?.state === 'built' || changesOf(stage) !== undefined;
  }

  function changesOf(stage: Stage): readonly Reason[] | undefined {
    const [plan, entry] = [plans.get(stage.name), last(stage)];
    const now = plan?.state === 'fresh' ? plan.changes : undefined;
    return now ?? (entry?.state === 'fresh' ? entry.changes : undefined);
  }

  function stateOf(stage: Stage): ReasonChainState {
    const plan = plans.get(stage.name);
    if (plan?.state === 'depends') return { state: 'depends', on: plan.on };
    if (plan?.state === 'runs') {
      const entry = journal?.stages.get(stage.name);
      const failed = entry?.state === 'failed' ? { failed: entry.message } : {};
      return { state: 'runs', reasons: plan.reasons, ...failed };
    }
    if (plan?.frozen !== undefined)
      return { state: 'frozen', reasons: plan.frozen, ...(plan.on !== undefined && { on: plan.on }) };
    const entry = last(stage);
    if (entry?.state === 'built') {
      const { at, duration, reasons, sharedWith } = entry;
      return { state: 'built', at, duration, reasons, ...(sharedWith !== undefined && { sharedWith }) };
    }
    const changes = changesOf(stage);
    if (changes !== undefined) return { state: 'fresh', cutOff: false, changes };
    return { state: 'fresh', cutOff: entry !== undefined && moved.has(stage) };
  }

  /** The stages that explain more: those whose values changed, or may change. */
  function sourcesOf(stage: Stage, state: ReasonChainState): readonly Stage[] {
    switch (state.state) {
      case 'depends':
        return namedStages(state.on);
      case 'fresh':
        if (state.changes !== undefined) return sourcesOfReasons(stage, state.changes);
        return state.cutOff ? changeable(upstreamOf(stage)) : [];
      case 'built':
        if (state.sharedWith !== undefined) return namedStages([state.sharedWith]);
        return sourcesOfReasons(stage, state.reasons);
      case 'runs':
        return sourcesOfReasons(stage, state.reasons);
      case 'frozen':
        return [...sourcesOfReasons(stage, state.reasons), ...namedStages(state.on ?? [])];
      case 'explained above':
        return [];
    }
  }

  function sourcesOfReasons(stage: Stage, reasons: readonly Reason[]): readonly Stage[] {
    return reasons.flatMap((reason) => {
      if (reason.kind === 'input value') return namedStages([reason.stage]);
      if (reason.kind !== 'input list' && reason.kind !== 'input failed') return [];
      return changeable(stagesOf(own(stage.inputs, reason.input) ?? []));
    });
  }

  function changeable(inputs: readonly Stage[]): readonly Stage[] {
    return [...new Set(inputs)].filter((input) => {
      return plans.get(input.name)?.state !== 'fresh' || isEventful(input) || moved.has(input);
    });
  }

  function namedStages(names: readonly string[]): readonly Stage[] {
    return names.map((name) => graph.byName.get(name)).filter((stage) => stage !== undefined);
  }
}

/** The journal's entry for a stage, if the stage is fresh now and the entry has the same key. */
function currentEntry(plan: PlannedStage | undefined, entry: DatedEntry | undefined): DatedEntry | undefined {
  if (entry === undefined || plan?.state !== 'fresh') return undefined;
  return 'key' in entry && entry.key === plan.key ? entry : undefined;
}

/** How a line of a chain writes times and reasons. */
export interface ChainWords {
  /** A number of milliseconds: "0.25 s". */
  duration(milliseconds: number): string;
  /** How long ago a moment is, which is given in milliseconds since 1970: "3 minutes ago". */
  ago(moment: number): string;
  readonly reasons?: ReasonStyle;
}

/**
 * A line of the chain as text. The first line, of the stage that was asked for, says when it was built: "model[seed=3] was built 3
 * minutes ago (0.25 s): training.lossExponent changed 4 → 3".
 *
 * @throws TypeError when it is no line of a story, or words for times are missing @public
 */
export function describeChainLine(line: ReasonChainLine, words: ChainWords): string {
  if (!isObject(line as unknown) || typeof line.state !== 'string')
    throw new TypeError(`describeChainLine: it is ${whatIs(line)}; give a line of story()`);
  needMethods('describeChainLine', 'its words must have duration(ms) and ago(ms)', words, [
    'duration',
    'ago',
  ]);
  const { duration, ago, reasons: style } = words;
  const { stage } = line;
  const why = (reasons: readonly Reason[]) => describeReasons(reasons, { most: mostReasons, ...style });
  switch (line.state) {
    case 'fresh':
      if (line.changes !== undefined)
        return `${stage} is fresh, from an earlier run; since the last run: ${why(line.changes)}`;
      return line.cutOff
        ? `${stage} is fresh: every input has the same bytes as before`
        : `${stage} is fresh`;
    case 'frozen':
      return `${stage} is frozen, ${describeFrozen(line.reasons, { most: mostReasons, ...style })}${unlessKnown(line.on)}`;
    case 'built': {
      if (line.sharedWith !== undefined)
        return `${stage} was built with ${line.sharedWith}, which has the same recipe`;
      const when = line.depth === 0 ? ` was built ${ago(line.at)}` : '';
      const because = line.reasons.length === 0 ? '' : `: ${why(line.reasons)}`;
      return `${stage}${when} (${duration(line.duration)})${because}`;
    }
    case 'runs': {
      const before = line.failed === undefined ? '' : ` (it failed: ${line.failed.split('\n')[0]})`;
      return `${stage} would ${isOfGiven(line.reasons) ? 'be stored' : 'run'}: ${why(line.reasons)}${before}`;
    }
    case 'depends':
      return `${stage} would run if the value of ${someOf(line.on)} changes`;
    case 'explained above':
      return `${stage} (see above)`;
  }
}

const mostReasons = 6;

/** The end of a sentence about a frozen stage, if stages before it run first: "unless the cache has its result for …". */
export function unlessKnown(on: readonly string[] | undefined): string {
  if (on === undefined) return '';
  return `, unless the cache has its result for the new ${on.length === 1 ? 'value' : 'values'} of ${someOf(on)}`;
}

function needSources(stages: unknown, sources: unknown): void {
  if (!Array.isArray(stages) || !stages.every(isStage))
    throw new TypeError(`story: its stages are ${whatIs(stages)}; give a list of stages`);
  if (!isObject(sources) || !isGraph(sources['graph']) || !Array.isArray(sources['planned']))
    throw new TypeError(
      `story: its sources are ${whatIs(sources)}; give { graph, planned }, with what plan() resolves to`,
    );
}
