import { balanced } from '@superposition/core/internal/network/geometry';
import { exactResponses } from '@superposition/core/internal/network/responses';
import type { Model } from '../models/model.js';
import { angleStatistics } from './angle-statistics.js';
import { bounds } from './bounds.js';
import { codeComparison, codewordFindings } from './codeword-findings.js';
import { absent, type Findings, found, prefixed } from './finding.js';
import { participation } from './participation.js';
import { theory } from './theory.js';
import { leftOut, type UnderstandingParams } from './understanding-params.js';

/**
 * What follows from the weights without a sample of inputs: theory, bounds and words, the last also in the balanced gauge,
 * where every neuron's input and output weights have the same norm.
 *
 * @throws RangeError where a number lies beyond a bound that no weights can pass
 */
export function weightFindings(
  { model: { weights } }: { readonly model: Model },
  params: UnderstandingParams,
): Findings {
  const reason = leftOut(weights);
  if (reason !== undefined) return reason;
  const responses = exactResponses(weights);
  const neurons = participation(weights);
  const besideRandom = codeComparison(weights.neurons);
  return {
    ...prefixed('theory', theory(responses, weights.neurons, params)),
    ...prefixed('bounds', bounds(weights, responses, angleStatistics(weights))),
    ...prefixed('codewords', codewordFindings(weights, besideRandom)),
    ...prefixed('codewords.balanced', codewordFindings(balanced(weights), besideRandom)),
    'neurons.participation': Number.isNaN(neurons)
      ? absent('no feature has an output of its own')
      : found(neurons),
  };
}
