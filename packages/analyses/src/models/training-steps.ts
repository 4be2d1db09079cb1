import type {
  ExperimentSettings,
  TrainedModel,
  InnerProgress,
} from '@superposition/core/internal/training/engine';
import type { TrainingVariant } from '@superposition/core/internal/training/variant';
import type { Model } from './model.js';
import type { Progress } from './progress.js';

/** Everything that one training depends on, besides the weights that it may start from. */
export interface TrainingParams extends ExperimentSettings {
  readonly seed: number;
  /** Left out of an ordinary training, so that its recipe does not name what it does not do. */
  readonly variant?: TrainingVariant;
}

/** The weights that a training starts from, if it does not start at random. */
export interface TrainingInputs {
  readonly start?: Model;
}

/** Runs an engine until it returns its model. Progress counts optimiser steps. */
export function* trainingSteps(
  training: Generator<InnerProgress, TrainedModel>,
): Generator<Progress, TrainedModel, void> {
  for (;;) {
    const { done, value } = training.next();
    if (done) return value;
    yield { done: value.step, total: value.steps };
  }
}
