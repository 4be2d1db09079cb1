import { type EvaluationOptions, evaluateSteps } from '@superposition/core/internal/public/evaluate';
import { checkWeights } from '@superposition/core/internal/public/weights';
import type { Evaluation } from '@superposition/core/internal/evaluation/evaluate';
import { type ResponseFacts, responseFacts } from '@superposition/core/internal/network/response-facts';
import type { Weights } from '@superposition/core/internal/network/weights';
import { type ModelQuantities, modelQuantities } from '@superposition/core/internal/quantities/quantities';
import type { Model } from '../models/model.js';

/** What `measure` found. It has the inputs of all analyses of one model: pass it to them as it is. */
export interface Measured {
  readonly model: Model;
  /** The exact responses to one feature at a time, by feature. */
  readonly responses: ResponseFacts;
  /** The Monte-Carlo sums and losses. */
  readonly evaluation: Evaluation;
  /** Every quantity by id: `{ value, standardError }`, or `{ value: null, reason }` where there is none. */
  readonly quantities: ModelQuantities;
}

/**
 * Measures any network y = W_out · relu(W_in · x): its exact responses, its losses on samples of sparse data, and every
 * quantity of `quantityDefinitions` (of `@superposition/core`). A pure function of its arguments. It blocks for less
 * than 0.1 s with the default samples and 100 features through 10 neurons; `evaluate` of core does not block.
 *
 * **Pass the p that the weights were trained with, as `activeProbability`.** Weights do not say it, and 0.02 is assumed
 * otherwise: losses and errors are then those on other data. `evaluation.activeProbability` of the result says which it was.
 *
 * A quantity is `{ value, standardError }`, with the error of the samples: 0 where the value follows from the weights exactly. A
 * quantity without a value is `{ value: null, reason }`.
 *
 * @param options `activeProbability` 0.02 (assumed), `samples` 100,000, `lossExponent` 4 (of the `lq` losses), `seed` 0, `signal`
 * @throws TypeError for what is no weights, RangeError for wrong numbers; they name the place (`weights.input[4] is NaN`)
 */
export function measure(weights: Weights, options: EvaluationOptions = {}): Measured {
  checkWeights(weights);
  const steps = evaluateSteps(weights, options);
  const model = { weights };
  const responses = responseFacts(weights);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return { model, responses, evaluation: value, quantities: modelQuantities(weights, value, responses) };
    }
  }
}
