import { evaluateKernel } from '@superposition/core/internal/evaluation/evaluate-kernel';
import type { Progress, TaskContext } from '../models/progress.js';
import type { Model } from '../models/model.js';

/** A Monte-Carlo mean and its standard error; `null` where there were too few entries for one. */
export interface Estimate {
  readonly value: number | null;
  readonly standardError: number | null;
}

/**
 * One point of figure 6: the mean squared error of a model at an active probability that may differ from the
 * training's.
 */
export interface SparsityPoint {
  readonly activeProbability: number;
  readonly samples: number;
  /** mse.active: over active entries. */
  readonly active: Estimate;
  /** mse.all: over all entries. */
  readonly all: Estimate;
  /** mse.all divided by the active probability. */
  readonly allPerActive: Estimate;
}

export interface SparsityParams {
  readonly activeProbability: number;
  /** The expected number of active entries in all samples together. It bounds the cost of a dense point. */
  readonly activeEntries: number;
  /** Names the streams of the samples. It is the seed of the model. */
  readonly seed: number;
}

/** With fewer samples a standard error means nothing. */
const fewestSamples = 32;

/**
 * Evaluates a model at one active probability p′, on activeEntries/(n·p′) samples, but at least 32 and at most
 * activeEntries samples. Progress counts samples.
 */
export function* sparsityPoint(
  { model }: { readonly model: Model },
  { activeProbability, activeEntries, seed }: SparsityParams,
  { signal }: Partial<TaskContext> = {},
): Generator<Progress, SparsityPoint, void> {
  const { weights } = model;
  const samples = Math.max(
    fewestSamples,
    Math.min(activeEntries, Math.floor(activeEntries / (weights.features * activeProbability))),
  );
  const evaluation = evaluateKernel({ weights, activeProbability, samples, lossExponent: 2, seed, signal });
  for (;;) {
    const { done, value } = evaluation.next();
    if (!done) {
      yield { done: value.samples, total: value.total };
      continue;
    }
    const { 'mse.active': active, 'mse.all': all } = value.losses;
    const estimate = (part: typeof all, scale = 1): Estimate => ({
      value: part.mean === null ? null : part.mean / scale,
      standardError: part.standardError === null ? null : part.standardError / scale,
    });
    return {
      activeProbability,
      samples,
      active: estimate(active),
      all: estimate(all),
      allPerActive: estimate(all, activeProbability),
    };
  }
}
