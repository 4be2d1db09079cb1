import { cosineDensity } from '@superposition/core/internal/evaluation/closed-forms';
import { balanced } from '@superposition/core/internal/network/geometry';
import { quantileOfSorted } from '@superposition/core/internal/numbers/statistics';
import type { Settled } from '@superposition/pipeline/internal/graph/stage';
import type { Model } from '../models/model.js';
import {
  type CosineSums,
  cosineSums,
  type FrameStatistic,
  frameStatistics,
  statisticsOf,
} from './frame-statistics.js';
import { directionsOf, drawFrame, framesFor } from './random-frames.js';

export interface CosineDistributionsInputs {
  /** It has the random frames, and is counted in the balanced gauge, too. */
  readonly model: Model;
  /** Those that failed are left out. */
  readonly others: readonly Settled<Model>[];
}

export interface CosineDistributionsParams {
  /** At most so many random frames; fewer for a large model, so that they take a few seconds of one core. */
  readonly frames: number;
}

/** How the cosines of all pairs of encodings are distributed, in several models and by chance, in the same bins. */
export interface CosineDistributions {
  readonly dimension: number;
  /** Equal bins of [−1, 1], an odd number, so that orthogonal pairs lie in the middle of one. */
  readonly edges: readonly number[];
  /** One for each model. */
  readonly models: readonly ModelCosines[];
  /** The first model in the balanced gauge. */
  readonly balanced: ModelCosines;
  /** `null` where the first model has no pair. */
  readonly chance: ChanceCosines | null;
  /** The exact density of random directions on the edges and in the middles of the bins; `null` in one dimension. */
  readonly density: { readonly cosine: readonly number[]; readonly density: readonly number[] } | null;
}

export interface ModelCosines {
  /** The number of encodings that are not the zero vector. */
  readonly directions: number;
  /** The number of pairs in each bin. */
  readonly counts: readonly number[];
  /** `null` without a pair. */
  readonly statistics: Readonly<Record<FrameStatistic, number>> | null;
}

/** Frames of as many random directions as the first model has. */
export interface ChanceCosines {
  readonly frames: number;
  /** By bin, the 2.5 % and the 97.5 % quantile over frames of the number of pairs. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** The smallest and the greatest value that any frame has. */
  readonly extremes: Readonly<Record<FrameStatistic, readonly [least: number, greatest: number]>>;
}

/** Counts the cosines of each model, of the first one also in the balanced gauge, and of random frames. */
export function cosineDistributions(
  { model, others }: CosineDistributionsInputs,
  { frames: most }: CosineDistributionsParams,
): CosineDistributions {
  const { neurons: dimension, features } = model.weights;
  const bins = binsFor(features, dimension);
  const edges = Array.from({ length: bins + 1 }, (_, edge) => (2 * edge) / bins - 1);
  const trained = others.flatMap((other) => (other.status === 'value' ? [other.value] : []));
  const measured = [model, ...trained].map(({ weights }) => measure(directionsOf(weights), dimension, bins));
  const chance = drawChance(measured[0]!.directions, dimension, bins, most);
  return {
    dimension,
    edges,
    models: measured,
    balanced: measure(directionsOf(balanced(model.weights)), dimension, bins),
    chance,
    density: dimension === 1 ? null : densityOf(dimension, bins),
  };
}

/**
 * The number of bins: narrow enough for the density of random directions, whose standard deviation is 1/√m, and wide enough that a
 * bin holds some of the pairs.
 */
function binsFor(features: number, dimension: number): number {
  const pairs = (features * (features - 1)) / 2;
  const deviation = Math.sqrt(1 / dimension);
  const width = Math.max(deviation / 6, (4 * deviation) / Math.sqrt(Math.max(1, pairs)));
  return 2 * Math.max(2, Math.round(1 / width)) + 1;
}

function measure(
  { unit, directions }: ReturnType<typeof directionsOf>,
  dimension: number,
  bins: number,
): ModelCosines {
  const counts = new Float64Array(bins);
  const sums = cosineSums(unit, directions, dimension, counts);
  const statistics = directions < 2 ? null : statisticsOf(sums, directions);
  return { directions, counts: [...counts], statistics };
}

function drawChance(directions: number, dimension: number, bins: number, most: number): ChanceCosines | null {
  if (directions < 2) return null;
  const frames = framesFor(directions, dimension, most);
  const unit = new Float64Array(directions * dimension);
  const byBin = Array.from({ length: bins }, () => new Float64Array(frames));
  const sums: CosineSums[] = [];
  for (let frame = 0; frame < frames; frame++) {
    drawFrame(unit, dimension, frame);
    const counted = new Float64Array(bins);
    sums.push(cosineSums(unit, directions, dimension, counted));
    counted.forEach((count, bin) => {
      byBin[bin]![frame] = count;
    });
  }
  const drawn = sums.map((each) => statisticsOf(each, directions));
  for (const counts of byBin) counts.sort();
  const ends = (id: FrameStatistic) => {
    const values = drawn.map((each) => each[id]);
    return [id, [Math.min(...values), Math.max(...values)]] as const;
  };
  return {
    frames,
    low: byBin.map((counts) => quantileOfSorted(counts, 0.025)),
    high: byBin.map((counts) => quantileOfSorted(counts, 0.975)),
    extremes: Object.fromEntries(frameStatistics.map(ends)) as ChanceCosines['extremes'],
  };
}

function densityOf(dimension: number, bins: number): NonNullable<CosineDistributions['density']> {
  // In two dimensions the density is infinite at ±1.
  const cosine = Array.from({ length: 2 * bins - 1 }, (_, place) => (place + 1) / bins - 1);
  return { cosine, density: cosine.map((each) => cosineDensity(dimension, each)!) };
}
