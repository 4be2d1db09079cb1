import type {
  ExperimentSettings,
  TrainedModel,
  InnerProgress,
} from '@superposition/core/internal/training/engine';
import type { Progress } from './progress.js';

/** Everything that one training depends on. */
export interface TrainingParams extends ExperimentSettings {
  readonly seed: number;
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
