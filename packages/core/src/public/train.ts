import { ConfigError } from '../config/config-error.js';
import type { ConfigInput } from '../config/config-schema.js';
import type { Weights } from '../network/weights.js';
import type { ExperimentSettings, TrainedModel } from '../training/engine.js';
import { checkFunction, checkNumbers, checkOptions } from './arguments.js';
import {
  checkedRequest,
  type TrainingEngine,
  type TrainingProgress,
  type TrainingRequest,
  trainKernel,
  trainReference,
} from './engines.js';
import { experimentOf } from './experiment.js';
import { inTurns } from './in-turns.js';

/** Options of `trainSteps`. */
export interface TrainStepsOptions extends Omit<TrainingRequest, 'config' | 'seed'> {
  /** An integer 0 … 2³² − 1 that names the streams of the first weights and of every batch; 0 by default. */
  readonly seed?: number | undefined;
  /** `trainKernel` by default, or what the config names; an engine in TensorFlow.js is in `@superposition/engine-tfjs`. */
  readonly engine?: TrainingEngine | undefined;
}

/** Options of `train`. */
export interface TrainOptions extends TrainStepsOptions {
  /** Called after about every 10 ms of work and at every reported step. What it throws ends the training. */
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
}

const members = 'seed, engine, initial, variant, checkpoints, reportEvery, betaPowers, signal';

/**
 * Trains one model, in Node or a browser. It returns to the event loop after about every 20 ms of work, so that a page
 * stays alive and an abort takes effect within 50 ms.
 *
 * ```js
 * const { weights, curve } = await train({ model: { features: 5, neurons: 2 } });
 * ```
 *
 * It trains one model, whatever `training.seeds` says: the option `seed` names it. `seedsOf(config)` lists the seeds of a
 * config, for a loop.
 *
 * @param config settings; what is left out has its default (100 features, 10 neurons, 1,000 steps of 2,048 samples)
 * @returns the weights, float32, and the loss curve: the loss of the batch before step t, at every `reportEvery` steps
 * @throws (rejects with) ConfigError, TypeError or RangeError before any work when an argument is wrong; the signal's
 *   reason when it is aborted
 */
export async function train(
  config: ConfigInput | ExperimentSettings = {},
  options: TrainOptions = {},
): Promise<TrainedModel> {
  checkOptions('options', options, `${members}, onProgress`);
  const { onProgress, ...request } = options;
  checkFunction('onProgress', onProgress, 'a function that takes { done, total, loss }');
  return inTurns(trainSteps(config, request), onProgress);
}

/**
 * The same training as a generator, for a program that steps it: it yields progress and returns the model. Nothing runs
 * between two calls of `next`. A call blocks for about 10 ms.
 *
 * @throws ConfigError, TypeError or RangeError at once when an argument is wrong
 */
export function trainSteps(
  config: ConfigInput | ExperimentSettings = {},
  options: TrainStepsOptions = {},
): Generator<TrainingProgress, TrainedModel> {
  checkOptions('options', options, members);
  const { engine, seed = 0, ...request } = options;
  checkFunction('engine', engine, 'a training engine, such as trainReference');
  const chosen = engine ?? engineNamed(experimentOf(config).engine);
  return chosen(checkedRequest({ config, seed, ...request }));
}

function engineNamed(name: string): TrainingEngine {
  if (name === 'kernel') return trainKernel;
  if (name === 'reference') return trainReference;
  const message = `needs the option engine: trainTfjs(backend.tf) of @superposition/engine-tfjs`;
  throw new ConfigError([{ path: 'engine', value: name, message }]);
}

/**
 * The weights of a training after the given numbers of finished steps (0 is the start), each yielded when it is reached.
 * The generator returns the trained model. It blocks between two of them.
 *
 * ```js
 * for (const { step, weights } of trajectory({}, { checkpoints: [0, 100, 1000] })) console.log(step, weights.input[0]);
 * ```
 *
 * @throws ConfigError, TypeError or RangeError at once when an argument is wrong
 */
export function trajectory(
  config: ConfigInput | ExperimentSettings,
  options: TrainStepsOptions & { readonly checkpoints: readonly number[] },
): Generator<{ readonly step: number; readonly weights: Weights }, TrainedModel> {
  checkOptions('options', options, members);
  checkNumbers('options.checkpoints', options?.checkpoints);
  return checkpointsOf(trainSteps(config, options));
}

function* checkpointsOf(
  training: Generator<TrainingProgress, TrainedModel>,
): Generator<{ readonly step: number; readonly weights: Weights }, TrainedModel> {
  for (;;) {
    const { done, value } = training.next();
    if (done) return value;
    if (value.weights !== undefined) yield { step: value.done, weights: value.weights };
  }
}
