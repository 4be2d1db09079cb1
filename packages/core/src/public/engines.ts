import type { ConfigInput } from '../config/config-schema.js';
import type { Weights } from '../network/weights.js';
import type {
  ExperimentSettings,
  InnerEngine,
  TrainedModel,
  TrainingRequest as InnerRequest,
} from '../training/engine.js';
import { trainKernel as kernel } from '../training/train-kernel.js';
import { trainReference as reference } from '../training/train-reference.js';
import { checkTrainingRequest } from '../training/training-request.js';
import { activations, inputConstraints } from '../training/variant.js';
import { checkInteger, checkNames, checkNumbers, checkObject, checkSignal, described } from './arguments.js';
import { experimentOf } from './experiment.js';
import { checkWeights } from './weights.js';
import { limits } from '../config/limits.js';

/** One training, as an engine takes it. What `train` hands to an engine is whole and in range. */
export interface TrainingRequest extends Omit<InnerRequest, 'config'> {
  /** Settings; what is left out has its default. */
  readonly config: ConfigInput | ExperimentSettings;
}

/** Where a training stands: `done` of `total` optimiser steps are finished. */
export interface TrainingProgress {
  readonly done: number;
  readonly total: number;
  /** The loss of the batch just finished, at reported steps; null at other steps. */
  readonly loss: number | null;
  /** A copy of the weights, only when `done` is one of the request's checkpoints. */
  readonly weights?: Weights;
}

/**
 * An engine: a function that returns a generator, which yields progress and returns the model. `engineContract` of
 * `@superposition/core/engine-contract` tests one.
 */
export type TrainingEngine = (request: TrainingRequest) => Generator<TrainingProgress, TrainedModel>;

const members = 'config, seed, initial, variant, checkpoints, reportEvery, betaPowers, signal';

/** A request with every default, or an error that says what is wrong. */
export function checkedRequest(request: TrainingRequest): InnerRequest {
  checkObject('request', request, 'an object: { config, seed, … }');
  checkNames('request', request, members);
  const { initial, variant, checkpoints, signal, betaPowers, reportEvery, seed = 0 } = request;
  const { model, data, training } = experimentOf(request.config);
  const config = { model, data, training };
  checkInteger('seed', seed, limits.seed);
  if (initial !== undefined) checkWeights(initial, 'initial');
  if (variant !== undefined) checkVariant(variant);
  if (checkpoints !== undefined) checkNumbers('checkpoints', checkpoints);
  if (reportEvery !== undefined) checkInteger('reportEvery', reportEvery, limits.steps);
  if (betaPowers !== undefined && betaPowers !== 'float64' && betaPowers !== 'float32') {
    throw new RangeError(`betaPowers is ${described(betaPowers)}: must be 'float64' or 'float32'`);
  }
  checkSignal(signal);
  const whole = { config, seed, initial, variant, checkpoints, reportEvery, betaPowers, signal };
  checkTrainingRequest(whole);
  return whole;
}

function checkVariant(variant: unknown): void {
  checkObject('variant', variant, 'an object: { activation, inputConstraint }');
  checkNames('variant', variant, 'activation, inputConstraint');
  for (const [name, known] of Object.entries({
    activation: activations,
    inputConstraint: inputConstraints,
  })) {
    const value = variant[name];
    if (value === undefined || (known as readonly unknown[]).includes(value)) continue;
    const listed = known.map((each) => `'${each}'`).join(', ');
    throw new RangeError(`variant.${name} is ${described(value)}: must be one of ${listed}`);
  }
}

/** An engine for strangers, around one that tasks call: it takes partial configs and says what is wrong before it starts. */
export function engineOf(inner: InnerEngine): TrainingEngine {
  return (request) => relabelled(inner(checkedRequest(request)));
}

function* relabelled(training: ReturnType<InnerEngine>): ReturnType<TrainingEngine> {
  try {
    for (;;) {
      const { done, value } = training.next();
      if (done) return value;
      const { step, steps, ...rest } = value;
      yield { done: step, total: steps, ...rest };
    }
  } finally {
    // A caller that leaves early also ends the engine, which may hold tensors.
    training.return(undefined as never);
  }
}

/**
 * The fast engine, in WebAssembly: bit for bit what `trainReference` computes, about twenty times faster. Hand it to
 * `train` as `engine`, or run its generator yourself. It yields at every reported step, at checkpoints, and after about
 * every 10 ms of work.
 *
 * @throws ConfigError, TypeError or RangeError before any work; the signal's reason when it is aborted
 */
export const trainKernel: TrainingEngine = engineOf(kernel);

/**
 * The reference engine, in plain JavaScript: it defines, to the bit, what the kernel computes. All values are float32,
 * every operation is rounded by itself, and every sum has a written order. It yields like `trainKernel`.
 *
 * @throws ConfigError, TypeError or RangeError before any work; the signal's reason when it is aborted
 */
export const trainReference: TrainingEngine = engineOf(reference);
