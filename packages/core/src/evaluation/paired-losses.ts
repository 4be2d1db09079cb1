import { absolutePower } from '../numbers/elementary.js';
import { gapTable, openBatch } from '../training/sparse-batch.js';
import { transposed, type Weights } from '../network/weights.js';

/** A sample of inputs on which several models are compared. */
export interface CommonSample {
  readonly activeProbability: number;
  readonly samples: number;
  /** The exponent q of the loss. */
  readonly lossExponent: number;
}

/** The number of samples from one stream. Chunk c is drawn from the stream (0, 'understanding', c). */
const samplesPerChunk = 4096;

/** Multiplications between two progress reports: about 10 ms of work. */
const workPerTurn = 5_000_000;

/** Sums over the samples of the losses a_i of each model, where a_i is the sum of |y − t|^q over all entries of a sample. */
export interface PairedSums {
  readonly samples: number;
  /** Σ a_i by model. */
  readonly sums: readonly number[];
  /** Σ a_i·a_j, models × models. */
  readonly products: readonly (readonly number[])[];
}

/**
 * The losses of several models on the same inputs. The sample depends on the features, the probability and the number of
 * samples alone, so every comparison of models of one data distribution uses the same one. Sums run over samples, and in a
 * sample over entries, both ascending. Yields progress in samples after about every 10 ms of work.
 */
export function* pairedLosses(
  models: readonly Weights[],
  { activeProbability, samples, lossExponent }: CommonSample,
  signal?: AbortSignal,
): Generator<{ readonly done: number; readonly total: number }, PairedSums, void> {
  const features = models[0]!.features;
  const table = gapTable(activeProbability);
  const networks = models.map(openNetwork);
  const losses = networks.map(() => 0);
  const sums = networks.map(() => 0);
  const products = networks.map(() => networks.map(() => 0));
  let work = 0;
  for (let first = 0, chunk = 0; first < samples; first += samplesPerChunk, chunk++) {
    const batch = openBatch(features, table, { seed: 0, label: 'understanding', index: chunk });
    const end = Math.min(samplesPerChunk, samples - first);
    for (let sample = 0; sample < end; sample++) {
      const count = batch.next();
      // Without an active feature, the output and the target are exactly 0.
      if (count === 0) continue;
      for (const [index, network] of networks.entries()) {
        work += network.loss(batch.active, batch.values, count, lossExponent, losses, index);
      }
      for (let i = 0; i < losses.length; i++) {
        sums[i] = sums[i]! + losses[i]!;
        const row = products[i]!;
        for (let j = 0; j < losses.length; j++) row[j] = row[j]! + losses[i]! * losses[j]!;
      }
      if (work > workPerTurn) {
        work = 0;
        yield { done: first + sample + 1, total: samples };
        signal?.throwIfAborted();
      }
    }
  }
  return { samples, sums, products };
}

/** A quotient of two means over the same samples. Its standard error is that of the linearised quotient (delta method). */
export interface PairedRatio {
  readonly value: number;
  /** `null` with fewer than two samples. */
  readonly standardError: number | null;
}

/** The loss of model i divided by that of model j; `null` where the latter is 0. */
export function pairedRatio(
  { samples, sums, products }: PairedSums,
  i: number,
  j: number,
): PairedRatio | null {
  const [above, below] = [sums[i]!, sums[j]!];
  if (!(below > 0)) return null;
  const value = above / below;
  if (samples < 2) return { value, standardError: null };
  // Σ(a − r·b)², whose mean is 0 because r = Σa/Σb.
  const scatter = products[i]![i]! - 2 * value * products[i]![j]! + value * value * products[j]![j]!;
  const variance = (Math.max(0, scatter) * samples) / (samples - 1);
  return { value, standardError: Math.sqrt(variance) / below };
}

/** W_in by feature and W_out by neuron, in float64, with what one sample needs. */
function openNetwork({ features, neurons, input, output }: Weights) {
  const byFeature = Float64Array.from(transposed(input, neurons, features));
  const byNeuron = Float64Array.from(transposed(output, features, neurons));
  const hidden = new Float64Array(neurons);
  const errors = new Float64Array(features);
  return {
    /** Writes Σ|y − t|^q of one sample to `losses[index]`, and returns the number of multiplications. */
    loss(
      active: Uint32Array,
      values: Float32Array,
      count: number,
      exponent: number,
      losses: number[],
      index: number,
    ): number {
      hidden.fill(0);
      for (let a = 0; a < count; a++) {
        const x = values[a]!;
        const column = active[a]! * neurons;
        for (let k = 0; k < neurons; k++) hidden[k] = hidden[k]! + byFeature[column + k]! * x;
      }
      errors.fill(0);
      for (let a = 0; a < count; a++) if (values[a]! > 0) errors[active[a]!] = -values[a]!;
      let activeNeurons = 0;
      for (let k = 0; k < neurons; k++) {
        const h = hidden[k]!;
        if (!(h > 0)) continue;
        activeNeurons++;
        const row = k * features;
        for (let j = 0; j < features; j++) errors[j] = errors[j]! + byNeuron[row + j]! * h;
      }
      losses[index] = powerSum(errors, exponent);
      return (activeNeurons + 2) * features + count * neurons;
    },
  };
}

/** Σ|e|^q; the exponents of most reports without a call for each entry. */
function powerSum(errors: Float64Array, exponent: number): number {
  let sum = 0;
  if (exponent === 2) for (const error of errors) sum += error * error;
  else if (exponent === 4) for (const error of errors) sum += error * error * (error * error);
  else for (const error of errors) sum += absolutePower(error, exponent);
  return sum;
}
