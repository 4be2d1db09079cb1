import { graph } from '@superposition/pipeline/internal/graph/graph';
import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import type { Store } from '@superposition/pipeline/internal/store/store';
import { type BuiltResult, dropValues } from '@superposition/pipeline/internal/upkeep/drop-values';

/** Drops the values that were only needed to measure models. */
export interface KeptQuantities {
  /** What to do with a part of the sweep that measures these. */
  part(targets: readonly Stage[]): {
    observe(event: RunEvent): void;
    /** Receives the values of the part when its work has ended. */
    drop(values: ReadonlyMap<string, unknown>): Promise<void>;
  };
  /** Frees the space on disk, if it is much. */
  end(): Promise<void>;
}

/** Keeps only the quantities of a sweep in the store. */
export function keepQuantities(store: Store): KeptQuantities {
  let dropped = 0;
  return {
    part(targets) {
      const measured = new Set(targets.map(({ name }) => name));
      const others: BuiltResult[] = [];
      return {
        observe(event) {
          if ((event.type === 'built' || event.type === 'fresh') && !measured.has(event.stage))
            others.push(event);
        },
        async drop(values) {
          // What a model that could not be measured has so far is kept for the next try.
          const done = targets.filter(({ name }) => values.has(name));
          const needless = new Set(graph(done).order.map(({ name }) => name));
          const chosen = others.filter(({ stage }) => needless.has(stage));
          dropped += await dropValues(store, chosen, Date.now());
        },
      };
    },
    async end() {
      if (dropped > worthwhile * ((await store.size()) ?? Number.POSITIVE_INFINITY)) await store.compact();
    },
  };
}

/** The share of a file that must be free, so that it is worth while to write the file anew. */
const worthwhile = 0.1;
