import { evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { neuronUsage } from '@superposition/core/internal/network/geometry';
import { ownResponses } from '@superposition/core/internal/network/responses';
import { mean } from '@superposition/core/internal/numbers/statistics';
import { commonSample } from '../models/common-sample.js';
import type { Model } from '../models/model.js';
import { type PairedRatio, pairedRatio } from '../numbers/paired-ratio.js';

/** How a model differs from that of the longest training with the same seed. */
export interface TrainingComparison {
  /** The training loss over all entries, divided by that of the longest training, on one sample for both. */
  readonly lossRatio: PairedRatio | null;
  /** What the mean over features of R⁺[i,i], and of R⁻[i,i], is above that of the longest training; exact. */
  readonly gain: number | null;
  readonly outputMinusOne: number | null;
  /** The same for the mean number of neurons k of a feature with W_in[k,i] > ¼ of the root mean square of W_in. */
  readonly neuronUsage: number | null;
  readonly samples: number;
  /** Why a number is missing. */
  readonly reason?: string;
}

/** The data and the loss of both trainings. */
export interface CompareParams {
  readonly activeProbability: number;
  readonly lossExponent: number;
}

/** Compares a model with that of the longest training, on the common sample of their shape and density. */
export function compareTrainings(
  { model, longest }: { readonly model: Model; readonly longest: Model },
  { activeProbability, lossExponent }: CompareParams,
): TrainingComparison {
  const models = [model.weights, longest.weights];
  if (
    !models.every(({ input, output }) => [input, output].every((matrix) => matrix.every(Number.isFinite)))
  ) {
    const nothing = { lossRatio: null, gain: null, outputMinusOne: null, neuronUsage: null, samples: 0 };
    return { ...nothing, reason: 'a training diverged: a weight is not a finite number' };
  }
  const { features, neurons } = model.weights;
  const sample = commonSample({ features, neurons, activeProbability });
  const [losses, below] = models.map((weights) => evaluateBlocks(weights, sample, lossExponent).power);
  const lossRatio = mean(below!) > 0 ? pairedRatio(losses!, below!) : null;
  const [own, other] = models.map((weights) => {
    const { positive, negative } = ownResponses(weights);
    return { gain: mean(positive), minusOne: mean(negative), usage: neuronUsage(weights).mean };
  });
  return {
    lossRatio,
    gain: own!.gain - other!.gain,
    outputMinusOne: own!.minusOne - other!.minusOne,
    neuronUsage: own!.usage - other!.usage,
    samples: sample.blocks * sample.samplesPerBlock,
    ...(lossRatio === null && { reason: 'the loss of the longest training is 0 on the sample' }),
  };
}
