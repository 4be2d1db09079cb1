import { expectedAbsCosine } from '@superposition/core/closed-forms';
import type { Evaluation } from '@superposition/core/evaluate';
import { missing, type QuantityValue } from '@superposition/core/missing';
import { modelQuantities } from '@superposition/core/quantities';
import { mean } from '@superposition/core/statistics';
import type { Model } from './model.js';
import type { Moments } from './moments.js';
import type { FurtherQuantityId, QuantityId } from './quantity-ids.js';
import type { ResponseFacts } from './responses.js';

/** Every quantity of one model: a finite number, or `{ value: null, reason }`. */
export type ModelQuantities = Readonly<Record<QuantityId, QuantityValue>>;

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
  const core = modelQuantities(model.weights, evaluation);
  const { features, neurons } = model.weights;
  const { activeProbability } = evaluation;
  const ofTotal = (part: QuantityValue) => quotient(part, core['mse.active']);
  const further: Record<FurtherQuantityId, QuantityValue> = {
    ...effectiveCrossGains(responses.crossGain.effective),
    'attenuation.positive': attenuation(responses.positive),
    'attenuation.effective': attenuation(responses.effective),
    'mse.isolated.share': ofTotal(core['mse.isolated']),
    'mse.interference.share': ofTotal(core['mse.interference']),
    'cosine.random.meanAbs': expectedAbsCosine(neurons),
    'data.activePerSample': features * activeProbability,
    'data.coactivation':
      features === 1 ? missing('one feature has no other') : activeProbability * activeProbability,
    'data.coactivationGivenOne': features === 1 ? missing('one feature has no other') : activeProbability,
  };
  return { ...core, ...further };
}

/** The number of a quantity that has one. */
export function numberOf(quantity: QuantityValue): number | null {
  return typeof quantity === 'number' ? quantity : null;
}

function effectiveCrossGains(moments: Moments | null) {
  const value = (key: 'mean' | 'meanAbs' | 'rms' | 'min' | 'max') =>
    moments === null ? missing('one feature has no off-diagonal entries') : finite(moments[key]);
  return {
    'crossGain.effective.mean': value('mean'),
    'crossGain.effective.meanAbs': value('meanAbs'),
    'crossGain.effective.rms': value('rms'),
    'crossGain.effective.min': value('min'),
    'crossGain.effective.max': value('max'),
  };
}

function attenuation(gains: Float64Array): QuantityValue {
  return finite(mean(gains.map((gain) => ((1 - gain) * (1 - gain)) / 6)));
}

function quotient(part: QuantityValue, whole: QuantityValue): QuantityValue {
  if (typeof part !== 'number') return part;
  if (typeof whole !== 'number') return whole;
  return whole === 0 ? missing('the model has no error, so there are no shares of it') : finite(part / whole);
}

/** A training that diverged leaves numbers that neither JSON nor a mean over seeds has a place for. */
function finite(value: number): QuantityValue {
  return Number.isFinite(value) ? value : missing(`not a finite number (${value})`);
}
