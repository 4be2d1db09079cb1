import { type Moments, momentsOf } from '@superposition/core/internal/numbers/moments';
import { type Histogram, histogramOf } from './histogram.js';

/** How a set of numbers is spread: its moments, and a histogram with bins of a round width. */
export interface Distribution {
  readonly histogram: Histogram;
  readonly moments: Moments;
}

/** The distribution of a set of numbers; `null` for an empty set. */
export function distributionOf(values: ArrayLike<number>): Distribution | null {
  const moments = momentsOf(values);
  return moments && { histogram: histogramOf(values), moments };
}
