import type { TrainedModel } from '@superposition/core/internal/training/engine';
import { ownNumbers } from '@superposition/engine-tfjs/internal/own-numbers';
import { trainTfjs as engine } from '@superposition/engine-tfjs/internal/train-tfjs';
import type { Progress, TaskContext } from './progress.js';
import { openTfjs } from './tfjs-backend.js';
import type { TfjsBackend } from './tfjs-facts.js';
import { type TrainingInputs, type TrainingParams, trainingSteps } from './training-steps.js';

/** Everything that one training by TensorFlow.js depends on. */
export interface TfjsTrainingParams extends TrainingParams {
  readonly tfjs: TfjsBackend;
}

/** Trains one model with TensorFlow.js on the named backend and no other. @public */
export async function* trainTfjs(
  { start }: TrainingInputs,
  { seed, variant, tfjs, ...config }: TfjsTrainingParams,
  { signal }: Partial<TaskContext> = {},
): AsyncGenerator<Progress, TrainedModel, void> {
  const request = { config, seed, variant, initial: start?.weights, signal };
  return yield* trainingSteps(engine(await openTfjs(tfjs))(request));
}

/**
 * Trains in the same way, but with initial weights and batches from the random numbers of TensorFlow.js itself. @public
 */
export async function* trainTfjsAlone(
  _inputs: object,
  { seed, tfjs, ...config }: TfjsTrainingParams,
  { signal }: Partial<TaskContext> = {},
): AsyncGenerator<Progress, TrainedModel, void> {
  const tf = await openTfjs(tfjs);
  return yield* trainingSteps(engine(tf, ownNumbers(tf))({ config, seed, signal }));
}
