import { type BlockedSample, evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import type { Weights } from '@superposition/core/internal/network/weights';
import { mean, sampleSd } from '@superposition/core/internal/numbers/statistics';
import type { Model } from '../models/model.js';
import { commonSample } from '../models/common-sample.js';
import { type Findings, found, prefixed } from './finding.js';
import type { UnderstandingParams } from './understanding-params.js';

/** The losses that theory predicts: means over all entries, over p. */
export function lossesPerActive(weights: Weights, sample: BlockedSample): Findings {
  const { square, fourth } = evaluateBlocks(weights, sample, 4);
  const perActive = (losses: Float64Array) =>
    found(
      mean(losses) / sample.activeProbability,
      sampleSd(losses) / Math.sqrt(losses.length) / sample.activeProbability,
    );
  return { l2: perActive(square), l4: perActive(fourth) };
}

/** A network's losses on the common sample, under the ids of the section. */
export function lossFindings(
  { model: { weights } }: { readonly model: Model },
  { activeProbability }: UnderstandingParams,
): Findings {
  const { features, neurons } = weights;
  const sample = commonSample({ features, neurons, activeProbability });
  return prefixed('loss', lossesPerActive(weights, sample));
}
