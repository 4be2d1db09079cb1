import { naiveQuantities, zeroQuantities } from './closed-form-quantities.js';
import { isolatedLosses } from './closed-forms.js';
import type { Evaluation, SampledLoss } from './evaluate.js';
import { balanced, featureCosines, framePotential, neuronUsage, pairCosines } from './geometry.js';
import { type Missing, missing, type QuantityValue } from './missing.js';
import type { MapQuantityId, QuantityId } from './quantity-definitions.js';
import { diagonalOf, exactResponses, offDiagonalOf } from './responses.js';
import { mean, populationSd } from './statistics.js';
import type { Weights } from './weights.js';

/** The value of every quantity of one model, or the reason why it has none. */
export type ModelQuantities = Readonly<Record<QuantityId, QuantityValue>>;

/** Active MSE per feature with its Monte-Carlo standard error. */
export interface FeatureErrors {
  /** Σe²/count; NaN for a feature that was never active. */
  readonly mse: Float64Array;
  /** √((E e⁴ − (E e²)²)/(count − 1)), a feature's active samples being independent; NaN below two of them. */
  readonly standardError: Float64Array;
}

/** The active MSE of each feature and how well the evaluation knows it. */
export function featureErrors({
  features,
  activeCount,
  activeSquared,
  activeFourth,
}: Evaluation): FeatureErrors {
  const mse = new Float64Array(features);
  const standardError = new Float64Array(features);
  for (let i = 0; i < features; i++) {
    const count = activeCount[i]!;
    mse[i] = activeSquared[i]! / count;
    const variance = Math.max(0, activeFourth[i]! / count - mse[i]! * mse[i]!);
    standardError[i] = count < 2 ? Number.NaN : Math.sqrt(variance / (count - 1));
  }
  return { mse, standardError };
}

function extremes(values: ArrayLike<number>): { min: number; max: number; maxAbs: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    if (values[index]! < min) min = values[index]!;
    if (values[index]! > max) max = values[index]!;
  }
  return { min, max, maxAbs: Math.max(-min, max) };
}

const meanAbs = (values: Float64Array) => mean(values.map(Math.abs));
const rootMeanSquare = (values: Float64Array) => Math.sqrt(mean(values.map((value) => value * value)));

type Part<Prefix extends string> = Record<
  Extract<MapQuantityId, Prefix | `${Prefix}.${string}`>,
  QuantityValue
>;

function crossGains(entries: Float64Array): Part<'crossGain'> {
  const none = entries.length === 0 ? missing('one feature has no off-diagonal entries') : undefined;
  const { min, max } = extremes(entries);
  return {
    'crossGain.mean': none ?? mean(entries),
    'crossGain.meanAbs': none ?? meanAbs(entries),
    'crossGain.rms': none ?? rootMeanSquare(entries),
    'crossGain.min': none ?? min,
    'crossGain.max': none ?? max,
  };
}

function geometry(weights: Weights): Part<'cosine' | 'framePotential' | 'zeroColumns' | 'neuronUsage'> {
  const angles = featureCosines(weights);
  const pairs = pairCosines(angles);
  const none = pairs.length === 0 ? missing('fewer than two features have a direction') : undefined;
  const directions = angles.features - angles.zeroColumns.length;
  return {
    'cosine.mean': none ?? mean(pairs),
    'cosine.meanAbs': none ?? meanAbs(pairs),
    'cosine.rms': none ?? rootMeanSquare(pairs),
    'cosine.maxAbs': none ?? extremes(pairs).maxAbs,
    framePotential: directions === 0 ? missing('no feature has a direction') : framePotential(angles),
    zeroColumns: angles.zeroColumns.length,
    'neuronUsage.mean': neuronUsage(weights).mean,
  };
}

function perFeature(evaluation: Evaluation): Part<'perFeature'> {
  const { mse, standardError } = featureErrors(evaluation);
  const unseen = mse.some(Number.isNaN) ? missing('a feature was never active in the evaluation') : undefined;
  const unknown = standardError.some(Number.isNaN)
    ? missing('a feature was active fewer than two times in the evaluation')
    : undefined;
  const sd = populationSd(mse);
  const noise = mean(standardError.map((error) => error * error));
  const { min, max } = extremes(mse);
  return {
    'perFeature.mse.min': unseen ?? min,
    'perFeature.mse.max': unseen ?? max,
    'perFeature.mse.sd': unseen ?? sd,
    'perFeature.mse.sdTrue': unknown ?? Math.sqrt(Math.max(0, sd * sd - noise)),
    'perFeature.mse.standardError': unknown ?? Math.sqrt(noise),
  };
}

