import { type BlockedSample, evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import type { FeatureSums } from '@superposition/core/internal/evaluation/evaluation-sums';
import type { Weights } from '@superposition/core/internal/network/weights';
import { goldenSection } from '../numbers/golden-section.js';
import { firstPart } from '../models/common-sample.js';
import { quarticMinimum, quarticNodes, quarticSlope } from '../numbers/quartic.js';
import { unitOf } from '../numbers/unit.js';

export interface BestScale {
  /** argmin_g Σ|g·y − t|^q over the sample; NaN where all outputs are 0. */
  readonly scale: number;
  /** With up to 50 parts of the sample as the independent units; NaN unless q = 4. */
  readonly standardError: number;
  /** The sum over samples and entries of |g·y − t|^q at the best scale. */
  readonly loss: number;
}

/** The factor on all outputs that makes the loss on a sample least. */
export function bestScale(weights: Weights, sample: BlockedSample, lossExponent: number): BestScale {
  const largest = largestPart(weights);
  if (largest === 0)
    return { scale: Number.NaN, standardError: Number.NaN, loss: lossOf(weights, sample, lossExponent) };
  const unit = unitOf(largest);
  const inUnits = unit === 1 ? weights : scaled(weights, unit);
  const found = lossExponent === 4 ? fourthPower(inUnits, sample) : anyPower(inUnits, sample, lossExponent);
  return { ...found, scale: unit * found.scale, standardError: unit * found.standardError };
}

/** The most that one neuron adds to one output for one input of 1. */
function largestPart({ features, neurons, input, output }: Weights): number {
  let largest = 0;
  for (let k = 0; k < neurons; k++) {
    let [into, out] = [0, 0];
    for (let i = 0; i < features; i++) {
      into = Math.max(into, Math.abs(input[k * features + i]!));
      out = Math.max(out, Math.abs(output[i * neurons + k]!));
    }
    largest = Math.max(largest, into * out);
  }
  return largest;
}

/** The network whose outputs are so many times as large, rounded to float32. */
export function scaled(weights: Weights, factor: number): Weights {
  return { ...weights, output: weights.output.map((weight) => weight * factor) };
}

/** The independent units of a standard error. */
const mostParts = 50;

/** Σ(g·y − t)⁴ is a polynomial in g, and five values of it tell where it is least. */
function fourthPower(weights: Weights, sample: BlockedSample): BestScale {
  const values = quarticNodes.map((node) => {
    const network = node === 0 ? silent(weights.features) : scaled(weights, node);
    const { parts } = evaluateBlocks(network, sample, 4, Math.min(sample.blocks, mostParts));
    return Float64Array.from(parts, ({ allFourth }) => sumOf(allFourth));
  });
  const total = values.map((sums) => sums.at(-1)!);
  const { x: scale, value: loss } = quarticMinimum(total);
  return { scale, loss, standardError: rootError(scale, values) };
}

/** A network without any output, of the fewest neurons. */
function silent(features: number): Weights {
  return { features, neurons: 1, input: new Float32Array(features), output: new Float32Array(features) };
}

/** The standard error of a root of the mean slope: that of the slope there, over the slope's own slope. */
function rootError(x: number, values: readonly Float64Array[]): number {
  const slopeOf = (sums: readonly number[]) => {
    const [s0, s1, s2, s3] = quarticSlope(sums);
    return { slope: s0 + x * (s1 + x * (s2 + x * s3)), curvature: s1 + x * (2 * s2 + 3 * x * s3) };
  };
  const blocks = values[0]!.length;
  let [scatter, curvature] = [0, 0];
  for (let block = 0; block < blocks; block++) {
    const own = slopeOf(values.map((sums) => sums[block]! - (block === 0 ? 0 : sums[block - 1]!)));
    scatter += own.slope * own.slope;
    curvature += own.curvature;
  }
  return Math.sqrt((scatter * blocks) / (blocks - 1)) / curvature;
}

/** Relative, for a scale that a parabola then makes finer. */
const tolerance = 0.005;
const refinement = 0.02;
/** A network whose outputs are worse than none would be scaled down for ever. The outputs of the opposite sign may be better. */
const smallestScale = 1e-6;
/** The golden section takes an eighth of a sample of so many inputs: its scale only has to be near. */
const largeSample = 20_000;

function anyPower(weights: Weights, sample: BlockedSample, lossExponent: number): BestScale {
  const isLarge = sample.blocks * sample.samplesPerBlock >= largeSample;
  const near = nearScale(weights, isLarge ? firstPart(sample, 8) : sample, lossExponent);
  const lossAt = (g: number) => lossOf(scaled(weights, g), sample, lossExponent);
  const step = refinement * Math.abs(near);
  const [below, at, above] = [lossAt(near - step), lossAt(near), lossAt(near + step)] as const;
  const curvature = below - 2 * at + above;
  // The lowest point of the parabola through the three; without curvature the loss does not depend on the scale.
  const scale = curvature > 0 ? near + (step * (below - above)) / (2 * curvature) : near;
  return { scale, standardError: Number.NaN, loss: lossAt(scale) };
}

function nearScale(weights: Weights, sample: BlockedSample, lossExponent: number): number {
  const lossAt = (g: number) => lossOf(scaled(weights, g), sample, lossExponent);
  let [low, high] = [1, 1];
  while (low > smallestScale && lossAt(low / 2) < lossAt(low)) low /= 2;
  if (low === 1) while (lossAt(high * 2) < lossAt(high)) high *= 2;
  if (low <= smallestScale && lossAt(-low) < lossAt(low))
    return -nearScale(scaled(weights, -1), sample, lossExponent);
  const middle = low < 1 ? low : high;
  return goldenSection(lossAt, middle / 2, middle * 2, tolerance * middle).x;
}

function lossOf(weights: Weights, sample: BlockedSample, lossExponent: number): number {
  const { parts } = evaluateBlocks(weights, sample, lossExponent);
  return sumOf(parts[0]![sumNamed(lossExponent)]);
}

function sumNamed(lossExponent: number): keyof FeatureSums {
  return lossExponent === 2 ? 'allSquared' : lossExponent === 4 ? 'allFourth' : 'allPower';
}

function sumOf(features: Float64Array): number {
  let sum = 0;
  for (const feature of features) sum += feature;
  return sum;
}
