import type { CodeLibrary } from '../code/code-library.js';
import type { Stage } from '../graph/stage.js';
import type { Store } from '../store/store.js';
import type { WorkerPool } from './worker-pool.js';

/** How a run is to be made. */
export interface RunOptions {
  readonly store: Store;
  readonly code: CodeLibrary;
  readonly workers: WorkerPool;
  /** The stages whose values are wanted; all of the graph's when left out. */
  readonly targets?: readonly Stage[];
  /** Emits a `value` event for every target that has one. */
  readonly deliver?: boolean;
  /** `refresh` looks nothing up and writes; `off` does neither. */
  readonly cache?: 'use' | 'refresh' | 'off';
  /** Names of stages to run although they are fresh. */
  readonly force?: ReadonlySet<string>;
  /** Milliseconds since 1970, recorded with results. */
  readonly now?: () => number;
  /** Permutes the stages into another order with inputs first; for tests of schedules. */
  readonly reorder?: (order: readonly Stage[]) => readonly Stage[];
}
