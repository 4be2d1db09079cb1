import { bestScale } from './best-scale.js';
import { commonSample, firstPart } from '../models/common-sample.js';
import { absent, type Findings, found } from './finding.js';
import type { UnderstandingParams } from './understanding-params.js';
import type { Model } from '../models/model.js';

/** The factor on all outputs that would be best on the first quarter of the common sample, under the id of the section. */
export function scaleFindings(
  { model: { weights } }: { readonly model: Model },
  { activeProbability, lossExponent }: UnderstandingParams,
): Findings {
  const { features, neurons } = weights;
  const sample = commonSample({ features, neurons, activeProbability });
  const { scale, standardError } = bestScale(weights, firstPart(sample, 4), lossExponent);
  return { 'scale.best': Number.isNaN(scale) ? absent('all outputs are 0') : found(scale, standardError) };
}
