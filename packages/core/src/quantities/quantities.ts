import { naiveQuantities, zeroQuantities } from './closed-form-quantities.js';
import { expectedAbsCosine, isolatedLosses } from '../evaluation/closed-forms.js';
import type { Evaluation, SampledLoss } from '../evaluation/evaluate.js';
import { balanced, featureCosines, framePotential, neuronUsage, pairCosines } from '../network/geometry.js';
import { exactly, type Missing, missing, type QuantityValue, quotient } from './missing.js';
import { type Moments, momentsOf } from '../numbers/moments.js';
import type { MapQuantityId, QuantityId } from './quantity-definitions.js';
import { type ResponseFacts, responseFacts } from '../network/response-facts.js';
import { mean, populationSd } from '../numbers/statistics.js';
import type { Weights } from '../network/weights.js';

/** The value of every quantity of one model with its standard error, or the reason why it has none. */
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

/** The ids that are this prefix or begin with it and a dot. */
type Part<Prefix extends string> = Extract<QuantityId, Prefix | `${Prefix}.${string}`>;

/** Quantities that follow from the weights, so that no sampling error is in them. */
type Exact<Id extends string> = Record<Id, number | Missing>;

function momentsAs<Name extends string>(name: Name, moments: Moments | null) {
  const value = (key: 'mean' | 'meanAbs' | 'rms' | 'min' | 'max') =>
    [`${name}.${key}`, moments?.[key] ?? missing('one feature has no off-diagonal entries')] as const;
  return Object.fromEntries([
    value('mean'),
    value('meanAbs'),
    value('rms'),
    value('min'),
    value('max'),
  ]) as Exact<`${Name}.${'mean' | 'meanAbs' | 'rms' | 'min' | 'max'}`>;
}

function geometry(
  weights: Weights,
): Exact<
  Exclude<Part<'cosine' | 'framePotential' | 'zeroColumns' | 'neuronUsage'>, 'cosine.random.meanAbs'>
> {
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

/**
 * The standard error of V, the variance over features (dividing by n) of independent estimates xᵢ with standard errors sᵢ. For normal
 * xᵢ around true values, Var V = 4/n²·Σ wᵢ²sᵢ² + 2T/n², with wᵢ the deviation of the true value from the mean of them and
 * T = (1 − 2/n)·Σ sᵢ⁴ + (Σ sᵢ²)²/n² (the variance of a quadratic form). The deviations of the xᵢ themselves make the first term too
 * large by 4T/n² on average.
 */
function errorOfVariance(values: Float64Array, standardErrors: Float64Array): number {
  const n = values.length;
  const center = mean(values);
  let [weighted, squares, fourths] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const square = standardErrors[i]! * standardErrors[i]!;
    weighted += (values[i]! - center) * (values[i]! - center) * square;
    squares += square;
    fourths += square * square;
  }
  const trace = Math.max(0, (1 - 2 / n) * fourths + (squares * squares) / (n * n));
  return Math.sqrt(Math.max(4 * weighted - 2 * trace, 2 * trace)) / n;
}

/** How far a root moves when its square grows by the square's standard error; also where the root is 0 and has no slope. */
function rootOf(square: number, error: number): QuantityValue {
  const root = Math.sqrt(Math.max(0, square));
  return { value: root, standardError: Math.sqrt(root * root + error) - root };
}

function perFeature(evaluation: Evaluation): Record<Part<'perFeature'>, QuantityValue> {
  const { mse, interference, standardError } = featureErrors(evaluation);
  const unseen = mse.some(Number.isNaN) ? missing('a feature was never active in the evaluation') : undefined;
  const unknown = standardError.some(Number.isNaN)
    ? missing('a feature was active fewer than two times in the evaluation')
    : undefined;
  const noise = mean(standardError.map((error) => error * error));
  // The sd over features divides by n. So independent noise adds (1 − 1/n) times its variance to the sd's square.
  const added = (1 - 1 / evaluation.features) * noise;
  const { min, max, sd } = momentsOf(mse)!;
  const error = errorOfVariance(mse, standardError);
  const ofInterference = populationSd(interference);
  // Where features are nearly alike, the least of their estimates scatters less than that, and lies too low.
  const extreme = (value: number) => ({ value, standardError: standardError[mse.indexOf(value)]! });
  return {
    'perFeature.mse.min': unseen ?? extreme(min),
    'perFeature.mse.max': unseen ?? extreme(max),
    'perFeature.mse.sd': unseen ?? rootOf(sd * sd, error),
    'perFeature.mse.sdTrue': unknown ?? rootOf(sd * sd - added, error),
    'perFeature.mse.standardError': unknown ?? { value: Math.sqrt(noise), standardError: null },
    'perFeature.interference.sdTrue':
      unknown ??
      rootOf(ofInterference * ofInterference - added, errorOfVariance(interference, standardError)),
  };
}

function ratio(naive: QuantityValue, trained: QuantityValue): QuantityValue {
  if (naive.value === 0) return missing('the naive solution has no error to divide');
  return quotient(naive, trained, 'the model made no error to divide by');
}

