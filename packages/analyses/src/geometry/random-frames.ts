import { expectedAbsCosine } from '@superposition/core/internal/evaluation/closed-forms';
import { balanced } from '@superposition/core/internal/network/geometry';
import type { Weights } from '@superposition/core/internal/network/weights';
import { randomStream } from '@superposition/core/internal/numbers/random';
import { mean, quantileOfSorted, sampleSd } from '@superposition/core/internal/numbers/statistics';
import type { Model } from '../models/model.js';
import { twoSidedP } from '../numbers/two-sided-p.js';
import { cosineSums, type FrameStatistic, frameStatistics, statisticsOf } from './frame-statistics.js';

export interface RandomFramesParams {
  /** At most so many random frames; fewer for a large model, so that they take a few seconds of one core. */
  readonly frames: number;
}

/** The encodings of a model beside frames of as many random directions. */
export interface RandomFrames {
  /** On the weights as they are. */
  readonly raw: FrameTest;
  /** In the balanced gauge (equal input and output norm per neuron): cosines depend on the gauge. */
  readonly balanced: FrameTest;
}

/** The statistics of one frame beside those of random frames. */
export interface FrameTest {
  /** The number of encodings that are not the zero vector. */
  readonly directions: number;
  readonly dimension: number;
  /** The number of random frames. */
  readonly frames: number;
  /** `null` where there are fewer than two directions, so no pair. */
  readonly statistics: Readonly<Record<FrameStatistic, TestedStatistic>> | null;
}

/** A statistic, and what it is by chance. */
export interface TestedStatistic {
  readonly value: number;
  readonly chance: {
    readonly mean: number;
    readonly sd: number;
    /** The 2.5 % and the 97.5 % quantile of the random frames. */
    readonly band95: readonly [low: number, high: number];
    /** The least and the greatest value of the random frames. */
    readonly extremes: readonly [low: number, high: number];
  };
  /** (value − mean) / sd; `null` where every random frame has the same value, as |cos| in one dimension. */
  readonly z: number | null;
  /** Two-sided, min(1, 2(1 + min(#≥, #≤))/(frames + 1)), so never below 2/(frames + 1). */
  readonly p: number;
}

/**
 * Compares the columns of W_in with frames of as many independent random directions: normal vectors, normalised. Streams
 * (0, 'random-frames', number of the frame). The mean and the standard deviation by chance of `meanCos`, `meanAbsCos`,
 * `meanCos4` and `framePotential` are exact: the cosines of random directions are pairwise independent, with
 * E cos² = 1/m and E cos⁴ = 3/(m(m + 2)). Those of the others, the band and p are from the frames.
 */
export function randomFrames(
  { model }: { readonly model: Model },
  { frames }: RandomFramesParams,
): RandomFrames {
  const raw = directionsOf(model.weights);
  const even = directionsOf(balanced(model.weights));
  const dimension = model.weights.neurons;
  const draws = drawFrames(raw.directions, dimension, frames);
  const sameCount = even.directions === raw.directions;
  return {
    raw: testFrame(raw, dimension, draws),
    balanced: testFrame(even, dimension, sameCount ? draws : drawFrames(even.directions, dimension, frames)),
  };
}

/** The columns of W_in that are not zero, as unit vectors, one after another. */
export function directionsOf({ features, neurons, input }: Weights): {
  unit: Float64Array;
  directions: number;
} {
  const unit = new Float64Array(features * neurons);
  let directions = 0;
  for (let i = 0; i < features; i++) {
    for (let k = 0; k < neurons; k++) unit[directions * neurons + k] = input[k * features + i]!;
    if (normalise(unit, directions * neurons, neurons)) directions += 1;
  }
  return { unit, directions };
}

/** Gives one vector the length 1; false for the zero vector, which has no direction. */
function normalise(vectors: Float64Array, begin: number, dimension: number): boolean {
  let square = 0;
  for (let k = begin; k < begin + dimension; k++) square += vectors[k]! * vectors[k]!;
  if (square === 0) return false;
  const norm = Math.sqrt(square);
  for (let k = begin; k < begin + dimension; k++) vectors[k]! /= norm;
  return true;
}

