import type { Recipe } from '../graph/recipe.js';
import type { Progress } from '../graph/task.js';
import type { Digest } from '../values/digest.js';
import type { Reason } from './reasons.js';

/** How many stages ended how, and the milliseconds it took and saved. */
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
 * Everything that happens in a run, in order, on one stream. For one stage:
 *
 *     fresh ─────────────────────────────► (its bytes turn out corrupt) ─► started ─► …
 *     started ─► progress* ─► built | failed
 *     skipped
 *     value                    after fresh or built, for a stage whose value was asked for
 */
export type RunEvent =
  | { readonly type: 'planned'; readonly stages: number; readonly targets: readonly string[] }
  | {
      readonly type: 'started';
      readonly stage: string;
      readonly key: Digest;
      readonly reasons: readonly Reason[];
    }
  | ({ readonly type: 'progress'; readonly stage: string } & Progress)
  | ({ readonly type: 'fresh' } & FreshFacts)
  | ({
      readonly type: 'built' /** The stage whose identical recipe was built instead. */;
      readonly sharedWith?: string;
    } & ResultFacts)
  | { readonly type: 'failed'; readonly stage: string; readonly failure: Failure }
  | {
      readonly type: 'skipped';
      readonly stage: string /** The failed stage behind it. */;
      readonly cause: string;
    }
  | { readonly type: 'value'; readonly stage: string; readonly value: unknown }
  | ({ readonly type: 'finished' } & RunSummary);

/** What is known of a stage's result once it has one. */
export interface ResultFacts {
  readonly stage: string;
  readonly key: Digest;
  readonly recipe: Recipe;
  readonly digest: Digest;
  /** Bytes of the artifact. */
  readonly size: number;
  /** Milliseconds its task took when it was built. */
  readonly duration: number;
}

/** What is known of a stage that was found in the cache. */
export interface FreshFacts extends ResultFacts {
  /** How its recipe differs from that of the stage's last result; absent when they are the same. */
  readonly changes?: readonly Reason[];
}

/** Why a stage has no value. */
export interface Failure {
  /** `task`: it threw; `nondeterministic`: other bytes from the same recipe; `codec`: its value cannot be encoded; `input`: an input is lost. */
  readonly kind: 'task' | 'nondeterministic' | 'codec' | 'input';
  readonly message: string;
  readonly stack?: string;
}
