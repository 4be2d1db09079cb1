import { type Graph, graph } from '../graph/graph.js';
import { type Stage, upstreamOf } from '../graph/stage.js';
import { memoryStore } from '../store/memory-store.js';
import { type Decision, type DecisionContext, decide, type Outcome } from './decide.js';
import { type ExpectedDuration, expectedDurations } from './expected-duration.js';
import { createLookup, type Lookup } from './lookup.js';
import { needRun } from './need-run.js';
import type { PlannedStage } from './planned-stage.js';
import type { Reason } from './reasons.js';
import type { RunOptions } from './run-options.js';

export type { PlannedStage };

/**
 * What a run with the same options would do with each stage. It decides with the code that runs use, but runs nothing
 * and writes nothing. A stage after one that would run `depends` on that value: if the same bytes come out, it stays
 * fresh. Resolves when it has read the store.
 *
 * @throws TypeError when the graph is none, or store or code are missing
 * @throws CodeMissingError when the code of a task is in no library @public
 */
export async function plan(
  whole: Graph,
  options: Omit<RunOptions, 'workers' | 'deliver'>,
): Promise<readonly PlannedStage[]> {
  needRun('plan', whole, options, ['store', 'code']);
  const { order } = options.targets === undefined ? whole : graph(options.targets);
  const store = options.cacheMode === 'off' ? memoryStore() : options.store;
  const context: DecisionContext = {
    code: options.code,
    lookup: await createLookup(store, order, options.code),
    refresh: options.cacheMode === 'refresh',
    force: options.force ?? new Set(),
    freeze: options.freeze ?? new Set(),
  };
  const decision = (stage: Stage, outcomes: readonly Outcome[]) => decide(stage, outcomes, context);
  return planStages(order, context.lookup, decision, options.targets);
}

/**
 * What a run would do with each of these stages.
 *
 * @param decision what it decides for a stage when the outcomes of its inputs are these
 * @param read the stages whose values somebody reads after the run
 */
export async function planStages(
  order: readonly Stage[],
  lookup: Lookup,
  decision: (stage: Stage, outcomes: readonly Outcome[]) => Decision | Promise<Decision>,
  read: readonly Stage[] = [],
): Promise<readonly PlannedStage[]> {
  const expectedOf = expectedDurations(order, lookup.previous);
  // Not one after the other: the results that the decisions look up meanwhile are fetched together.
  const planned = new Map<Stage, Promise<ReturnType<typeof plannedAs>>>();
  const planOne = async (stage: Stage) => {
    const inputs = await Promise.all(upstreamOf(stage).map((input) => planned.get(input)!));
    const decided = decision(
      stage,
      inputs.map(({ outcome }) => outcome),
    );
    return plannedAs(stage, decided instanceof Promise ? await decided : decided, expectedOf);
  };
  for (const stage of order) planned.set(stage, planOne(stage));
  const stages = (await Promise.all(planned.values())).map((made) => made.planned);
  return withDroppedValues(order, stages, { lookup, expectedOf, read: new Set(read) });
}

/** A fresh stage runs all the same if its value was dropped, and a stage that runs takes it or somebody reads it. */
function withDroppedValues(
  order: readonly Stage[],
  stages: readonly PlannedStage[],
  {
    lookup,
    expectedOf,
    read,
  }: { readonly lookup: Lookup; readonly expectedOf: ExpectedDuration; readonly read: ReadonlySet<Stage> },
): readonly PlannedStage[] {
  const planned = [...stages];
  /** The stages whose values the run surely reads, and, of others, the stages on whose values that depends. */
  const taken = new Map<Stage, 'surely' | readonly string[]>();
  for (const stage of read) taken.set(stage, 'surely');
  for (let index = order.length - 1; index >= 0; index--) {
    const stage = order[index]!;
    const own = planned[index]!;
    const by = taken.get(stage);
    if (own.state === 'fresh' && by !== undefined && lookup.isDropped(own.key)) {
      const expected = expectedOf(stage);
      planned[index] =
        by === 'surely'
          ? { stage: stage.name, state: 'runs', reasons: [{ kind: 'dropped' }], expected }
          : { stage: stage.name, state: 'depends', on: by, expected };
    }
    const now = planned[index]!;
    if (now.state === 'fresh') continue;
    for (const input of upstreamOf(stage)) {
      if (now.state === 'runs') taken.set(input, 'surely');
      else if (!taken.has(input)) taken.set(input, now.on);
    }
  }
  return planned;
}

function plannedAs(
  stage: Stage,
  decision: Decision,
  expectedOf: ExpectedDuration,
): { readonly planned: PlannedStage; readonly outcome: Outcome } {
  const { name } = stage;
  const runs = (reasons: readonly Reason[]): PlannedStage => ({
    stage: name,
    state: 'runs',
    reasons,
    expected: expectedOf(stage),
  });
  switch (decision.kind) {
    case 'fresh': {
      const { key, size, duration, digest, changes, frozen } = decision.facts;
      return {
        planned: {
          stage: name,
          state: 'fresh',
          key,
          size,
          duration,
          ...(changes !== undefined && { changes }),
          ...(frozen !== undefined && { frozen }),
          ...(decision.waitsFor !== undefined && { on: decision.waitsFor }),
        },
        outcome: decision.waitsFor === undefined ? { status: 'value', digest } : { status: 'undetermined' },
      };
    }
    case 'run':
      return { planned: runs(decision.reasons), outcome: { status: 'undetermined' } };
    case 'undetermined':
      return {
        planned:
          decision.certain.length > 0
            ? runs(decision.certain)
            : { stage: name, state: 'depends', on: decision.waitsFor, expected: expectedOf(stage) },
        outcome: { status: 'undetermined' },
      };
    case 'blocked':
      throw new Error(`a plan has no failures, yet '${name}' is blocked by '${decision.cause}'`);
  }
}
