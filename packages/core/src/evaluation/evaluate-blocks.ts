import { openEvaluation } from '@superposition/kernel/internal/evaluation';
import { ownResponses } from '../network/responses.js';
import type { Weights } from '../network/weights.js';
import { streamState } from '../numbers/random.js';
import { mean } from '../numbers/statistics.js';
import { gapTable } from '../training/sparse-batch.js';
import { isolatedLosses } from './closed-forms.js';
import type { FeatureSums } from './evaluation-sums.js';

/** A sample that several networks share, in blocks. Block b is drawn from the stream (0, label, b). */
export interface BlockedSample {
  readonly label: string;
  readonly activeProbability: number;
  readonly blocks: number;
  readonly samplesPerBlock: number;
}

/** What one network loses on such a sample. */
export interface BlockLosses {
  /**
   * By block: the mean over all entries of (y − t)², (y − t)⁴ and |y − t|^q. The part of features that are active alone is
   * exact; the block gives the difference from it. So blocks are independent, and their mean is unbiased.
   */
  readonly square: Float64Array;
  readonly fourth: Float64Array;
  readonly power: Float64Array;
  /** Sums by feature after each part of the blocks; a part's own sums are the difference from the part before. */
  readonly parts: readonly FeatureSums[];
}

/** Places of 'mse.all', 'l4.all' and 'lq.all' among the kernel's tallies, each of which has three numbers. */
const places = { square: 3 * 2, fourth: 3 * 4, power: 3 * 6 } as const;

/**
 * Evaluates a network in WebAssembly on a sample in blocks. Networks that are evaluated on the same sample meet the same
 * inputs, so their losses can be compared block by block.
 *
 * @param parts how often the sums by feature are read, at most once for each block
 */
export function evaluateBlocks(
  weights: Weights,
  { label, activeProbability, blocks, samplesPerBlock }: BlockedSample,
  lossExponent: number,
  parts = 1,
): BlockLosses {
  const kernel = openEvaluation({ ...weights, lossExponent, gaps: gapTable(activeProbability) });
  const own = ownResponses(weights);
  // The kernel adds up no third loss where it is one of the others.
  const place = lossExponent === 2 ? places.square : lossExponent === 4 ? places.fourth : places.power;
  const kinds = [
    [2, places.square],
    [4, places.fourth],
    [lossExponent, place],
  ] as const;
  const alone = kinds.map(([q]) => activeProbability * mean(isolatedLosses(own, q)));
  const losses = kinds.map(() => new Float64Array(blocks));
  const entries = samplesPerBlock * weights.features;
  const sums: FeatureSums[] = [];
  const partsUntil = (block: number) => Math.floor((block * parts) / blocks);
  let before = kernel.tallies();
  for (let block = 0; block < blocks; block++) {
    kernel.openChunk(streamState(0, label, block));
    kernel.evaluate(samplesPerBlock);
    const after = kernel.tallies();
    for (const [kind, [, at]] of kinds.entries())
      losses[kind]![block] = alone[kind]! + (after[at]! - before[at]!) / entries;
    before = after;
    if (partsUntil(block + 1) > partsUntil(block)) sums.push(kernel.featureSums());
  }
  const [square, fourth, power] = losses as [Float64Array, Float64Array, Float64Array];
  return { square, fourth, power, parts: sums };
}
