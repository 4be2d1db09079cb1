import type { Evaluation } from '@superposition/core/internal/evaluation/evaluate';
import { type ModelQuantities, modelQuantities } from '@superposition/core/internal/quantities/quantities';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import type { Model } from '../models/model.js';

/** Measures every quantity of one model, from its weights, its exact responses and an evaluation. */
export function measureQuantities({
  model,
  responses,
  evaluation,
}: {
  readonly model: Model;
  readonly responses: ResponseFacts;
  readonly evaluation: Evaluation;
}): ModelQuantities {
  return modelQuantities(model.weights, evaluation, responses);
}
