import {
  type FeatureCosines,
  framePotential,
  pairCosines,
} from '@superposition/core/internal/network/geometry';
import { type Moments, momentsOf } from '@superposition/core/internal/numbers/moments';
import { type Histogram, histogramBetween } from '../numbers/histogram.js';

/** The bins of every histogram of cosines: 80 on [−1, 1]. */
export const cosineBins = { lower: -1, upper: 1, bins: 80 } as const;

export interface CosineFacts {
  /** The number of features whose encoding is all zeros. They have no angles and are left out. */
  readonly zeroColumns: number;
  /** 80 bins on [−1, 1]. */
  readonly histogram: Histogram;
  /** Over pairs i < j; `null` without a pair. */
  readonly moments: Moments | null;
  /** The largest |cos|; `null` without a pair. */
  readonly maxAbs: number | null;
  /** Σ over all i, j of cos², i = j included. */
  readonly framePotential: number;
}

/** The distribution of the cosines between the encodings, the columns of W_in, in the gauge of the given weights. */
export function cosineFacts(all: FeatureCosines): CosineFacts {
  const pairs = pairCosines(all);
  const moments = momentsOf(pairs);
  return {
    zeroColumns: all.zeroColumns.length,
    histogram: histogramBetween(pairs, cosineBins),
    moments,
    maxAbs: moments && Math.max(Math.abs(moments.min), Math.abs(moments.max)),
    framePotential: framePotential(all),
  };
}
