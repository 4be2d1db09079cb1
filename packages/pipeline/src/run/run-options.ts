import type { CodeLibrary } from '../code/code-library.js';
import type { Stage } from '../graph/stage.js';
import type { Store } from '../store/store.js';
import type { WorkerPool } from '../threads/worker-pool.js';
import type { Clock } from './clock.js';

/** Options of a run. */
export interface RunOptions {
  readonly store: Store;
  readonly code: CodeLibrary;
  readonly workers: WorkerPool;
  /** The stages whose values are wanted; by default all stages of the graph. */
  readonly targets?: readonly Stage[];
  /** Emits a `value` event for every target that has one. */
  readonly deliver?: boolean;
  /** `refresh`: runs every stage and writes its result. `off`: neither reads nor writes the store. Default: `use`. */
  readonly cacheMode?: 'use' | 'refresh' | 'off';
  /** Names of stages that run even if they are fresh. */
  readonly force?: ReadonlySet<string>;
  /**
   * Names of stages that do not run if the store has a last result of theirs, made with any recipe: they give this value. Their
   * `fresh` events say how its recipe differs. `force` and `refresh` come before it. A given value is never frozen, nor is a
   * result of another codec.
   */
  readonly freeze?: ReadonlySet<string>;
  /**
   * How often a stage is tried again whose task has failed, or whose value the codec cannot encode. The result is recorded as if
   * the last try had been the only one. Default: 0.
   */
  readonly retries?: number;
  /**
   * After the first failure, start no other stage. Those that run go on to their end, and their results are kept. The others are
   * skipped, as `cancelled`.
   */
  readonly failFast?: boolean;
  /** Tells the times that the store records, and how long to wait for other runs. Default: that of this machine. */
  readonly clock?: Clock;
  /** Gives the stages another order, still with inputs first. Tests use it to try other schedules. */
  readonly reorder?: (order: readonly Stage[]) => readonly Stage[];
}