/** The shares of the isolated part, which is exact, and of the interference in their sum. */
function shares(isolated: QuantityValue, interference: QuantityValue, sum: QuantityValue) {
  const none = 'the model made no error, so there are no shares of it';
  const ofIsolated = quotient(isolated, sum, none);
  const ofInterference = quotient(interference, sum, none);
  if (ofIsolated.value === null || ofInterference.value === null)
    return [ofIsolated, ofInterference] as const;
  // The interference is correlated with the sum. The two shares add to 1, so their errors have the same size.
  return [ofIsolated, { ...ofInterference, standardError: ofIsolated.standardError }] as const;
}

/** A training that diverged gives infinite or NaN values. JSON and means cannot hold these: such a value is missing. */
function finite(quantity: QuantityValue): QuantityValue {
  if (quantity.value === null) return quantity;
  const { value, standardError } = quantity;
  if (!Number.isFinite(value)) return missing(`not a finite number (${value})`);
  return { value, standardError: Number.isFinite(standardError) ? standardError : null };
}

function mapped<Id extends string, From, To>(
  quantities: Readonly<Record<Id, From>>,
  change: (quantity: From) => To,
): Record<Id, To> {
  const entries = Object.entries<From>(quantities).map(([id, quantity]) => [id, change(quantity)]);
  return Object.fromEntries(entries) as Record<Id, To>;
}

/** Quantities without a sampling error. */
function exact<Id extends string>(quantities: Exact<Id>): Record<Id, QuantityValue> {
  return mapped(quantities, (value) => (typeof value === 'number' ? exactly(value) : value));
}

function measuredQuantities(
  weights: Weights,
  evaluation: Evaluation,
  { positive, negative, effective, crossGain }: ResponseFacts,
): Record<MapQuantityId, QuantityValue> {
  const { activeProbability: p, lossExponent: q } = evaluation;
  const sampled = (id: SampledLoss | 'interference'): QuantityValue => {
    const { mean: value, standardError } =
      id === 'interference' ? evaluation.interference : evaluation.losses[id];
    if (value !== null) return { value, standardError };
    const entry = id === 'mse.positive' ? 'positive' : 'active';
    return missing(`the evaluation met no ${entry} entry: more samples are needed`);
  };
  const isolatedOf = (power: number) => isolatedLosses({ positive, negative }, power);
  const perActive = (all: QuantityValue) => quotient(all, exactly(p), 'p is 0');
  return {
    ...exact({
      'gain.positive': mean(positive),
      'gain.positive.sd': populationSd(positive),
      'output.minusOne': mean(negative),
      'gain.effective': mean(effective),
      'gain.effective.sd': populationSd(effective),
      ...momentsAs('crossGain', crossGain.positive),
      ...geometry(weights),
      'mse.isolated': mean(isolatedOf(2)),
      'l4.isolated': mean(isolatedOf(4)),
      'lq.isolated': mean(isolatedOf(q)),
    }),
    'mse.active': sampled('mse.active'),
    'mse.positive': sampled('mse.positive'),
    'mse.all': sampled('mse.all'),
    'mse.allPerActive': perActive(sampled('mse.all')),
    'mse.interference': sampled('interference'),
    'l4.active': sampled('l4.active'),
    'l4.all': sampled('l4.all'),
    'l4.allPerActive': perActive(sampled('l4.all')),
    'lq.active': sampled('lq.active'),
    'lq.all': sampled('lq.all'),
    'lq.allPerActive': perActive(sampled('lq.all')),
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
  const [ofIsolated, ofInterference] = shares(
    trained['mse.isolated'],
    trained['mse.interference'],
    trained['mse.active'],
  );
  return {
    ...exact({
      ...momentsAs('crossGain.effective', facts.crossGain.effective),
      'attenuation.positive': attenuation(facts.positive),
      'attenuation.effective': attenuation(facts.effective),
      'cosine.random.meanAbs': expectedAbsCosine(neurons),
      'data.activePerSample': features * p,
      'data.coactivation': alone ?? p * p,
      'data.coactivationGivenOne': alone ?? p,
    }),
    'mse.isolated.share': ofIsolated,
    'mse.interference.share': ofInterference,
  };
}

/**
 * Every quantity of one model, by id, from its weights and an evaluation of them. p and q are those of the evaluation.
 * Definitions are in `quantityDefinitions`. A quantity without a value is `{ value: null, reason }`; the
 * others are `{ value, standardError }`, with the error of the sampling, not of the seed. A caller that has
 * the response facts of these weights already passes them as `facts`.
 */
export function modelQuantities(
  weights: Weights,
  evaluation: Evaluation,
  facts: ResponseFacts = responseFacts(weights),
): ModelQuantities {
  const shape = { features: weights.features, neurons: weights.neurons };
  const trained = measuredQuantities(weights, evaluation, facts);
  const naive = exact(naiveQuantities(shape, evaluation));
  const gauge = exact(geometry(balanced(weights)));
  const quantities: ModelQuantities = {
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
    ...exact(zeroQuantities(shape, evaluation)),
  };
  return mapped(quantities, finite);
}
