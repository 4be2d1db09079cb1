import { type BlockedSample, evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import type { FeatureSums } from '@superposition/core/internal/evaluation/evaluation-sums';
import { isolatedLosses } from '@superposition/core/internal/evaluation/closed-forms';
import { neuronUsage } from '@superposition/core/internal/network/geometry';
import { ownResponses } from '@superposition/core/internal/network/responses';
import type { Weights } from '@superposition/core/internal/network/weights';
import { mean, populationSd, sampleSd } from '@superposition/core/internal/numbers/statistics';
import type { TrainingVariant } from '@superposition/core/internal/training/variant';
import type { Model } from '../models/model.js';
import { commonSample } from '../models/common-sample.js';
import { type PairedRatio, pairedRatio } from '../numbers/paired-ratio.js';
import type { UnderstandingParams } from '../understanding/understanding-params.js';

type OwnResponses = ReturnType<typeof ownResponses>;

/** A number, with its standard error where it was estimated from random draws. */
interface Measured {
  readonly value: number;
  readonly standardError?: number;
}

/** What a training led to, beside the converged model of the report. */
export interface TrainedRow {
  /** The loss over that of the converged model, on the same inputs. */
  readonly ratio: PairedRatio;
  /** The mean fourth power over all entries, and the mean square, over p; the mean square over active entries. */
  readonly l4: Measured;
  readonly l2: Measured;
  readonly active: Measured;
  /** Mean and standard deviation over features of R⁺[i,i], the mean of R⁻[i,i]. */
  readonly gain: Measured;
  readonly gainSpread: Measured;
  /** The least gain over the mean. */
  readonly leastGain: Measured;
  readonly outputMinusOne: Measured;
  /** The share of features whose gain is below a quarter of the greatest. */
  readonly belowQuarter: Measured;
  /** Mean number of neurons in a word; none in a linear network, where words mean nothing. */
  readonly length?: Measured;
}

export interface TrainedRowParams extends UnderstandingParams {
  readonly activation?: TrainingVariant['activation'];
}

/** Measures a model on the common sample of its setting, and compares its loss with that of the converged model. */
export function trainedRow(
  { model, twin }: { readonly model: Model; readonly twin: Model },
  { activeProbability, lossExponent, activation }: TrainedRowParams,
): TrainedRow {
  const isLinear = activation === 'identity';
  const weights = isLinear ? withoutRelu(model.weights) : model.weights;
  const { features, neurons } = model.weights;
  const sample = commonSample({ features, neurons, activeProbability });
  const { square, fourth, power, parts } = evaluateBlocks(weights, sample, lossExponent, partsOfSample);
  const own = ownResponses(weights);
  return {
    ratio: pairedRatio(power, evaluateBlocks(twin.weights, sample, lossExponent).power),
    l4: perActive(fourth, sample),
    l2: perActive(square, sample),
    active: activeSquare(own, parts),
    ...shapeOfGain(own),
    ...(isLinear ? {} : { length: { value: neuronUsage(weights).mean } }),
  };
}

/** For the standard error of the loss over active entries. */
const partsOfSample = 10;

/** The network with relu that answers as W_out · W_in · x does, since z = relu(z) − relu(−z). */
export function withoutRelu({ features, neurons, input, output }: Weights): Weights {
  const both = new Float32Array(2 * output.length);
  for (let j = 0; j < features; j++) {
    for (let k = 0; k < neurons; k++) {
      both[j * 2 * neurons + k] = output[j * neurons + k]!;
      both[j * 2 * neurons + neurons + k] = -output[j * neurons + k]!;
    }
  }
  const signed = Float32Array.from({ length: 2 * input.length }, (_, index) =>
    index < input.length ? input[index]! : -input[index - input.length]!,
  );
  return { features, neurons: 2 * neurons, input: signed, output: both };
}

function perActive(losses: Float64Array, { activeProbability }: BlockedSample): Measured {
  return {
    value: mean(losses) / activeProbability,
    standardError: sampleSd(losses) / Math.sqrt(losses.length) / activeProbability,
  };
}

/** The mean square over active entries: the part of features alone is exact, and the sample gives the difference. */
function activeSquare(own: OwnResponses, parts: readonly FeatureSums[]): Measured {
  const alone = mean(isolatedLosses(own, 2));
  const total = (sums: Float64Array) => sums.reduce((sum, each) => sum + each, 0);
  const sumsUntil = parts.map(({ squaredDifference, activeCount }) => ({
    difference: total(squaredDifference),
    count: total(activeCount),
  }));
  const differences = sumsUntil.map(({ difference, count }, part) => {
    const before = sumsUntil[part - 1] ?? { difference: 0, count: 0 };
    return (difference - before.difference) / (count - before.count);
  });
  const whole = sumsUntil.at(-1)!;
  return {
    value: alone + whole.difference / whole.count,
    standardError: sampleSd(differences) / Math.sqrt(differences.length),
  };
}

function shapeOfGain({ positive, negative }: OwnResponses) {
  const greatest = positive.reduce((most, gain) => Math.max(most, gain), -Infinity);
  return {
    gain: { value: mean(positive) },
    leastGain: { value: positive.reduce((least, gain) => Math.min(least, gain), Infinity) / mean(positive) },
    gainSpread: { value: populationSd(positive) },
    outputMinusOne: { value: mean(negative) },
    belowQuarter: { value: mean(positive.map((gain) => (gain < greatest / 4 ? 1 : 0))) },
  };
}
