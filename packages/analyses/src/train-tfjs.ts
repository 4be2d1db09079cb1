import type { TrainedModel } from '@superposition/core/engine';
import { type BackendName, loadBackend } from '@superposition/engine-tfjs/load-backend';
import { trainTfjs as engine } from '@superposition/engine-tfjs/train-tfjs';
import type { Progress, TaskContext } from '@superposition/pipeline/task';
import { type TrainingParams, trainingSteps } from './training-steps.js';

/** What the bits of TensorFlow.js depend on: the one fact of the machine that is a parameter. */
export interface TfjsBackend {
  readonly backend: BackendName;
  readonly version: string;
  readonly libtensorflow?: string;
}

/** Everything that one training by TensorFlow.js depends on. */
export interface TfjsTrainingParams extends TrainingParams {
  readonly tfjs: TfjsBackend;
}

/** Trains one model with TensorFlow.js on the backend named, and no other. @public */
export async function* trainTfjs(
  _inputs: object,
  { seed, tfjs, ...config }: TfjsTrainingParams,
  { signal }: Partial<TaskContext> = {},
): AsyncGenerator<Progress, TrainedModel, void> {
  const tf = await loadBackend(tfjs.backend).catch((cause: Error) => {
    const [reason] = cause.message.trim().split('\n');
    throw new Error(
      `the backend '${tfjs.backend}' of TensorFlow.js (${tfjs.version}) does not load: ${reason}; ` +
        'SUPERPOSITION_TFJS_NATIVE=off takes WebAssembly instead',
      { cause },
    );
  });
  return yield* trainingSteps(engine(tf)({ config, seed, signal }));
}
