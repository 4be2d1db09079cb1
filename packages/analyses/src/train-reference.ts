import type { ExperimentSettings, TrainedModel } from '@superposition/core/engine';
import { trainReference as train } from '@superposition/core/train-reference';
import type { Progress, TaskContext } from '@superposition/pipeline/task';

/** Everything that one training depends on. */
export interface TrainingParams extends ExperimentSettings {
  readonly seed: number;
}

/** Trains one model with the reference engine; progress counts optimiser steps. */
export function* trainReference(
  _inputs: object,
  { seed, ...config }: TrainingParams,
  { signal }: Partial<TaskContext> = {},
): Generator<Progress, TrainedModel, void> {
  const training = train({ config, seed, signal });
  for (;;) {
    const { done, value } = training.next();
    if (done) return value;
    yield { done: value.step, total: value.steps };
  }
}
