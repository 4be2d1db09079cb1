import type { Graph } from '../graph/graph.js';
import { familyOf } from '../graph/select.js';
import { upstreamOf } from '../graph/stage.js';
import type { Journal } from '../run/journal.js';
import type { PlannedStage } from '../run/plan.js';

/** `stale`: it would run now, or a stage before it would. `failed`: it did when it ran last, and has not since. */
export type StageState = 'fresh' | 'stale' | 'failed';

/** A stage as it stands. */
export interface StageView {
  readonly name: string;
  readonly state: StageState;
  /** Milliseconds its task took, of a fresh stage. */
  readonly duration?: number;
  /** Bytes of its artifact, of a fresh stage. */
  readonly size?: number;
  /** Names of the stages it takes. */
  readonly inputs: readonly string[];
}

/** A stage, or all of a family (`model[…]`), as one. */
export interface FamilyView {
  readonly name: string;
  /** The worst of its stages'. */
  readonly state: StageState;
  readonly stages: readonly StageView[];
  /** Sums over its stages. */
  readonly duration: number;
  readonly size: number;
}

/** A graph with its families folded. */
export interface GraphView {
  /** Inputs before their dependents, as far as families can be. */
  readonly families: readonly FamilyView[];
  /** Names of families: which takes values of which. */
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/** The stages of a graph as they stand, sweeps and families of seeds folded into one. */
export function viewGraph(
  { order }: Graph,
  planned: readonly PlannedStage[],
  journal: Journal | undefined,
): GraphView {
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

/** `model[…]` for `model[seed=3]`; a stage without brackets stands for itself, also beside a family of its name. */
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
