import { limits } from '../config/limits.js';
import type { Evaluation } from '../evaluation/evaluate.js';
import { evaluateKernel } from '../evaluation/evaluate-kernel.js';
import type { Weights } from '../network/weights.js';
import { checkFunction, checkInteger, checkNumber, checkOptions, checkSignal } from './arguments.js';
import { checkLossExponent } from './closed-forms.js';
import { inTurns } from './in-turns.js';
import { checkWeights } from './weights.js';

/** How far an evaluation is: `done` of `total` samples. */
export interface EvaluationProgress {
  readonly done: number;
  readonly total: number;
}

/** On which samples a model is evaluated. */
export interface EvaluationOptions {
  /**
   * The probability p that a feature is active in the data, 10⁻⁶ … 1. Weights do not say with which p they were trained:
   * pass it, or another one on purpose. 0.02 is assumed by default.
   */
  readonly activeProbability?: number | undefined;
  /** 1 … 10⁹; 100,000 by default. */
  readonly samples?: number | undefined;
  /** The exponent q of the `lq` losses, a multiple of 0.5 in 1.5 … 8; 4 by default. */
  readonly lossExponent?: number | undefined;
  /** An integer 0 … 2³² − 1 that names the streams of the samples; 0 by default. */
  readonly seed?: number | undefined;
  /** Ends the evaluation with the signal's reason within about 20 ms of work. */
  readonly signal?: AbortSignal | undefined;
}

const members = 'activeProbability, samples, lossExponent, seed, signal';

/**
 * Evaluates a model by Monte Carlo on fresh samples of the data: the means of e², e⁴ and |e|^q over active, positive and
 * all entries, each with its standard error, and sums by feature, all float64. It is a pure function of its arguments. It
 * returns to the event loop after about every 20 ms of work.
 *
 * The losses are those on data with p = `activeProbability`, 0.02 if you do not pass the p of the training.
 *
 * @returns `losses['mse.active'].mean` and its like; `sampledLosses` lists the ids
 * @throws (rejects with) TypeError or RangeError before any work; the signal's reason when it is aborted
 */
export async function evaluate(
  weights: Weights,
  options: EvaluationOptions & {
    /** Called after about every 10 ms of work. What it throws ends the evaluation. */
    readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
  } = {},
): Promise<Evaluation> {
  checkOptions('options', options, `${members}, onProgress`);
  const { onProgress, ...request } = options;
  checkFunction('onProgress', onProgress, 'a function that takes { done, total }');
  return inTurns(evaluateSteps(weights, request), onProgress);
}

/**
 * The same evaluation as a generator: it yields `{ done, total }` after about every 10 ms of work and returns the result.
 *
 * @throws TypeError or RangeError at once when an argument is wrong
 */
export function evaluateSteps(
  weights: Weights,
  options: EvaluationOptions = {},
): Generator<EvaluationProgress, Evaluation> {
  checkWeights(weights);
  checkOptions('options', options, members);
  const { activeProbability = 0.02, samples = 100_000, lossExponent = 4, seed = 0, signal } = options;
  checkNumber('activeProbability', activeProbability, limits.activeProbability);
  checkInteger('samples', samples, limits.samples);
  checkLossExponent(lossExponent);
  checkInteger('seed', seed, limits.seed);
  checkSignal(signal);
  return relabelled(evaluateKernel({ weights, activeProbability, samples, lossExponent, seed, signal }));
}

function* relabelled(
  evaluation: ReturnType<typeof evaluateKernel>,
): Generator<EvaluationProgress, Evaluation> {
  for (;;) {
    const { done, value } = evaluation.next();
    if (done) return value;
    yield { done: value.samples, total: value.total };
  }
}
