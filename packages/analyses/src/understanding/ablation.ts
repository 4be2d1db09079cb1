import { type BlockedSample, evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { isolatedLosses } from '@superposition/core/internal/evaluation/closed-forms';
import type { FeatureSums } from '@superposition/core/internal/evaluation/evaluation-sums';
import { ownResponses } from '@superposition/core/internal/network/responses';
import type { Weights } from '@superposition/core/internal/network/weights';
import { mean, sampleSd } from '@superposition/core/internal/numbers/statistics';
import type { Model } from '../models/model.js';
import { commonSample, firstPart } from '../models/common-sample.js';
import { type Findings, found } from './finding.js';
import { pairedRatio } from '../numbers/paired-ratio.js';
import type { UnderstandingParams } from './understanding-params.js';

/** A feature is hurt when its active MSE rises by more. */
const hurtFrom = 0.01;
/** The sample is cut into so many parts, for the standard error of the number of features that are hurt. */
const partsOfSample = 10;

/** What it costs to take one neuron away. */
export interface Ablation {
  /** By neuron: the relative increase of the mean fourth power over all entries. */
  readonly increases: readonly number[];
  readonly meanIncrease: { readonly value: number; readonly standardError: number };
  /** Mean over neurons of the number of features whose active MSE rises by more than 0.01. */
  readonly hurt: { readonly value: number; readonly standardError: number };
}

/** Takes each neuron away in turn, and compares on the same sample. */
export function ablation(weights: Weights, sample: BlockedSample): Ablation {
  const whole = measure(weights, sample);
  const total = new Float64Array(whole.fourth.length);
  const increases: number[] = [];
  const hurt = new Float64Array(partsOfSample + 1);
  for (let k = 0; k < weights.neurons; k++) {
    const ablated = measure(withoutNeuron(weights, k), sample);
    increases.push(mean(ablated.fourth) / mean(whole.fourth) - 1);
    for (let block = 0; block < total.length; block++)
      total[block]! += ablated.fourth[block]! / weights.neurons;
    for (let left = 0; left <= partsOfSample; left++)
      hurt[left]! += risen(ablated.perFeature[left]!, whole.perFeature[left]!);
  }
  const { ratio, standardError } = pairedRatio(total, whole.fourth);
  // The last entry has the whole sample; each of the others lacks one part of it (jackknife).
  const lacking = hurt.subarray(0, partsOfSample);
  const jackknife = (sampleSd(lacking) * (partsOfSample - 1)) / Math.sqrt(partsOfSample);
  return {
    increases,
    meanIncrease: { value: ratio - 1, standardError },
    hurt: {
      value: hurt[partsOfSample]! / weights.neurons,
      standardError: jackknife / weights.neurons,
    },
  };
}

function risen(after: Float64Array, before: Float64Array): number {
  let count = 0;
  for (let i = 0; i < after.length; i++) if (after[i]! - before[i]! > hurtFrom) count++;
  return count;
}

function withoutNeuron({ features, neurons, input, output }: Weights, k: number): Weights {
  const rest = output.map((weight, index) => (index % neurons === k ? 0 : weight));
  return { features, neurons, input, output: rest };
}

/** Losses by block, and active MSE by feature: without each part of the sample, then with all. */
function measure(weights: Weights, sample: BlockedSample) {
  const { fourth, parts } = evaluateBlocks(weights, sample, 4, partsOfSample);
  const isolated = isolatedLosses(ownResponses(weights), 2);
  const perFeature = Array.from({ length: partsOfSample + 1 }, (_, left) =>
    isolated.map((alone, i) => alone + differenceOf(parts, left, i)),
  );
  return { fourth, perFeature };
}

/** The mean difference of an active feature's squared error from its isolated one, without one part of the sample. */
function differenceOf(parts: readonly FeatureSums[], left: number, feature: number): number {
  const sumsOf = (part: number) => ({
    difference: part < 0 ? 0 : parts[part]!.squaredDifference[feature]!,
    count: part < 0 ? 0 : parts[part]!.activeCount[feature]!,
  });
  const all = sumsOf(parts.length - 1);
  if (left === parts.length) return all.difference / all.count;
  const [before, after] = [sumsOf(left - 1), sumsOf(left)];
  return (
    (all.difference - (after.difference - before.difference)) / (all.count - (after.count - before.count))
  );
}

/** Each neuron is taken away on so much of the sample that all together cost as much as so many evaluations. */
const evaluationsOfAblation = 5;

/** What each neuron is worth, under the ids of the section. */
export function ablationFindings(
  { model: { weights } }: { readonly model: Model },
  { activeProbability }: UnderstandingParams,
): Findings {
  const { features, neurons } = weights;
  const sample = commonSample({ features, neurons, activeProbability });
  const part = firstPart(sample, Math.ceil(neurons / evaluationsOfAblation));
  const { increases, meanIncrease, hurt } = ablation(weights, part);
  return {
    'neurons.ablation.l4.mean': found(meanIncrease.value, meanIncrease.standardError),
    'neurons.ablation.l4.least': found(Math.min(...increases)),
    'neurons.ablation.l4.most': found(Math.max(...increases)),
    'neurons.ablation.hurt': found(hurt.value, hurt.standardError),
  };
}
