import { type Graph, isGraph } from '../graph/graph.js';
import { familyOf } from '../graph/select.js';
import { upstreamOf } from '../graph/stage.js';
import type { Journal } from '../run/journal.js';
import type { PlannedStage } from '../run/plan.js';
import { whatIs } from '../values/what-is.js';

/**
 * `stale`: the stage, or a stage before it, would run now. `failed`: the same, and the stage failed in the last
 * eventful run.
 */
export type StageState = 'fresh' | 'stale' | 'failed';

/** The present state of a stage. */
export interface StageView {
  readonly name: string;
  readonly state: StageState;
  /** Milliseconds that its task took; present if the stage is fresh. */
  readonly duration?: number;
  /** Bytes of its artifact; present if the stage is fresh. */
  readonly size?: number;
  /** Names of the stages whose values it takes. */
  readonly inputs: readonly string[];
}

/** A single stage, or all stages of a family (`model[…]`) together. */
export interface FamilyView {
  readonly name: string;
  /** The worst state of its stages. */
  readonly state: StageState;
  readonly stages: readonly StageView[];
  /** Sums over its stages. */
  readonly duration: number;
  readonly size: number;
}

/** A graph in which each family is one node. */
export interface GraphView {
  /** Inputs come before their dependents, except where families depend on each other. */
  readonly families: readonly FamilyView[];
  /** Names of families. The second takes values of the first. */
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/**
 * The present state of the stages of a graph, for `asDot`, `asMermaid` and `asHtml`. All stages of a family become one node.
 *
 * @param planned what `plan` says of the graph
 * @param journal what the last run did, if that is known
 * @throws TypeError when the graph or the plan is none @public
 */
export function viewGraph(whole: Graph, planned: readonly PlannedStage[], journal?: Journal): GraphView {
  if (!isGraph(whole))
    throw new TypeError(`viewGraph: its graph is ${whatIs(whole)}; make one with graph([…])`);
  if (!Array.isArray(planned))
    throw new TypeError(`viewGraph: its plan is ${whatIs(planned)}; give what plan(graph, …) resolves to`);
  const { order } = whole;
  const plans = new Map(planned.map((plan) => [plan.stage, plan]));
  const members = new Map<string, StageView[]>();
  const edges = new Map<string, readonly [string, string]>();
  for (const stage of order) {
    const plan = plans.get(stage.name);
    if (plan === undefined) continue;
    const inputs = [...new Set(upstreamOf(stage).map(({ name }) => name))];
    const family = foldedName(stage.name);
    for (const input of inputs) {
      const from = foldedName(input);
      if (from !== family) edges.set(`${from}\n${family}`, [from, family]);
    }
    const facts = plan.state === 'fresh' ? { duration: plan.duration, size: plan.size } : {};
    const view = { name: stage.name, state: stateOf(plan, journal), ...facts, inputs };
    members.set(family, [...(members.get(family) ?? []), view]);
  }
  return {
    families: [...members].map(([name, stages]) => ({
      name: stages.length === 1 ? stages[0]!.name : name,
      state: worst(stages),
      stages,
      duration: stages.reduce((sum, { duration = 0 }) => sum + duration, 0),
      size: stages.reduce((sum, { size = 0 }) => sum + size, 0),
    })),
    edges: [...edges.values()].map(([from, to]) => [shown(from), shown(to)]),
  };

  function shown(family: string): string {
    const stages = members.get(family)!;
    return stages.length === 1 ? stages[0]!.name : family;
  }
}

/** `model[…]` for `model[seed=3]`. A stage without brackets keeps its name, even if a family has the same name. */
function foldedName(stage: string): string {
  return stage.includes('[') ? `${familyOf(stage)}[…]` : stage;
}

function stateOf(plan: PlannedStage, journal: Journal | undefined): StageState {
  if (plan.state === 'fresh') return 'fresh';
  return journal?.stages.get(plan.stage)?.state === 'failed' ? 'failed' : 'stale';
}

function worst(stages: readonly StageView[]): StageState {
  const states = new Set(stages.map(({ state }) => state));
  return states.has('failed') ? 'failed' : states.has('stale') ? 'stale' : 'fresh';
}
