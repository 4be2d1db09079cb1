import type { Config } from '../config/config-schema.js';
import type { Weights } from '../network/weights.js';
import type { BetaPrecision } from './adam.js';

/** What a training depends on besides its seed: a `Config` is one, and so is its part without the seeds. */
export interface ExperimentSettings {
  readonly model: Config['model'];
  readonly data: Config['data'];
  readonly training: Omit<Config['training'], 'seeds'>;
}

/** One training, to be run by any engine. */
export interface TrainingRequest {
  readonly config: ExperimentSettings;
  /** An integer 0 … 2³² − 1; names the streams of the initial weights and of every batch. */
  readonly seed: number;
  /** Weights to start from instead of `initialWeights(config.model, seed)`; they are copied, not changed. */
  readonly initial?: Weights | undefined;
  /** Numbers of finished steps (0 is the start) after which a progress carries a copy of the weights. */
  readonly checkpoints?: readonly number[] | undefined;
  /** The loss is reported at every so many steps, and at the first and last; ⌈T/100⌉ unless given. */
  readonly reportEvery?: number | undefined;
  /**
   * In which precision β₁^t and β₂^t of Adam's bias correction are multiplied up: float64 unless float32 is asked for, which
   * is what `tf.train.adam` does, and an engine in TensorFlow.js always.
   */
  readonly betaPowers?: BetaPrecision | undefined;
  /** Ends the training with the signal's reason within about 20 ms of work. */
  readonly signal?: AbortSignal | undefined;
}

/** Where a training stands: `step` of `steps` optimiser steps are finished. */
export interface TrainingProgress {
  readonly step: number;
  readonly steps: number;
  /** The loss of the batch just finished, at reported steps; null between them. */
  readonly loss: number | null;
  /** A copy of the weights, only when `step` is one of the request's checkpoints. */
  readonly weights?: Weights;
}

/** The outcome of a training. */
export interface TrainedModel {
  readonly weights: Weights;
  /** Loss on the batch of step t, before that step's update: at t = 0, every `reportEvery` steps, and t = T − 1. */
  readonly curve: { readonly step: readonly number[]; readonly loss: readonly number[] };
}

/** An engine: a generator of progress that returns the model. Those that keep the numeric order agree to the bit. */
export type TrainingEngine = (request: TrainingRequest) => Generator<TrainingProgress, TrainedModel>;
