import type { BlockedSample } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { type BatchReader, gapTable, openBatch } from '@superposition/core/internal/training/sparse-batch';

/** Up to so many features, every comparison has the whole sample, and every null model all its draws. */
export const mostFeatures = 200;
const wholeSample = { blocks: 1000, samplesPerBlock: 500 } as const;
/** Multiplications of one evaluation of a larger network. */
const work = 6e7;
const fewestBlocks = 64;

/** A network's shape and data. */
export interface Setting {
  readonly features: number;
  readonly neurons: number;
  readonly activeProbability: number;
}

/**
 * The sample that all losses of one setting are compared on: 500,000 inputs up to 200 features. Beyond, it shrinks so that
 * an evaluation's work stays the same.
 */
export function commonSample({ features, neurons, activeProbability }: Setting): BlockedSample {
  const label = 'understanding';
  if (features <= mostFeatures) return { label, activeProbability, ...wholeSample };
  const active = features * activeProbability;
  const perSample = active * neurons + Math.min(1, active) * features * (neurons / 2 + 4);
  const samples = Math.min(wholeSample.blocks * wholeSample.samplesPerBlock, work / perSample);
  const samplesPerBlock = Math.max(4, Math.min(wholeSample.samplesPerBlock, Math.floor(samples / 250)));
  const blocks = Math.max(fewestBlocks, 4 * Math.floor(samples / samplesPerBlock / 4));
  return { label, activeProbability, blocks, samplesPerBlock };
}

/** The first of `of` equal parts of a sample, at least one block of it. */
export function firstPart(sample: BlockedSample, of: number): BlockedSample {
  return { ...sample, blocks: Math.max(1, Math.floor(sample.blocks / of)) };
}

/** Visits the samples one after another, as `evaluateBlocks` draws them: the batch holds the active features of each. */
export function visitSamples(
  features: number,
  { label, activeProbability, blocks, samplesPerBlock }: BlockedSample,
  visit: (batch: BatchReader, count: number) => void,
): void {
  const table = gapTable(activeProbability);
  for (let block = 0; block < blocks; block++) {
    const batch = openBatch(features, table, { seed: 0, label, index: block });
    for (let sample = 0; sample < samplesPerBlock; sample++) visit(batch, batch.next());
  }
}
