import type { TrainedModel } from '@superposition/core/internal/training/engine';
import { trainReference as train } from '@superposition/core/internal/training/train-reference';
import type { Progress, TaskContext } from './progress.js';
import { type TrainingInputs, type TrainingParams, trainingSteps } from './training-steps.js';

/** Trains one model with the reference engine, in plain TypeScript. */
export function* trainReference(
  { start }: TrainingInputs,
  { seed, variant, ...config }: TrainingParams,
  { signal }: Partial<TaskContext> = {},
): Generator<Progress, TrainedModel, void> {
  return yield* trainingSteps(train({ config, seed, variant, initial: start?.weights, signal }));
}
