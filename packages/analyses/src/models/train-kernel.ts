import type { TrainedModel } from '@superposition/core/internal/training/engine';
import { trainKernel as train } from '@superposition/core/internal/training/train-kernel';
import type { Progress, TaskContext } from './progress.js';
import { type TrainingInputs, type TrainingParams, trainingSteps } from './training-steps.js';

/**
 * Trains one model with the kernel, in WebAssembly. The result equals that of the reference engine, to the bit. @public
 */
export function* trainKernel(
  { start }: TrainingInputs,
  { seed, variant, ...config }: TrainingParams,
  { signal }: Partial<TaskContext> = {},
): Generator<Progress, TrainedModel, void> {
  return yield* trainingSteps(train({ config, seed, variant, initial: start?.weights, signal }));
}
