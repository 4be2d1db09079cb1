import { type Graph, graph } from '../graph/graph.js';
import { type Stage, upstreamOf } from '../graph/stage.js';
import { memoryStore } from '../store/memory-store.js';
import { type DecisionContext, decide, type Outcome } from './decide.js';
import type { FreshFacts } from './event.js';
import { createLookup } from './lookup.js';
import type { Reason } from './reasons.js';
import type { RunOptions } from './run-options.js';

/** What a run would do with a stage. */
export type PlannedStage =
  | ({ readonly stage: string; readonly state: 'fresh' } & Pick<
      FreshFacts,
      'key' | 'size' | 'duration' | 'changes' | 'frozen'
    >)
  | { readonly stage: string; readonly state: 'runs'; readonly reasons: readonly Reason[] }
  | { readonly stage: string; readonly state: 'depends'; readonly on: readonly string[] };

/**
 * What a run with the same options would do with each stage. It decides with the code that runs use, but runs nothing
 * and writes nothing. A stage after one that would run `depends` on that value: if the same bytes come out, it stays
 * fresh.
 */
export async function plan(
  whole: Graph,
  options: Omit<RunOptions, 'workers' | 'deliver'>,
): Promise<readonly PlannedStage[]> {
  const { order } = options.targets === undefined ? whole : graph(options.targets);
  const store = options.cache === 'off' ? memoryStore() : options.store;
  const refresh = options.cache === 'refresh';
  const context: DecisionContext = {
    code: options.code,
    lookup: await createLookup(store, refresh ? [] : order, options.code),
    refresh,
    force: options.force ?? new Set(),
    freeze: options.freeze ?? new Set(),
  };
  const outcomes = new Map<Stage, Outcome>();
  const planned: PlannedStage[] = [];
  for (const stage of order) {
    const decision = await decide(
      stage,
      upstreamOf(stage).map((input) => outcomes.get(input)!),
      context,
    );
    outcomes.set(
      stage,
      decision.kind === 'fresh'
        ? { status: 'value', digest: decision.facts.digest }
        : { status: 'undetermined' },
    );
    switch (decision.kind) {
      case 'fresh': {
        const { key, size, duration, changes, frozen } = decision.facts;
        const found = { stage: stage.name, state: 'fresh', key, size, duration } as const;
        planned.push({ ...found, ...(changes && { changes }), ...(frozen && { frozen }) });
        break;
      }
      case 'run':
        planned.push({ stage: stage.name, state: 'runs', reasons: decision.reasons });
        break;
      case 'undetermined':
        planned.push(
          decision.certain.length > 0
            ? { stage: stage.name, state: 'runs', reasons: decision.certain }
            : { stage: stage.name, state: 'depends', on: decision.waitsFor },
        );
        break;
      case 'blocked':
        throw new Error(`a plan has no failures, yet '${stage.name}' is blocked by '${decision.cause}'`);
    }
  }
  return planned;
}
