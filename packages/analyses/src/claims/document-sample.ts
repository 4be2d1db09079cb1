import { momentsOf } from '@superposition/core/internal/numbers/moments';
import { transposed, type Weights } from '@superposition/core/internal/network/weights';
import { missing, type QuantityValue } from '@superposition/core/internal/quantities/missing';
import {
  type QuantitySummaries,
  type QuantitySummary,
  summariseValues,
} from '@superposition/core/internal/quantities/summary';
import { gapTable, openBatch } from '@superposition/core/internal/training/sparse-batch';
import type { Model } from '../models/model.js';
import type { Progress, TaskContext } from '../models/progress.js';
import { type DocumentSampleSize, documentSampleSize } from './document-sample-size.js';

/** The quantities that depend on the size of the sample, because sampling noise spreads the errors of features. */
export type SpreadQuantity = 'perFeature.mse.min' | 'perFeature.mse.max' | 'perFeature.mse.sd';

/** What a sample of the document's size gives for our models. */
export interface DocumentSample {
  readonly size: DocumentSampleSize;
  /** Over the seeds; left out where the size is not known. */
  readonly quantities?: Readonly<Record<SpreadQuantity, QuantitySummary>>;
}

export interface DocumentSampleParams {
  readonly activeProbability: number;
  /** Names the streams of the samples, one for each model. */
  readonly seeds: readonly number[];
}

/** The number of samples from one stream. Chunk c is drawn from the stream (seed, 'document-sample', c). */
const samplesPerChunk = 4096;

/**
 * Estimates the error of each feature as the document must have done: by the plain mean over a sample of the size that explains
 * its printed spread. Each model has a sample of its own, so the spread over seeds is that of whole runs, training and sample.
 * Progress counts samples.
 */
export function* documentSample(
  { models, quantities }: { readonly models: readonly Model[]; readonly quantities: QuantitySummaries },
  { activeProbability, seeds }: DocumentSampleParams,
  { signal }: Partial<TaskContext> = {},
): Generator<Progress, DocumentSample, void> {
  const size = documentSampleSize(quantities);
  if (size.samples === null) return { size };
  const { samples } = size;
  const total = samples * models.length;
  const spreads: Record<SpreadQuantity, QuantityValue>[] = [];
  for (const [index, { weights }] of models.entries()) {
    const errors = plainErrors(weights, { activeProbability, samples, seed: seeds[index]! });
    for (let next = errors.next(); ; next = errors.next()) {
      signal?.throwIfAborted();
      if (next.done) {
        spreads.push(spreadOf(next.value));
        break;
      }
      yield { done: index * samples + next.value, total };
    }
  }
  const over = (id: SpreadQuantity) => summariseValues(spreads.map((spread) => spread[id]));
  return {
    size,
    quantities: {
      'perFeature.mse.min': over('perFeature.mse.min'),
      'perFeature.mse.max': over('perFeature.mse.max'),
      'perFeature.mse.sd': over('perFeature.mse.sd'),
    },
  };
}

function spreadOf(errors: Float64Array): Record<SpreadQuantity, QuantityValue> {
  const { min, max, sd } = momentsOf(errors)!;
  // The spread over seeds holds the noise of the samples, so nobody needs a sampling error of its own.
  const known = (value: number): QuantityValue =>
    Number.isFinite(sd)
      ? { value, standardError: null }
      : missing('a feature was never active in the sample, or has no finite error');
  return {
    'perFeature.mse.min': known(min),
    'perFeature.mse.max': known(max),
    'perFeature.mse.sd': known(sd),
  };
}

/**
 * The plain mean of (y − t)² of each feature over the samples in which it is active; NaN where it never is. Yields the number of
 * samples so far, after each chunk.
 */
export function* plainErrors(
  { features, neurons, input, output }: Weights,
  {
    activeProbability,
    samples,
    seed,
  }: { readonly activeProbability: number; readonly samples: number; readonly seed: number },
): Generator<number, Float64Array, void> {
  const table = gapTable(activeProbability);
  const encodings = Float64Array.from(transposed(input, neurons, features));
  const decodings = Float64Array.from(output);
  const hidden = new Float64Array(neurons);
  const squares = new Float64Array(features);
  const counts = new Float64Array(features);
  for (let first = 0, chunk = 0; first < samples; first += samplesPerChunk, chunk++) {
    const { active, values, next } = openBatch(features, table, {
      seed,
      label: 'document-sample',
      index: chunk,
    });
    const size = Math.min(samplesPerChunk, samples - first);
    for (let sample = 0; sample < size; sample++) {
      const count = next();
      hidden.fill(0);
      for (let a = 0; a < count; a++) {
        const x = values[a]!;
        const column = active[a]! * neurons;
        for (let k = 0; k < neurons; k++) hidden[k] = hidden[k]! + encodings[column + k]! * x;
      }
      // Only the errors of active features count, so the other outputs are not computed.
      for (let a = 0; a < count; a++) {
        const i = active[a]!;
        const x = values[a]!;
        const row = i * neurons;
        let error = x > 0 ? -x : 0;
        for (let k = 0; k < neurons; k++) {
          const h = hidden[k]!;
          if (h > 0) error += decodings[row + k]! * h;
        }
        squares[i] = squares[i]! + error * error;
        counts[i] = counts[i]! + 1;
      }
    }
    yield first + size;
  }
  return squares.map((square, i) => square / counts[i]!);
}
