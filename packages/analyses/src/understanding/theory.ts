import {
  exactResponses,
  offDiagonalOf,
  type Responses,
} from '@superposition/core/internal/network/responses';
import { mean } from '@superposition/core/internal/numbers/statistics';
import type { Model } from '../models/model.js';
import { additiveLosses } from './additive-theory.js';
import { absent, type Findings, found, prefixed } from './finding.js';
import { anyRankKurtosis, fourDesignKurtosis, uniformGain } from './gain-cubic.js';
import { responseShape } from './response-shape.js';
import { sparseCrosstalk, sparseLimit } from './sparse-limit.js';
import type { UnderstandingParams } from './understanding-params.js';

/** The theory of a network's gain, under the ids of the section. */
export function theoryFindings(
  { model: { weights } }: { readonly model: Model },
  params: UnderstandingParams,
): Findings {
  return prefixed('theory', theory(exactResponses(weights), weights.neurons, params));
}

/** The theory of the gain, for the fourth power and for any exponent at small densities. */
export function theory(
  responses: Responses,
  neurons: number,
  { activeProbability, lossExponent }: UnderstandingParams,
): Findings {
  return {
    ...(lossExponent === 4 ? fourthPower(responses, neurons, activeProbability) : leftOut()),
    ...sparse(responses, lossExponent),
  };
}

const ids = [
  'kurtosis',
  'asymmetry',
  'cubic.measured.gain',
  'cubic.measured.loss',
  'cubic.measured.stationary',
  'cubic.measured.denseOverNaive',
  'cubic.fourDesign.kurtosis',
  'cubic.fourDesign.gain',
  'cubic.fourDesign.loss',
  'cubic.anyRank.kurtosis',
  'cubic.anyRank.gain',
  'cubic.anyRank.loss',
  'additive.l4',
  'additive.l2',
  'additive.bestScale',
  'additive.plain.bestScale',
] as const;

function leftOut(): Findings {
  return Object.fromEntries(ids.map((id) => [id, absent('this theory is for the loss exponent 4')]));
}

function fourthPower(responses: Responses, neurons: number, activeProbability: number): Findings {
  const { features } = responses;
  const { kurtosis, asymmetry } = responseShape(responses);
  const family = { features, neurons, activeProbability };
  const cubic = (name: string, value: number): Findings => {
    if (Number.isNaN(value)) {
      const reason = absent('R⁺ has no entries off the diagonal');
      return { [`cubic.${name}.gain`]: reason, [`cubic.${name}.loss`]: reason };
    }
    const { gain, loss } = uniformGain({ ...family, kurtosis: value });
    return { [`cubic.${name}.gain`]: found(gain), [`cubic.${name}.loss`]: found(loss) };
  };
  const [fourDesign, anyRank] = [fourDesignKurtosis(features, neurons), anyRankKurtosis(features, neurons)];
  const additive = additiveLosses(responses, activeProbability);
  const plain = additiveLosses(withoutMeans(responses), activeProbability);
  return {
    kurtosis: Number.isNaN(kurtosis) ? absent('R⁺ has no entries off the diagonal') : found(kurtosis),
    asymmetry: Number.isNaN(asymmetry) ? absent('R⁺ is 0') : found(asymmetry),
    ...cubic('measured', kurtosis),
    'cubic.measured.stationary': Number.isNaN(kurtosis)
      ? absent('R⁺ has no entries off the diagonal')
      : found(uniformGain({ ...family, kurtosis }).stationary),
    // The loss of every gain grows with p, and so does the least of them: at p = 1 it is largest.
    'cubic.measured.denseOverNaive': Number.isNaN(kurtosis)
      ? absent('R⁺ has no entries off the diagonal')
      : found(
          uniformGain({ ...family, activeProbability: 1, kurtosis }).loss / ((1 - neurons / features) / 10),
        ),
    'cubic.fourDesign.kurtosis': found(fourDesign),
    ...cubic('fourDesign', fourDesign),
    'cubic.anyRank.kurtosis': found(anyRank),
    ...cubic('anyRank', anyRank),
    'additive.l4': found(additive.fourth),
    'additive.l2': found(additive.square),
    'additive.bestScale': scaleFound(additive.bestScale),
    'additive.plain.bestScale': scaleFound(plain.bestScale),
  };
}

/** The responses as the cubic sees them: nothing for negative inputs, and crosstalk of mean 0. */
function withoutMeans(responses: Responses): Responses {
  const { features, positive } = responses;
  const center = mean(offDiagonalOf(positive, features));
  return {
    ...responses,
    positive: positive.map((entry, index) => (index % (features + 1) === 0 ? entry : entry - center)),
    negative: new Float64Array(positive.length),
  };
}

function scaleFound(scale: number) {
  return Number.isNaN(scale) ? absent('all outputs are 0') : found(scale);
}

function sparse({ positive, features }: Responses, lossExponent: number): Findings {
  const crosstalk = sparseCrosstalk(positive, features, lossExponent);
  if (!Number.isFinite(crosstalk)) {
    const reason = absent('the gain is 0');
    return { 'sparseLimit.K': reason, 'sparseLimit.gain': reason, 'sparseLimit.lossOverZero': reason };
  }
  const { gain, lossOverZero } = sparseLimit(crosstalk, lossExponent);
  return {
    'sparseLimit.K': found(crosstalk),
    'sparseLimit.gain': found(gain),
    'sparseLimit.lossOverZero': found(lossOverZero),
  };
}
