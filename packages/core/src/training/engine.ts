import type { Config } from '../config/config-schema.js';
import type { Weights } from '../network/weights.js';
import type { BetaPrecision } from './adam.js';
import type { TrainingVariant } from './variant.js';

/** Everything that a training depends on besides its seed. A `Config` has this shape, and so has one without seeds. */
export interface ExperimentSettings {
  readonly model: Config['model'];
  readonly data: Config['data'];
  readonly training: Omit<Config['training'], 'seeds'>;
}

/** One training, which any engine can run. */
export interface TrainingRequest {
  readonly config: ExperimentSettings;
  /** An integer 0 … 2³² − 1; names the streams of the initial weights and of every batch. */
  readonly seed: number;
  /** Weights to start from instead of `initialWeights(config.model, seed)`; they are copied, not changed. */
  readonly initial?: Weights | undefined;
  /** How the training differs from the ordinary one; it does not by default. */
  readonly variant?: TrainingVariant | undefined;
  /** Numbers of finished steps (0 is the start). After each of them the progress carries a copy of the weights. */
  readonly checkpoints?: readonly number[] | undefined;
  /** The loss is reported at every so many steps, and at the first and the last step; the default is ⌈T/100⌉. */
  readonly reportEvery?: number | undefined;
  /**
   * The precision in which β₁^t and β₂^t of Adam's bias correction are multiplied up; float64 is the default.
   * `tf.train.adam` works in float32, so an engine in TensorFlow.js always does.
   */
  readonly betaPowers?: BetaPrecision | undefined;
  /** Ends the training with the signal's reason within about 20 ms of work. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Where a training stands: `step` of `steps` optimiser steps are finished. The public engines say `done` and `total`. The
 * names here are part of the code of tasks.
 */
export interface InnerProgress {
  readonly step: number;
  readonly steps: number;
  /** The loss of the batch just finished, at reported steps; null at other steps. */
  readonly loss: number | null;
  /** A copy of the weights, only when `step` is one of the request's checkpoints. */
  readonly weights?: Weights;
}

/** The outcome of a training. */
export interface TrainedModel {
  readonly weights: Weights;
  /** Loss on the batch of step t before that step's update, at t = 0, every `reportEvery` steps, and t = T − 1. */
  readonly curve: { readonly step: readonly number[]; readonly loss: readonly number[] };
}

/**
 * An engine as tasks call it: a generator that yields progress and returns the model. Engines that keep the numeric order
 * of `trainReference` agree to the bit.
 */
export type InnerEngine = (request: TrainingRequest) => Generator<InnerProgress, TrainedModel>;