/** Two milliseconds, in nanoseconds: 2,000 frames of this much work take four seconds of one core. */
const workOfFrame = 2e6;

/** The number of random frames: fewer than `most` where each takes long, but at least 20 of them. */
export function framesFor(directions: number, dimension: number, most: number): number {
  // Measured in nanoseconds: 0.75 a multiplication, 5 a pair, 100 a normal number.
  const pairs = (directions * (directions - 1)) / 2;
  const work = pairs * (5 + 0.75 * dimension) + 100 * directions * dimension;
  return work <= workOfFrame ? most : Math.max(Math.min(most, 20), Math.floor((most * workOfFrame) / work));
}

/** Fills `unit` with a frame of random directions: normal vectors, normalised. Stream (0, 'random-frames', number of the frame). */
export function drawFrame(unit: Float64Array, dimension: number, frame: number): void {
  const { normal } = randomStream(0, 'random-frames', frame);
  for (let begin = 0; begin < unit.length; begin += dimension) {
    do for (let k = 0; k < dimension; k++) unit[begin + k] = normal();
    while (!normalise(unit, begin, dimension));
  }
}

type Draws = readonly Readonly<Record<FrameStatistic, number>>[];

function drawFrames(directions: number, dimension: number, most: number): Draws {
  if (directions < 2) return [];
  const unit = new Float64Array(directions * dimension);
  return Array.from({ length: framesFor(directions, dimension, most) }, (_, frame) => {
    drawFrame(unit, dimension, frame);
    return statisticsOf(cosineSums(unit, directions, dimension), directions);
  });
}

function testFrame(
  { unit, directions }: { readonly unit: Float64Array; readonly directions: number },
  dimension: number,
  draws: Draws,
): FrameTest {
  const frame = { directions, dimension, frames: draws.length };
  if (directions < 2) return { ...frame, statistics: null };
  const found = statisticsOf(cosineSums(unit, directions, dimension), directions);
  const exact = exactChance(directions, dimension);
  const tested = frameStatistics.map((id) => {
    const drawn = Float64Array.from(draws, (draw) => draw[id]).sort();
    return [id, testStatistic(found[id], drawn, exact[id] ?? null)] as const;
  });
  return { ...frame, statistics: Object.fromEntries(tested) as Record<FrameStatistic, TestedStatistic> };
}

interface Chance {
  readonly mean: number;
  readonly sd: number;
}

/** Mean and standard deviation of the means over pairs of random directions, whose cosines are pairwise independent. */
function exactChance(directions: number, dimension: number): Partial<Record<FrameStatistic, Chance>> {
  const m = dimension;
  const pairs = (directions * (directions - 1)) / 2;
  const second = 1 / m;
  const fourth = 3 / (m * (m + 2));
  const eighth = (fourth * 35) / ((m + 4) * (m + 6));
  const meanAbs = expectedAbsCosine(m);
  const over = (expected: number, square: number): Chance => ({
    mean: expected,
    sd: Math.sqrt(Math.max(0, square - expected * expected) / pairs),
  });
  const squares = over(second, fourth);
  return {
    meanCos: over(0, second),
    meanAbsCos: over(meanAbs, second),
    meanCos4: over(fourth, eighth),
    framePotential: { mean: directions + 2 * pairs * squares.mean, sd: 2 * pairs * squares.sd },
  };
}

/** Relative to the value: below, two statistics differ by rounding only. */
const rounding = 1e-12;

function testStatistic(value: number, drawn: Float64Array, exact: Chance | null): TestedStatistic {
  const { mean: center, sd } = exact ?? { mean: mean(drawn), sd: drawn.length < 2 ? 0 : sampleSd(drawn) };
  const slack = rounding * Math.abs(value);
  const band95 = [quantileOfSorted(drawn, 0.025), quantileOfSorted(drawn, 0.975)] as const;
  return {
    value,
    chance: { mean: center, sd, band95, extremes: [drawn[0]!, drawn.at(-1)!] },
    z: sd > 1e-9 * Math.abs(center) ? (value - center) / sd : null,
    p: twoSidedP(value, drawn, slack),
  };
}
