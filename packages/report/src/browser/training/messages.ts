import type { NetworkState } from '@superposition/analyses/internal/formation/network-state';
import type { ExperimentSettings } from '@superposition/core/internal/training/engine';

/** What the page asks of the worker, which runs one training and ends. */
export interface TrainingOrder {
  readonly config: ExperimentSettings;
  readonly seed: number;
  /** The numbers of finished steps of which the page wants the state. */
  readonly checkpoints: readonly number[];
}

/** What the worker tells of its training, in this order: states, each with the losses since the last one; then the end. */
export type TrainingMessage =
  | {
      readonly kind: 'state';
      readonly state: NetworkState;
      readonly steps: readonly number[];
      readonly losses: readonly number[];
    }
  | {
      readonly kind: 'trained';
      /** The sha256 of what the cache of the report keeps of a trained model; undefined where the browser has no sha256. */
      readonly digest: string | undefined;
      /** R⁺₀₀. */
      readonly firstGain: number;
      readonly milliseconds: number;
    }
  | { readonly kind: 'failed'; readonly message: string };
