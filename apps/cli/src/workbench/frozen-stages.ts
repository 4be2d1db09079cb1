import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import { describeFrozen, type Reason } from '@superposition/pipeline/internal/run/reasons';
import { someOf } from '@superposition/pipeline/internal/values/some-of';

/** Collects the frozen stages of a run whose values do not follow the settings. */
export interface FrozenStages {
  observe(event: RunEvent): void;
  /** A line for each way in which they were made. */
  describe(): readonly string[];
}

export function frozenStages(): FrozenStages {
  const found = new Map<string, Frozen>();
  return {
    observe(event) {
      if (event.type === 'fresh') found.set(event.stage, event);
      // Its value is damaged, so nothing was made from it.
      if (event.type === 'failed') found.delete(event.stage);
    },
    describe: () => describeFrozenStages([...found.values()]),
  };
}

/** What an event or a plan says of a stage. */
interface Frozen {
  readonly stage: string;
  readonly frozen?: readonly Reason[];
}

/** A line for each way in which the values of frozen stages were made. */
export function describeFrozenStages(stages: readonly Frozen[]): readonly string[] {
  const byWay = new Map<string, string[]>();
  for (const { stage, frozen } of stages) {
    if (frozen === undefined) continue;
    const way = describeFrozen(frozen);
    byWay.set(way, [...(byWay.get(way) ?? []), stage]);
  }
  return [...byWay].map(([way, names]) => `frozen: ${someOf(names)}, ${way}`);
}
