import { type EvaluationSetup, type KernelEvaluation, openEvaluation as evaluation } from '../evaluation.js';
import { compileKernel as compile } from '../instance.js';
import type { Shape } from '../memory-plan.js';
import {
  openTraining as training,
  type Training,
  type TrainingSetup,
  trainingBytes as bytesOf,
} from '../training.js';
import {
  checkInteger,
  checkScalars,
  checkSetup,
  checkShape,
  checkState,
  checkTrainingSetup,
} from './arguments.js';

const mostSamples = 2 ** 31 - 1;

/**
 * Prepares a training of y = W_out · relu(W_in · x) in a WebAssembly memory of its own, which is laid out whole here;
 * nothing is allocated later. `openBatch`, `accumulate` and `update` make one step of Adam; each blocks, `accumulate` for
 * as many samples as you ask for. `accumulate` and `update` throw an Error until a batch is open; `update` throws a
 * RangeError for a scalar that is not finite.
 *
 * @param setup `input` is W_in, neurons × features, and `output` is W_out, features × neurons, both Float32Arrays row by
 *   row, and copied; `lossExponent` q is a multiple of 0.5 of at least 1.5; `gaps` is `gapTable(activeProbability)`;
 *   `activation: 'identity'` leaves the relu out; `inputBounds` are the least and the greatest value of each entry of W_in
 *   after an update, `{ lower, upper }`, laid out like `input`
 * @throws TypeError for a missing, wrong or unknown member; RangeError for a matrix of another length, an entry that is not finite,
 *   and memory that does not fit (`trainingBytes` says how much it needs without bounds)
 */
export function openTraining(setup: TrainingSetup): Training {
  checkTrainingSetup(setup);
  const kernel = training(setup);
  let isOpen = false;
  const checkOpen = () => {
    // Without the state of a stream, all samples are empty, and the weights stay as they are.
    if (!isOpen) throw new Error('no batch is open: call openBatch(state) first');
  };
  return {
    ...kernel,
    openBatch(state) {
      checkState(state);
      kernel.openBatch(state);
      isOpen = true;
    },
    accumulate(samples, withLoss) {
      checkInteger('samples', samples, 0, mostSamples);
      checkOpen();
      return kernel.accumulate(samples, Boolean(withLoss));
    },
    update(scalars) {
      checkScalars(scalars);
      checkOpen();
      kernel.update(scalars);
    },
  };
}

/**
 * Prepares an evaluation of a network in a WebAssembly memory of its own. `openChunk` names the samples, `evaluate` adds
 * them and blocks while it does, `featureSums` and `tallies` give the sums. `evaluate` throws an Error until a chunk is
 * open.
 *
 * @param setup as for `openTraining`
 * @throws TypeError for a missing, wrong or unknown member; RangeError for a matrix of another length, an entry that is not finite,
 *   and memory that does not fit
 */
export function openEvaluation(setup: EvaluationSetup): KernelEvaluation {
  checkSetup(setup);
  const kernel = evaluation(setup);
  let isOpen = false;
  return {
    ...kernel,
    openChunk(state) {
      checkState(state);
      kernel.openChunk(state);
      isOpen = true;
    },
    evaluate(samples) {
      checkInteger('samples', samples, 0, mostSamples);
      if (!isOpen) throw new Error('no chunk is open: call openChunk(state) first');
      return kernel.evaluate(samples);
    },
  };
}

/**
 * Bytes of WebAssembly memory that a training of this shape takes, besides 16 kB of tables.
 *
 * @throws TypeError or RangeError unless features and neurons are integers 1 … 2²⁰
 *
 * @public
 */
export function trainingBytes(shape: Shape): number {
  checkShape(shape);
  return bytesOf(shape);
}

/**
 * Compiles the module before its first use, without blocking. Only the main thread of a browser needs this. Elsewhere the
 * first use compiles the module in a few milliseconds.
 *
 * @public
 */
export function compileKernel(): Promise<void> {
  return compile();
}
