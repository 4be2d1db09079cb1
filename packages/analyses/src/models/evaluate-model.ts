import type { Evaluation } from '@superposition/core/internal/evaluation/evaluate';
import { evaluateKernel } from '@superposition/core/internal/evaluation/evaluate-kernel';
import type { Progress, TaskContext } from './progress.js';
import type { Model } from './model.js';

/** Everything that an evaluation depends on besides the model. */
export interface EvaluationParams {
  readonly activeProbability: number;
  readonly samples: number;
  /** The exponent q of the `lq` losses. */
  readonly lossExponent: number;
  /** Names the streams of the samples. It is the seed of the model. */
  readonly seed: number;
}

/** Evaluates a model by Monte Carlo on its data distribution; progress counts samples. */
export function* evaluateModel(
  { model }: { readonly model: Model },
  params: EvaluationParams,
  { signal }: Partial<TaskContext> = {},
): Generator<Progress, Evaluation, void> {
  const evaluation = evaluateKernel({ weights: model.weights, ...params, signal });
  for (;;) {
    const { done, value } = evaluation.next();
    if (done) return value;
    yield { done: value.samples, total: value.total };
  }
}
