import type { RunEvent } from '@superposition/pipeline/event';
import { describeFrozen } from '@superposition/pipeline/reasons';
import { someOf } from '@superposition/pipeline/some-of';

/** Collects the frozen stages of a run whose values do not follow the settings. */
export interface FrozenStages {
  observe(event: RunEvent): void;
  /** A line for each way in which they were made. */
  describe(): readonly string[];
}

export function frozenStages(): FrozenStages {
  const byWay = new Map<string, string[]>();
  return {
    observe(event) {
      if (event.type !== 'fresh' || event.frozen === undefined) return;
      const way = describeFrozen(event.frozen);
      byWay.set(way, [...(byWay.get(way) ?? []), event.stage]);
    },
    describe: () => [...byWay].map(([way, names]) => `frozen: ${someOf(names)}, ${way}`),
  };
}
