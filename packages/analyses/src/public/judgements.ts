import {
  checkNames,
  checkNumbers,
  checkObject,
  checkOptions,
  described,
} from '@superposition/core/internal/public/arguments';
import { checkLossExponent } from '@superposition/core/internal/public/closed-forms';
import { type Config, type ConfigInput, wholeConfig } from '@superposition/core/internal/public/config';
import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { differingPaths } from '../claims/document-settings.js';
import { type DocumentSample, documentSample } from '../claims/document-sample.js';
import { judgeClaims as judge } from '../claims/judge-claims.js';
import type { JudgedClaim } from '../claims/verdict.js';
import { type LossComparison, lossComparison as compare } from '../error/loss-comparison.js';
import type { SparsitySweep } from '../error/sparsity-sweep.js';
import type { Model } from '../models/model.js';
import { resultOf } from './analyses.js';
import { checkModel } from './inputs.js';

function checkSummaries(name: string, summaries: unknown): asserts summaries is QuantitySummaries {
  checkObject(name, summaries, 'what summariseModels returned');
  for (const id of quantityIds) {
    checkObject(`${name}['${id}']`, summaries[id], 'a summary over seeds: { mean, sd, ci95, seeds }');
    checkNumbersOrNull(`${name}['${id}'].seeds`, summaries[id]['seeds']);
  }
}

function checkNumbersOrNull(name: string, list: unknown): void {
  if (!Array.isArray(list)) throw new TypeError(`${name} is ${described(list)}: must be a list of numbers`);
}

/**
 * The losses of the naive solution, of the zero output and of trained models beside each other, and how many times better
 * than naive each is.
 *
 * @param inputs `trained`: what `summariseModels` (of core) returned, once for each exponent of `trainedWith`
 * @param options `lossExponent`: the exponent of the `lq` losses; `trainedWith`: the exponent that each was trained with
 * @throws TypeError or RangeError for anything else
 *
 * @public
 */
export function lossComparison(
  inputs: { readonly trained: readonly QuantitySummaries[] },
  options: { readonly lossExponent: number; readonly trainedWith: readonly number[] },
): LossComparison {
  checkObject('the first argument', inputs, '{ trained }');
  checkNames('the first argument', inputs, 'trained');
  const { trained } = inputs;
  if (!Array.isArray(trained)) {
    throw new TypeError(`trained is ${described(trained)}: must be a list of what summariseModels returned`);
  }
  for (const [index, summaries] of trained.entries()) checkSummaries(`trained[${index}]`, summaries);
  checkObject('options', options, '{ lossExponent, trainedWith }');
  checkNames('options', options, 'lossExponent, trainedWith');
  checkLossExponent(options.lossExponent);
  checkNumbers('trainedWith', options.trainedWith, trained.length, ', one for each of trained');
  return compare({ trained, responses: [] }, options);
}

/**
 * Compares each claim of the document “Mechanistic Investigation of a Superposition MLP” with our numbers, and says why it
 * judges so. `claims` has the claims as data.
 *
 * @param inputs `quantities`: what `summariseModels` (of core) returned over several seeds; `sweep`: what `sparsitySweep`
 *   returned; `models`: the models of these seeds, for the claims that depend on the size of the document's sample. A sample of
 *   that size is drawn for each, which blocks for about 0.1 s. Without `models` these claims are not comparable.
 * @param options `config`: the config of the models; where it differs from the document's experiment, nothing is comparable
 * @throws TypeError for anything else; RangeError for weights of the wrong size; ConfigError for a wrong config
 *
 * @public
 */
export function judgeClaims(
  inputs: {
    readonly quantities: QuantitySummaries;
    readonly sweep: SparsitySweep;
    readonly models?: readonly Model[] | undefined;
  },
  options: { readonly config?: ConfigInput | Config | undefined } = {},
): readonly JudgedClaim[] {
  checkObject('the first argument', inputs, '{ quantities, sweep }');
  checkNames('the first argument', inputs, 'quantities, sweep, models');
  const { quantities, sweep, models } = inputs;
  checkSummaries('quantities', quantities);
  checkObject('sweep', sweep, 'what sparsitySweep({ model }) returned');
  checkObject('sweep.monotone', sweep.monotone, '{ active, all, allPerActive }');
  for (const line of ['active', 'all', 'allPerActive'] as const)
    checkObject(`sweep.monotone.${line}`, sweep.monotone[line], '{ rises, overall, downs, constant, ends }');
  checkModels(models, quantities['mse.active'].seeds.length);
  checkOptions('options', options, 'config');
  const paths = differingPaths(wholeConfig(options.config));
  const sample = models === undefined || paths.length > 0 ? {} : { sample: sampleOf(models, quantities) };
  return judge({ quantities, sweep, ...sample }, { differingPaths: paths });
}

function checkModels(models: unknown, seeds: number): asserts models is readonly Model[] | undefined {
  if (models === undefined) return;
  if (!Array.isArray(models)) throw new TypeError(`models is ${described(models)}: must be a list of models`);
  for (const model of models) checkModel({ model });
  if (models.length === seeds) return;
  throw new RangeError(`models has ${models.length} models: must be ${seeds}, those of the quantities`);
}

function sampleOf(models: readonly Model[], quantities: QuantitySummaries): DocumentSample {
  const seeds = models.map((_, index) => index);
  const { activeProbability } = wholeConfig(undefined).data;
  return resultOf(documentSample({ models, quantities }, { activeProbability, seeds }));
}
