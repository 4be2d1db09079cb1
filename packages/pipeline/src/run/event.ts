import type { SourcePlace } from '../code/locate-failure.js';
import type { Recipe } from '../graph/recipe.js';
import type { Progress } from '../graph/task.js';
import type { TaskRun } from '../threads/worker-pool.js';
import type { Digest } from '../values/digest.js';
import type { PlannedStage } from './planned-stage.js';
import type { Reason } from './reasons.js';

export type { TaskRun };

/** How many stages a run found fresh, built, failed to build and skipped, and how long it took. */
export interface RunSummary {
  readonly fresh: number;
  readonly built: number;
  readonly failed: number;
  readonly skipped: number;
  /** Milliseconds from the start of the run to its end. */
  readonly duration: number;
  /** Milliseconds that the fresh stages took when they were built. */
  readonly saved: number;
}

/**
 * An event of a run. One stream has all of them in order. For one stage:
 *
 *     fresh ─────────────────────────────► (its bytes turn out corrupt) ─► started ─► …
 *     started ─► (progress | log | retried)* ─► built | failed
 *     fresh | built ─► failed          when a reader finds that the codec cannot read the value
 *     skipped
 *     value                    after fresh or built, for a stage whose value was asked for
 */
export type RunEvent =
  | { readonly type: 'planned'; readonly stages: number; readonly targets: readonly string[] }
  /** Comes once, before the first stage starts: what the run will do with each stage. A run without work has none. */
  | { readonly type: 'forecast'; readonly stages: readonly PlannedStage[] }
  | {
      readonly type: 'started';
      readonly stage: string;
      readonly key: Digest;
      readonly reasons: readonly Reason[];
    }
  | ({ readonly type: 'progress'; readonly stage: string } & Progress)
  | {
      readonly type: 'log';
      readonly stage: string /** What the task wrote to the console. */;
      readonly text: string;
    }
  | ({ readonly type: 'fresh' } & FreshFacts)
  | ({
      readonly type: 'built' /** The stage whose identical recipe was built instead. */;
      readonly sharedWith?: string;
      /** Absent if the task ran for another stage. */
      readonly ran?: TaskRun;
    } & ResultFacts)
  | {
      readonly type: 'failed';
      readonly stage: string;
      readonly failure: Failure;
      /** Absent if the task did not run. */
      readonly ran?: TaskRun;
    }
  | ({ readonly type: 'retried' } & Retry)
  | {
      readonly type: 'skipped';
      readonly stage: string;
      /** The failed stage behind it. */
      readonly cause: string;
      /** It does not depend on that stage, but the run starts nothing after the first failure. */
      readonly cancelled?: true;
    }
  | { readonly type: 'value'; readonly stage: string; readonly value: unknown }
  | ({ readonly type: 'finished' } & RunSummary);

/** A stage failed and is tried again. */
export interface Retry {
  readonly stage: string;
  /** Counted from 1. */
  readonly retry: number;
  /** How many retries it may have. */
  readonly of: number;
  readonly failure: Failure;
}

/** The facts about a stage's result. */
export interface ResultFacts {
  readonly stage: string;
  readonly key: Digest;
  readonly recipe: Recipe;
  readonly digest: Digest;
  /** Bytes of the artifact. */
  readonly size: number;
  /** Milliseconds that the task took when it built this result. */
  readonly duration: number;
}

/** The facts about a result that was found in the cache. */
export interface FreshFacts extends ResultFacts {
  /** How its recipe differs from the recipe of the stage's last result; absent when they are the same. */
  readonly changes?: readonly Reason[];
  /**
   * The stage is frozen: without `freeze`, it would run, for these reasons. Key and recipe are those of the value, so they are not
   * the stage's present ones. The list is empty if only the values of inputs may differ, and they are not known.
   */
  readonly frozen?: readonly Reason[];
}

/** Why a stage has no value. */
export interface Failure {
  /**
   * `task`: the task threw, or its thread died. `nondeterministic`: the same recipe gave other bytes before. `codec`: the value cannot
   * leave its thread, or the codec cannot encode it, or cannot read the bytes that it wrote. `input`: the value of an input was lost and could not be built again.
   */
  readonly kind: 'task' | 'nondeterministic' | 'codec' | 'input';
  /** A sentence for the report. The same recipe gives the same one on every machine. */
  readonly message: string;
  /** The name of the error's class, if it says more than `Error`. */
  readonly name?: string;
  /** Where in the author's sources the task threw, if that is known. Edits of comments move it. */
  readonly place?: SourcePlace;
  /** The lines of the source around the place, if the source is there. */
  readonly frame?: string;
  /** With places in the sources where they are known. */
  readonly stack?: string;
}
