import { type BlockedSample, evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { ownResponses } from '@superposition/core/internal/network/responses';
import type { Weights } from '@superposition/core/internal/network/weights';
import { type BatchReader, gapTable, openBatch } from '@superposition/core/internal/training/sparse-batch';
import type { Model } from '../models/model.js';
import { commonSample } from '../models/common-sample.js';
import { absent, type Finding, type Findings, found, prefixed } from './finding.js';
import { openOutputs } from './outputs.js';
import { pairedRatio } from '../numbers/paired-ratio.js';
import type { UnderstandingParams } from './understanding-params.js';

/**
 * The relative change of the mean square and of the mean fourth power over all entries, when an output no longer answers to
 * its own negative input: R⁻_ii·|x_i| is taken off y_i for x_i < 0.
 */
export function removeNegativeOutputs(weights: Weights, sample: BlockedSample): Findings {
  const { features } = weights;
  const { label, activeProbability, blocks, samplesPerBlock } = sample;
  const { square, fourth } = evaluateBlocks(weights, sample, 4);
  const { negative } = ownResponses(weights);
  const table = gapTable(activeProbability);
  const outputs = openOutputs(weights);
  const [squares, fourths] = [new Float64Array(blocks), new Float64Array(blocks)];
  const addChanges = ({ active, values }: BatchReader, count: number, block: number) => {
    for (let a = 0; a < count; a++) {
      const [i, x] = [active[a]!, values[a]!];
      if (x > 0) continue;
      const before = outputs.y[i]!;
      const after = before + negative[i]! * x;
      squares[block]! += after * after - before * before;
      fourths[block]! += after * after * (after * after) - before * before * (before * before);
    }
  };
  for (let block = 0; block < blocks; block++) {
    const batch = openBatch(features, table, { seed: 0, label, index: block });
    for (let drawn = 0; drawn < samplesPerBlock; drawn++) {
      const count = batch.next();
      outputs.computeActive(batch, count);
      addChanges(batch, count, block);
    }
    squares[block]! /= samplesPerBlock * features;
    fourths[block]! /= samplesPerBlock * features;
  }
  return { l2: changeOf(squares, square), l4: changeOf(fourths, fourth) };
}

function changeOf(changes: Float64Array, losses: Float64Array): Finding {
  const { ratio, standardError } = pairedRatio(changes, losses);
  return Number.isNaN(ratio) ? absent('the network itself loses nothing') : found(ratio, standardError);
}

/** What outputs for negative inputs are worth on the common sample, under the ids of the section. */
export function negativeFindings(
  { model: { weights } }: { readonly model: Model },
  { activeProbability }: UnderstandingParams,
): Findings {
  const { features, neurons } = weights;
  const sample = commonSample({ features, neurons, activeProbability });
  return prefixed('negative.remove', removeNegativeOutputs(weights, sample));
}
