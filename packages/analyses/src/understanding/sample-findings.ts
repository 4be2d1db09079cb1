import { exactResponses } from '@superposition/core/internal/network/responses';
import type { Model } from '../models/model.js';
import { ablation } from './ablation.js';
import { bestScale } from './best-scale.js';
import { commonSample, firstPart } from './common-sample.js';
import { crowd } from './crowd.js';
import { absent, type Findings, found, prefixed } from './finding.js';
import { lossesPerActive } from './losses-per-active.js';
import { removeNegativeOutputs } from './negative-inputs.js';
import { leftOut, type UnderstandingParams } from './understanding-params.js';

/** Each neuron is taken away on so much of the sample that all together cost as much as so many evaluations. */
const evaluationsOfAblation = 5;

/** What a sample of inputs shows of the network itself: by the number of active features, and with parts taken away. */
export function sampleFindings(
  { model: { weights } }: { readonly model: Model },
  { activeProbability, lossExponent }: UnderstandingParams,
): Findings {
  const reason = leftOut(weights);
  if (reason !== undefined) return reason;
  const { features, neurons } = weights;
  const sample = commonSample({ features, neurons, activeProbability });
  const { scale, standardError } = bestScale(weights, firstPart(sample, 4), lossExponent);
  const { meanIncrease, hurt } = ablation(
    weights,
    firstPart(sample, Math.ceil(neurons / evaluationsOfAblation)),
  );
  return {
    ...prefixed('loss', lossesPerActive(weights, sample)),
    ...prefixed('negative.remove', removeNegativeOutputs(weights, sample)),
    ...prefixed('crowd', crowd(weights, exactResponses(weights), sample)),
    'scale.best': Number.isNaN(scale) ? absent('all outputs are 0') : found(scale, standardError),
    'neurons.ablation.l4.mean': found(meanIncrease.value, meanIncrease.standardError),
    'neurons.ablation.hurt': found(hurt.value, hurt.standardError),
  };
}
