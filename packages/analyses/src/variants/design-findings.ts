import { evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { neuronUsage } from '@superposition/core/internal/network/geometry';
import type { Model } from '../models/model.js';
import { bestDesign } from '../understanding/best-design.js';
import { fittingOn } from '../understanding/code-network.js';
import { commonSample, firstPart } from '../models/common-sample.js';
import { absent, type Finding, type Findings, found } from '../understanding/finding.js';
import { pairedRatio } from '../numbers/paired-ratio.js';
import type { UnderstandingParams } from '../understanding/understanding-params.js';

export interface DesignFindingsParams extends UnderstandingParams {
  /** What the ids have after `lines.`, in the order of the models. */
  readonly names: readonly string[];
}

/** This part of the common sample tells differences of a few per cent, and costs a quarter. */
const partOfSample = 4;

/**
 * The loss of designed words over that of other models, on the same inputs: `lines.NAME.designed.ratio`. The lengths of words that are
 * tried are those beside the twin, the converged model of the report, for all of them.
 */
export function designFindings(
  { models, twin }: { readonly models: readonly Model[]; readonly twin: Model },
  { names, ...params }: DesignFindingsParams,
): Findings {
  const length = neuronUsage(twin.weights).mean;
  return Object.fromEntries(
    models.map((model, index) => [`lines.${names[index]!}.designed.ratio`, designed(model, length, params)]),
  );
}

function designed(
  { weights }: Model,
  trainedLength: number,
  { activeProbability, lossExponent }: UnderstandingParams,
): Finding {
  const { features, neurons } = weights;
  const sample = firstPart(commonSample({ features, neurons, activeProbability }), partOfSample);
  const fitting = fittingOn(sample, features, lossExponent);
  const design = bestDesign(weights, trainedLength, fitting);
  if (design === undefined) return absent('no designed words of full rank');
  const [above, below] = [design.weights, weights].map(
    (network) => evaluateBlocks(network, sample, lossExponent).power,
  );
  const { ratio, standardError } = pairedRatio(above!, below!);
  return found(ratio, standardError);
}
