import { evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { exactResponses, offDiagonalOf, ownResponses } from '@superposition/core/internal/network/responses';
import type { Weights } from '@superposition/core/internal/network/weights';
import { mean, populationSd } from '@superposition/core/internal/numbers/statistics';
import type { Model } from '../models/model.js';
import { commonSample } from '../models/common-sample.js';
import { codewordsOf } from './codewords.js';
import { absent, type Findings, found, foundOr, prefixed } from './finding.js';
import { fourDesignKurtosis, uniformGain } from './gain-cubic.js';
import { pairedRatio } from '../numbers/paired-ratio.js';
import { receivedInterference } from './received-interference.js';
import { responseShape } from './response-shape.js';
import { sparseCrosstalk, sparseLimit } from './sparse-limit.js';

/** One model of a line along which a setting varies. */
export interface LinePoint {
  /** What the ids have after `lines.`: `neurons=20`. */
  readonly name: string;
  readonly activeProbability: number;
  readonly lossExponent: number;
  /** Whether the loss is measured, too. The theory of sparse data is about it. */
  readonly isSparse: boolean;
}

export interface LineParams {
  readonly points: readonly LinePoint[];
}

/**
 * What the theory of the gain and the shape of the solution are along lines of trained models, under `lines.NAME.…`. All of it
 * follows from the weights, but for the loss on sparse data.
 */
export function lineFindings(
  { models }: { readonly models: readonly Model[] },
  { points }: LineParams,
): Findings {
  return Object.assign(
    {},
    ...points.map((point, index) =>
      prefixed(`lines.${point.name}`, pointFindings(models[index]!.weights, point)),
    ),
  );
}

const noGain = 'the mean gain is 0';
const noCrosstalk = 'R⁺ has no entries off the diagonal';

/** The findings of one model of a line. */
function pointFindings(weights: Weights, point: LinePoint): Findings {
  if (![weights.input, weights.output].every((matrix) => matrix.every(Number.isFinite)))
    return { gain: absent('the training diverged') };
  const { features, neurons } = weights;
  const own = ownResponses(weights);
  const responses = exactResponses(weights);
  const { gain, squaredNorm, kurtosis } = responseShape(responses);
  const least = own.positive.reduce((low, each) => Math.min(low, each), Number.POSITIVE_INFINITY);
  const lengths = codewordsOf(weights, 'quarterRms').map((word) => word.length);
  const off = offDiagonalOf(responses.positive, features);
  const received = receivedInterference(weights, responses);
  const trace = features * gain;
  // ‖sR⁺ − I‖² at the scale that makes it least, over the least that any rank-m matrix has.
  const distance = (features - (trace * trace) / squaredNorm) / (features - neurons);
  return {
    gain: found(gain),
    'gain.sd': found(populationSd(own.positive)),
    'gain.least': foundOr(least / gain, noGain),
    outputMinusOne: found(mean(own.negative)),
    'K.mean': found(mean(lengths)),
    'K.least': found(lengths.reduce((low, length) => Math.min(low, length), neurons)),
    'off.mean': found(mean(off)),
    'off.meanAbs': found(mean(off.map(Math.abs))),
    'received.cv': foundOr(received.variation, 'outputs receive nothing from other features'),
    'received.angles': foundOr(
      received.correlation,
      'all outputs receive the same, or all angles are the same',
    ),
    distanceToIdentity: foundOr(distance, 'R⁺ is 0'),
    ...(point.lossExponent === 4 ? cubicFindings(weights, point, gain, kurtosis) : {}),
    ...(point.isSparse ? sparseFindings(weights, point, responses.positive, gain) : {}),
  };
}

function cubicFindings(
  { features, neurons }: Weights,
  { activeProbability }: LinePoint,
  gain: number,
  kurtosis: number,
): Findings {
  const family = { features, neurons, activeProbability };
  const predicted = uniformGain({ ...family, kurtosis });
  const designed = uniformGain({ ...family, kurtosis: fourDesignKurtosis(features, neurons) });
  return {
    'cubic.kurtosis': foundOr(kurtosis, noCrosstalk),
    'cubic.fourDesign.gain': found(designed.gain),
    'cubic.gain': foundOr(predicted.gain, noCrosstalk),
    'cubic.error': foundOr(predicted.gain / gain - 1, gain === 0 ? noGain : noCrosstalk),
  };
}

function sparseFindings(
  weights: Weights,
  { activeProbability, lossExponent }: LinePoint,
  positive: Float64Array,
  gain: number,
): Findings {
  const { features, neurons } = weights;
  const limit = sparseLimit(sparseCrosstalk(positive, features, lossExponent), lossExponent);
  const { power } = evaluateBlocks(
    weights,
    commonSample({ features, neurons, activeProbability }),
    lossExponent,
  );
  // An output of 0 loses x^q on the positive half of the active entries.
  const zero = activeProbability / (2 * (lossExponent + 1));
  const { ratio, standardError } = pairedRatio(power, new Float64Array(power.length).fill(zero));
  // The naive solution outputs relu for as many features as it has neurons, and 0 for the others.
  const naive = 1 - neurons / features;
  return {
    'sparseLimit.K': foundOr(limit.crosstalk, noGain),
    'sparseLimit.gain': foundOr(limit.gain, noGain),
    'sparseLimit.error': foundOr(limit.gain / gain - 1, noGain),
    'sparseLimit.lossOverZero': foundOr(limit.lossOverZero, noGain),
    'sparseLimit.lossOverNaive': foundOr(limit.lossOverZero / naive, noGain),
    lossOverZero: found(ratio, standardError),
    lossOverNaive: found(ratio / naive, standardError / naive),
  };
}
