import { naiveQuantities, zeroQuantities } from './closed-form-quantities.js';
import { expectedAbsCosine, isolatedLosses } from '../evaluation/closed-forms.js';
import type { Evaluation, SampledLoss } from '../evaluation/evaluate.js';
import { balanced, featureCosines, framePotential, neuronUsage, pairCosines } from '../network/geometry.js';
import { type Missing, missing, type QuantityValue } from './missing.js';
import { type Moments, momentsOf } from '../numbers/moments.js';
import type { MapQuantityId, QuantityId } from './quantity-definitions.js';
import { type ResponseFacts, responseFacts } from '../network/response-facts.js';
import { mean, populationSd } from '../numbers/statistics.js';
import type { Weights } from '../network/weights.js';

/** The value of every quantity of one model, or the reason why it has none. */
export type ModelQuantities = Readonly<Record<QuantityId, QuantityValue>>;

/** Active MSE per feature with its Monte-Carlo standard error. */
export interface FeatureErrors {
  /** The exact error of the feature alone, plus its interference; NaN for a feature that was never active. */
  readonly mse: Float64Array;
  /** What others add: the mean of d = e² − e′², with e′ the error alone, over its active samples. */
  readonly interference: Float64Array;
  /** Of both: √((E d² − (E d)²)/(count − 1)), for independent active samples of the feature; NaN with fewer than two. */
  readonly standardError: Float64Array;
}

/** The active MSE of each feature and how well the evaluation knows it. */
export function featureErrors({
  features,
  isolated,
  activeCount,
  squaredDifference,
  squaredDifferenceSquare,
}: Evaluation): FeatureErrors {
  const interference = new Float64Array(features);
  const standardError = new Float64Array(features);
  for (let i = 0; i < features; i++) {
    const count = activeCount[i]!;
    const difference = squaredDifference[i]! / count;
    interference[i] = difference;
    const variance = Math.max(0, squaredDifferenceSquare[i]! / count - difference * difference);
    standardError[i] = count < 2 ? Number.NaN : Math.sqrt(variance / (count - 1));
  }
  return { mse: isolated.map((error, i) => error + interference[i]!), interference, standardError };
}

/** The quantities whose id is this prefix or begins with it and a dot. */
type Part<Prefix extends string> = Record<Extract<QuantityId, Prefix | `${Prefix}.${string}`>, QuantityValue>;

function momentsAs<Name extends string>(name: Name, moments: Moments | null) {
  const value = (key: 'mean' | 'meanAbs' | 'rms' | 'min' | 'max') =>
    [`${name}.${key}`, moments?.[key] ?? missing('one feature has no off-diagonal entries')] as const;
  return Object.fromEntries([
    value('mean'),
    value('meanAbs'),
    value('rms'),
    value('min'),
    value('max'),
  ]) as Record<`${Name}.${'mean' | 'meanAbs' | 'rms' | 'min' | 'max'}`, QuantityValue>;
}

function geometry(
  weights: Weights,
): Omit<Part<'cosine' | 'framePotential' | 'zeroColumns' | 'neuronUsage'>, 'cosine.random.meanAbs'> {
  const angles = featureCosines(weights);
  const pairs = momentsOf(pairCosines(angles));
  const none = missing('fewer than two features have a direction');
  const directions = angles.features - angles.zeroColumns.length;
  return {
    'cosine.mean': pairs?.mean ?? none,
    'cosine.meanAbs': pairs?.meanAbs ?? none,
    'cosine.rms': pairs?.rms ?? none,
    'cosine.maxAbs': pairs === null ? none : Math.max(-pairs.min, pairs.max),
    framePotential: directions === 0 ? missing('no feature has a direction') : framePotential(angles),
    zeroColumns: angles.zeroColumns.length,
    'neuronUsage.mean': neuronUsage(weights).mean,
  };
}

function perFeature(evaluation: Evaluation): Part<'perFeature'> {
  const { mse, interference, standardError } = featureErrors(evaluation);
  const unseen = mse.some(Number.isNaN) ? missing('a feature was never active in the evaluation') : undefined;
  const unknown = standardError.some(Number.isNaN)
    ? missing('a feature was active fewer than two times in the evaluation')
    : undefined;
  const noise = mean(standardError.map((error) => error * error));
  // The sd over features divides by n. So independent noise adds (1 − 1/n) times its variance to the sd's square.
  const share = 1 - 1 / evaluation.features;
  const withoutNoise = (sd: number) => Math.sqrt(Math.max(0, sd * sd - share * noise));
  const { min, max, sd } = momentsOf(mse)!;
  return {
    'perFeature.mse.min': unseen ?? min,
    'perFeature.mse.max': unseen ?? max,
    'perFeature.mse.sd': unseen ?? sd,
    'perFeature.mse.sdTrue': unknown ?? withoutNoise(sd),
    'perFeature.mse.standardError': unknown ?? Math.sqrt(noise),
    'perFeature.interference.sdTrue': unknown ?? withoutNoise(populationSd(interference)),
  };
}

