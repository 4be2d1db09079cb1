import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import { trainTfjs } from '@superposition/engine-tfjs/internal/train-tfjs';
import type { Progress, TaskContext } from '../models/progress.js';
import { type ComparedTrajectories, compareTrajectories } from './compare-trajectories.js';
import { judgeTrajectories, type TrajectoryVerdict } from './judge-trajectories.js';
import { openTfjs } from '../models/tfjs-backend.js';
import type { TfjsBackend } from '../models/tfjs-facts.js';
import type { TrainingParams } from '../models/training-steps.js';

export interface CrossCheckParams extends TrainingParams {
  readonly tfjs: TfjsBackend;
  /** The number of steps that are compared, from the start of the training. */
  readonly comparedSteps: number;
}

/** The first steps of a training by the kernel and by TensorFlow.js, compared. */
export interface CrossCheck extends ComparedTrajectories {
  readonly verdict: TrajectoryVerdict;
}

/** Trains by the kernel and by TensorFlow.js from the same weights on the same batches, and judges how they differ. @public */
export async function* crossCheck(
  _inputs: object,
  { seed, tfjs, comparedSteps, ...config }: CrossCheckParams,
  { signal }: Partial<TaskContext> = {},
): AsyncGenerator<Progress, CrossCheck, void> {
  const theirs = trainTfjs(await openTfjs(tfjs));
  const compared = yield* compareTrajectories({
    config,
    seed,
    signal,
    ours: trainKernel,
    theirs,
    steps: comparedSteps,
  });
  return { ...compared, verdict: judgeTrajectories(compared) };
}
