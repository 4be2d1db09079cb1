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
  return planStages(order, context.lookup, (stage, outcomes) => decide(stage, outcomes, context));
}

/**
 * What a run would do with each of these stages.
 *
 * @param decision what it decides for a stage when the outcomes of its inputs are these
 */
export async function planStages(
  order: readonly Stage[],
  lookup: Lookup,
  decision: (stage: Stage, outcomes: readonly Outcome[]) => Decision | Promise<Decision>,
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
  return (await Promise.all(planned.values())).map((made) => made.planned);
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