const isMissing = (value: QuantityValue): value is Missing => typeof value !== 'number';

function ratio(naive: QuantityValue, trained: QuantityValue): QuantityValue {
  if (isMissing(naive)) return naive;
  if (isMissing(trained)) return trained;
  if (naive === 0) return missing('the naive solution has no error to divide');
  return trained === 0 ? missing('the trained model made no error to divide by') : naive / trained;
}

function share(part: QuantityValue, whole: QuantityValue): QuantityValue {
  if (isMissing(part)) return part;
  if (isMissing(whole)) return whole;
  return whole === 0 ? missing('the model made no error, so there are no shares of it') : part / whole;
}

/** A training that diverged gives infinite or NaN values. JSON and means cannot hold these: such a value is missing. */
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

function measuredQuantities(
  weights: Weights,
  evaluation: Evaluation,
  { positive, negative, effective, crossGain }: ResponseFacts,
): Record<MapQuantityId, QuantityValue> {
  const { activeProbability: p, lossExponent: q } = evaluation;
  const sampled = (id: SampledLoss | 'interference') =>
    (id === 'interference' ? evaluation.interference : evaluation.losses[id]).mean ??
    missing(
      id === 'mse.positive'
        ? 'the evaluation met no positive entry: more samples are needed'
        : 'the evaluation met no active entry: more samples are needed',
    );
  const isolatedOf = (power: number) => isolatedLosses({ positive, negative }, power);
  const perActive = (all: QuantityValue) => (isMissing(all) ? all : all / p);
  return {
    'gain.positive': mean(positive),
    'gain.positive.sd': populationSd(positive),
    'output.minusOne': mean(negative),
    'gain.effective': mean(effective),
    'gain.effective.sd': populationSd(effective),
    ...momentsAs('crossGain', crossGain.positive),
    ...geometry(weights),
    'mse.active': sampled('mse.active'),
    'mse.positive': sampled('mse.positive'),
    'mse.all': sampled('mse.all'),
    'mse.allPerActive': perActive(sampled('mse.all')),
    'mse.isolated': mean(isolatedOf(2)),
    'mse.interference': sampled('interference'),
    'l4.active': sampled('l4.active'),
    'l4.all': sampled('l4.all'),
    'l4.allPerActive': perActive(sampled('l4.all')),
    'l4.isolated': mean(isolatedOf(4)),
    'lq.active': sampled('lq.active'),
    'lq.all': sampled('lq.all'),
    'lq.allPerActive': perActive(sampled('lq.all')),
    'lq.isolated': mean(isolatedOf(q)),
    ...perFeature(evaluation),
  };
}

/** The further quantities that the claims of the starting document need. */
function documentQuantities(
  { features, neurons }: Weights,
  { activeProbability: p }: Evaluation,
  facts: ResponseFacts,
  trained: Record<MapQuantityId, QuantityValue>,
) {
  const attenuation = (gains: Float64Array) => mean(gains.map((gain) => ((1 - gain) * (1 - gain)) / 6));
  const alone = features === 1 ? missing('one feature has no other') : undefined;
  return {
    ...momentsAs('crossGain.effective', facts.crossGain.effective),
    'attenuation.positive': attenuation(facts.positive),
    'attenuation.effective': attenuation(facts.effective),
    'mse.isolated.share': share(trained['mse.isolated'], trained['mse.active']),
    'mse.interference.share': share(trained['mse.interference'], trained['mse.active']),
    'cosine.random.meanAbs': expectedAbsCosine(neurons),
    'data.activePerSample': features * p,
    'data.coactivation': alone ?? p * p,
    'data.coactivationGivenOne': alone ?? p,
  };
}

/**
 * Every quantity of one model, by id, from its weights and an evaluation of them. p and q are those of the evaluation.
 * Definitions are in `quantityDefinitions`. A quantity without a value is `{ value: null, reason }`. A caller that has
 * the response facts of these weights already passes them as `facts`.
 */
export function modelQuantities(
  weights: Weights,
  evaluation: Evaluation,
  facts: ResponseFacts = responseFacts(weights),
): ModelQuantities {
  const shape = { features: weights.features, neurons: weights.neurons };
  const trained = measuredQuantities(weights, evaluation, facts);
  const naive = naiveQuantities(shape, evaluation);
  const gauge = geometry(balanced(weights));
  return finite({
    ...trained,
    ...documentQuantities(weights, evaluation, facts, trained),
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