const isMissing = (value: QuantityValue): value is Missing => typeof value !== 'number';

function ratio(naive: QuantityValue, trained: QuantityValue): QuantityValue {
  if (isMissing(naive)) return naive;
  if (isMissing(trained)) return trained;
  if (naive === 0) return missing('the naive solution has no error, so a ratio says nothing');
  return trained === 0 ? missing('the trained model has no error, so a ratio says nothing') : naive / trained;
}

/** An infinite or NaN value (of a training that diverged) has no place in JSON and in a mean: it is missing. */
function finite<Id extends string>(quantities: Record<Id, QuantityValue>): Record<Id, QuantityValue> {
  const check = ([id, value]: [string, QuantityValue]) =>
    [
      id,
      typeof value === 'number' && !Number.isFinite(value)
        ? missing(`not a finite number (${value})`)
        : value,
    ] as const;
  return Object.fromEntries(Object.entries<QuantityValue>(quantities).map(check)) as Record<
    Id,
    QuantityValue
  >;
}

function measuredQuantities(weights: Weights, evaluation: Evaluation): Record<MapQuantityId, QuantityValue> {
  const { features, activeProbability: p, lossExponent: q } = evaluation;
  const responses = exactResponses(weights);
  const positive = diagonalOf(responses.positive, features);
  const effective = diagonalOf(responses.effective, features);
  const sampled = (id: SampledLoss) =>
    evaluation.losses[id].mean ?? missing('the evaluation met no such entry: more samples are needed');
  const mse = sampled('mse.active');
  const isolated = (power: number) => mean(isolatedLosses(responses, power));
  const perActive = (all: QuantityValue) => (isMissing(all) ? all : all / p);
  return {
    'gain.positive': mean(positive),
    'gain.positive.sd': populationSd(positive),
    'output.minusOne': mean(diagonalOf(responses.negative, features)),
    'gain.effective': mean(effective),
    'gain.effective.sd': populationSd(effective),
    ...crossGains(offDiagonalOf(responses.positive, features)),
    ...geometry(weights),
    'mse.active': mse,
    'mse.positive': sampled('mse.positive'),
    'mse.all': sampled('mse.all'),
    'mse.allPerActive': perActive(sampled('mse.all')),
    'mse.isolated': isolated(2),
    'mse.interference': isMissing(mse) ? mse : mse - isolated(2),
    'l4.active': sampled('l4.active'),
    'l4.all': sampled('l4.all'),
    'l4.allPerActive': perActive(sampled('l4.all')),
    'l4.isolated': isolated(4),
    'lq.active': sampled('lq.active'),
    'lq.all': sampled('lq.all'),
    'lq.allPerActive': perActive(sampled('lq.all')),
    'lq.isolated': isolated(q),
    ...perFeature(evaluation),
  };
}

/**
 * Every quantity of one model, by id, from its weights and an evaluation of them; p and q are the evaluation's.
 * Definitions are in `quantityDefinitions`. A value that does not exist is `{ value: null, reason }`.
 */
export function modelQuantities(weights: Weights, evaluation: Evaluation): ModelQuantities {
  const shape = { features: weights.features, neurons: weights.neurons };
  const trained = measuredQuantities(weights, evaluation);
  const naive = naiveQuantities(shape, evaluation);
  const gauge = geometry(balanced(weights));
  return finite({
    ...trained,
    'balanced.cosine.mean': gauge['cosine.mean'],
    'balanced.cosine.meanAbs': gauge['cosine.meanAbs'],
    'balanced.cosine.rms': gauge['cosine.rms'],
    'balanced.cosine.maxAbs': gauge['cosine.maxAbs'],
    'balanced.framePotential': gauge.framePotential,
    'balanced.neuronUsage.mean': gauge['neuronUsage.mean'],
    'ratio.mse.active': ratio(naive['naive.mse.active'], trained['mse.active']),
    'ratio.mse.all': ratio(naive['naive.mse.all'], trained['mse.all']),
    'ratio.l4.active': ratio(naive['naive.l4.active'], trained['l4.active']),
    'ratio.l4.all': ratio(naive['naive.l4.all'], trained['l4.all']),
    'ratio.lq.active': ratio(naive['naive.lq.active'], trained['lq.active']),
    'ratio.lq.all': ratio(naive['naive.lq.all'], trained['lq.all']),
    ...naive,
    ...zeroQuantities(shape, evaluation),
  });
}
