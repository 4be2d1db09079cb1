import type { Graph } from '@superposition/pipeline/internal/graph/graph';
import type { Settled } from '@superposition/pipeline/internal/graph/stage';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import { type StageEnd, stageEndOf } from '@superposition/pipeline/internal/run/stage-end';

/** How stages ended, by name, in the order of the graph. */
export type StageEnds = ReadonlyMap<string, StageEnd>;

/** Collects how the stages of a run end. */
export interface EndCollector {
  observe(event: RunEvent): void;
  /** How those ended that have ended so far. */
  ends(): StageEnds;
}

/** A stage may end twice: as fresh or built, and then as failed, when its value cannot be read. The last end counts. */
export function collectEnds({ order }: Graph): EndCollector {
  const found = new Map<string, StageEnd>();
  return {
    observe(event) {
      const end = stageEndOf(event);
      if (end !== undefined) found.set(end.stage, end);
    },
    ends: () =>
      new Map(
        order.flatMap(({ name }): readonly [string, StageEnd][] => {
          const end = found.get(name);
          return end === undefined ? [] : [[name, end]];
        }),
      ),
  };
}

/** Those of one kind. */
export function endsOf<Type extends StageEnd['type']>(
  ends: StageEnds,
  type: Type,
): readonly Extract<StageEnd, { readonly type: Type }>[] {
  return [...ends.values()].filter((end) => end.type === type) as Extract<
    StageEnd,
    { readonly type: Type }
  >[];
}

/** Why a stage has no value, as the stages that take it settled receive it. */
export function absenceOf(
  stage: string,
  ends: StageEnds,
): Extract<Settled<unknown>, { readonly status: 'failure' }> {
  const end = ends.get(stage);
  const cause = end?.type === 'skipped' ? end.cause : stage;
  const failed = ends.get(cause);
  const message = failed?.type === 'failed' ? failed.failure.message : `the stage '${cause}' has no value`;
  return { status: 'failure', stage: cause, message };
}
