import { featureSumRows } from '@superposition/kernel/internal/evaluation';
import type { Evaluation } from '../evaluation/evaluate.js';
import { sampledLosses } from '../evaluation/evaluation-sums.js';
import { type ResponseFacts, responseFacts } from '../network/response-facts.js';
import type { Weights } from '../network/weights.js';
import { type ModelQuantities, modelQuantities as quantitiesOf } from '../quantities/quantities.js';
import { quantityIds } from '../quantities/quantity-definitions.js';
import { type QuantitySummaries, summariseModels as summaries } from '../quantities/summary.js';
import { checkNumber, checkNumbers, checkObject, described } from './arguments.js';
import { checkLossExponent } from './closed-forms.js';
import { checkWeights } from './weights.js';
import { limits } from '../config/limits.js';

/** @throws TypeError or RangeError unless it is what `evaluate` returned, for so many features */
export function checkEvaluation(evaluation: unknown, features?: number): asserts evaluation is Evaluation {
  checkObject('evaluation', evaluation, 'what evaluate(weights) resolves to');
  checkNumber('evaluation.features', evaluation['features'], limits.features);
  if (features !== undefined && evaluation['features'] !== features) {
    throw new RangeError(
      `evaluation.features = ${evaluation['features']}: must be ${features} as in the weights, which it must be of`,
    );
  }
  checkNumber('evaluation.activeProbability', evaluation['activeProbability'], limits.activeProbability);
  checkLossExponent(evaluation['lossExponent']);
  checkObject('evaluation.losses', evaluation['losses'], 'estimates by loss');
  for (const loss of sampledLosses) {
    checkObject(`evaluation.losses['${loss}']`, evaluation['losses'][loss], '{ mean, standardError }');
  }
  checkObject('evaluation.interference', evaluation['interference'], '{ mean, standardError }');
  for (const sum of ['isolated', ...featureSumRows]) {
    checkNumbers(`evaluation.${sum}`, evaluation[sum], evaluation['features'], ', one for each feature');
  }
}

/** @throws TypeError or RangeError unless it has the exact responses of so many features */
export function checkResponseFacts(
  name: string,
  facts: unknown,
  features: number,
): asserts facts is ResponseFacts {
  checkObject(name, facts, '{ positive, negative, effective, crossGain }, as measure(weights) has them');
  for (const part of ['positive', 'negative', 'effective']) {
    checkNumbers(`${name}.${part}`, facts[part], features, ', one for each feature');
  }
  checkObject(`${name}.crossGain`, facts['crossGain'], '{ positive, effective }');
}

/**
 * Every quantity of one model by id, `{ value, standardError }`, from its weights and an evaluation of them.
 * `quantityDefinitions` defines each. The standard error is that of the samples, 0 where the value follows from the weights
 * exactly. A quantity without a value is `{ value: null, reason }`. Blocks for features² × neurons multiplications.
 *
 * @param evaluation what `evaluate(weights)` resolves to; its p and q are those of the quantities
 * @throws TypeError for what is no weights or no evaluation; RangeError for an evaluation of other weights
 */
export function modelQuantities(weights: Weights, evaluation: Evaluation): ModelQuantities {
  checkWeights(weights);
  checkEvaluation(evaluation, weights.features);
  return quantitiesOf(weights, evaluation, responseFacts(weights));
}

/**
 * Mean, sample standard deviation, 95 % interval and sampling error of every quantity over several models, usually those of
 * the seeds. If a value is missing for any model, the summary has `mean: null` and the reason.
 *
 * @param models the results of `modelQuantities`, one a model
 * @throws TypeError for anything else
 */
export function summariseModels(models: readonly ModelQuantities[]): QuantitySummaries {
  checkQuantities(models);
  return summaries(models);
}

function checkQuantities(models: unknown): asserts models is readonly ModelQuantities[] {
  if (!Array.isArray(models)) {
    throw new TypeError(`models is ${described(models)}: must be a list of what modelQuantities returned`);
  }
  for (const [index, model] of models.entries()) {
    checkObject(`models[${index}]`, model, 'what modelQuantities returned');
    checkModelQuantities(`models[${index}]`, model);
  }
}

/** @throws TypeError unless it has a value or the reason for none of every quantity */
export function checkModelQuantities(name: string, model: unknown): asserts model is ModelQuantities {
  checkObject(name, model, 'what modelQuantities returned');
  for (const id of quantityIds) {
    const shape = '{ value, standardError } or { value: null, reason }';
    const quantity = model[id];
    checkObject(`${name}['${id}']`, quantity, shape);
    const { value } = quantity;
    if (typeof value === 'number' || value === null) continue;
    throw new TypeError(`${name}['${id}'].value is ${described(value)}: must be a number or null`);
  }
}
