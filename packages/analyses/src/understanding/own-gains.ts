import { ownResponses } from '@superposition/core/internal/network/responses';
import { mean, populationSd } from '@superposition/core/internal/numbers/statistics';
import type { Model } from '../models/model.js';
import { type Findings, found, prefixed } from './finding.js';

/** A gain this near 1 is that of a relu, and one this near 0 is none. */
const [nearOne, nearZero] = [0.1, 0.05];

/** What features answer to themselves when nothing else is active, exactly, under the ids of the section. */
export function ownGainFindings({ model: { weights } }: { readonly model: Model }): Findings {
  const { positive: gains, negative } = ownResponses(weights);
  const count = (holds: (gain: number) => boolean) =>
    found(gains.reduce((sum, gain) => sum + (holds(gain) ? 1 : 0), 0));
  const greatest = gains.reduce((most, gain) => Math.max(most, gain), Number.NEGATIVE_INFINITY);
  const least = gains.reduce((low, gain) => Math.min(low, gain), Number.POSITIVE_INFINITY);
  return prefixed('gain', {
    mean: found(mean(gains)),
    sd: found(populationSd(gains)),
    least: found(least),
    greatest: found(greatest),
    nearOne: count((gain) => Math.abs(gain - 1) <= nearOne),
    nearZero: count((gain) => Math.abs(gain) <= nearZero),
    negative: count((gain) => gain < -nearZero),
    belowQuarter: count((gain) => gain < greatest / 4),
    outputMinusOne: found(mean(negative)),
  });
}
