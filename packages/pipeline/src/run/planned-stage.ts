import type { Digest } from '../values/digest.js';
import type { Reason } from './reasons.js';

/** What a run would do with a stage. `expected`: milliseconds that the stage will take, as far as one can tell. */
export type PlannedStage =
  | {
      readonly stage: string;
      readonly state: 'fresh';
      readonly key: Digest;
      /** Bytes of the artifact. */
      readonly size: number;
      /** Milliseconds that the task took when it built this result. */
      readonly duration: number;
      /** How its recipe differs from the recipe of the stage's last result; absent when they are the same. */
      readonly changes?: readonly Reason[];
      /** Without `freeze` it would run, for these reasons. */
      readonly frozen?: readonly Reason[];
      /**
       * Of a frozen stage: when the values of these stages are known, the store may have its own result. Otherwise it gives the one
       * of this key. It runs in no case.
       */
      readonly on?: readonly string[];
    }
  | {
      readonly stage: string;
      readonly state: 'runs';
      readonly reasons: readonly Reason[];
      readonly expected: number;
    }
  /** Whether it runs depends on the values of these stages. */
  | {
      readonly stage: string;
      readonly state: 'depends';
      readonly on: readonly string[];
      readonly expected: number;
    };
