import {
  addActiveEntries,
  addAllEntries,
  emptyFeatureSums,
  emptyTallies,
  type FeatureSums,
  type SampledLoss,
  sampledLosses,
} from './evaluation-sums.js';
import { isLossExponent, limits, lossExponentRange } from '../config/limits.js';
import {
  addCount,
  type CountTally,
  type Estimate,
  emptyCountTally,
  estimateOf,
  type LossTally,
} from './loss-tally.js';
import { type BatchReader, gapTable, openBatch } from '../training/sparse-batch.js';
import { checkWeights } from '../training/training-request.js';
import { ownResponses } from '../network/responses.js';
import { transposed, type Weights } from '../network/weights.js';
import { mean } from '../numbers/statistics.js';
import { isolatedLosses } from './closed-forms.js';

export { type FeatureSums, type SampledLoss, sampledLosses } from './evaluation-sums.js';

/** The number of samples from one stream. Chunk c is drawn from the stream (seed, 'evaluation', c). */
export const SAMPLES_PER_CHUNK = 4096;

/** Multiplications between two progress reports: about 10 ms of work. */
const WORK_PER_TURN = 5_000_000;

/** One evaluation of a model on fresh samples of the data distribution. */
export interface EvaluationRequest {
  readonly weights: Weights;
  /** Any p in 10⁻⁶ … 1, also another one than the model was trained with. */
  readonly activeProbability: number;
  readonly samples: number;
  /** The exponent q of the `lq` losses. */
  readonly lossExponent: number;
  /** Names the streams, together with the label 'evaluation'. By convention it is the seed of the model. */
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

/** How far an evaluation is. */
export interface EvaluationProgress {
  readonly samples: number;
  readonly total: number;
}

/** What an evaluation found: pooled estimates, and sums per feature. */
export interface Evaluation extends FeatureSums {
  readonly features: number;
  readonly samples: number;
  readonly activeProbability: number;
  readonly lossExponent: number;
  readonly losses: Readonly<Record<SampledLoss, Estimate>>;
  /** The exact mean squared error of each feature when it alone is active, over its active values. */
  readonly isolated: Float64Array;
  /** What other features add to the squared error of an active one: mse.active without its exact isolated part. */
  readonly interference: Estimate;
}

/** W_in by feature and W_out by neuron, in float64, with working arrays for one sample. */
function openModel({ features, neurons, input, output }: Weights) {
  return {
    features,
    neurons,
    input: Float64Array.from(transposed(input, neurons, features)),
    output: Float64Array.from(transposed(output, features, neurons)),
    hidden: new Float64Array(neurons),
    errors: new Float64Array(features),
    alone: new Float64Array(features),
  };
}

type Model = ReturnType<typeof openModel>;

/**
 * Fills `errors` with y − relu(x) of one sample, with sums ascending, and `alone` with what each active feature's own error would be
 * if no other were active. Both are rounded alike, so they are equal where no other feature interferes. Returns the number of active
 * neurons.
 */
function sampleErrors(model: Model, { active, values }: BatchReader, count: number): number {
  const { features, neurons, input, output, hidden, errors, alone } = model;
  hidden.fill(0);
  for (let a = 0; a < count; a++) {
    const x = values[a]!;
    const column = active[a]! * neurons;
    for (let k = 0; k < neurons; k++) hidden[k] = hidden[k]! + input[column + k]! * x;
  }
  errors.fill(0);
  let activeCount = 0;
  for (let k = 0; k < neurons; k++) {
    const h = hidden[k]!;
    if (!(h > 0)) continue;
    activeCount++;
    const row = k * features;
    for (let j = 0; j < features; j++) errors[j] = errors[j]! + output[row + j]! * h;
  }
  for (let a = 0; a < count; a++) {
    const x = values[a]!;
    const i = active[a]!;
    if (x > 0) errors[i] = errors[i]! - x;
    let y = 0;
    for (let k = 0; k < neurons; k++) {
      const h = input[i * neurons + k]! * x;
      if (h > 0) y += output[k * features + i]! * h;
    }
    alone[a] = x > 0 ? y - x : y;
  }
  return activeCount;
}

/** Throws a RangeError unless a request can be evaluated. The error names the setting, its value and the range. */
export function checkEvaluationRequest({ weights, samples, lossExponent, seed }: EvaluationRequest): void {
  checkWeights(weights);
  const ranges = { samples: [samples, limits.samples], seed: [seed, limits.seed] } as const;
  for (const [name, [value, { min, max }]] of Object.entries(ranges)) {
    if (Number.isInteger(value) && value >= min && value <= max) continue;
    throw new RangeError(`${name} = ${value}: must be an integer ${min} … ${max}`);
  }
  if (!isLossExponent(lossExponent)) {
    throw new RangeError(`lossExponent = ${lossExponent}: must be ${lossExponentRange}`);
  }
}

/** The sums over all samples. An evaluator hands them over after the last sample. */
export interface EvaluationSums {
  readonly sums: FeatureSums;
  readonly tallies: Record<SampledLoss, LossTally>;
  readonly actives: CountTally;
  readonly positives: CountTally;
}

/**
 * The estimates of an evaluation from its sums. A loss is the exact loss of features that are active alone, plus the mean difference
 * from it in the samples, whose standard error it has. For the exponents 2 and 4, 'lq.all' is a copy of
 * 'mse.all' or 'l4.all'.
 */
export function evaluationOf(
  { weights, activeProbability, samples, lossExponent: q }: EvaluationRequest,
  { sums, tallies, actives, positives }: EvaluationSums,
): Evaluation {
  const { features } = weights;
  // Every sample counts with all its entries, even a sample without an active feature: its errors are exactly 0.
  // But if no sample had an active feature, there was no error to estimate, and we count no entry.
  const met = actives.count > 0 ? samples * features : 0;
  const all = { count: met, countSquare: met * features };
  if (q === 2 || q === 4) {
    sums.allPower.set(q === 2 ? sums.allSquared : sums.allFourth);
    tallies['lq.all'] = q === 2 ? tallies['mse.all'] : tallies['l4.all'];
  }
  const responses = ownResponses(weights);
  const isolated = isolatedLosses(responses, 2);
  const [square, fourth, power] = [isolated, isolatedLosses(responses, 4), isolatedLosses(responses, q)].map(
    mean,
  ) as [number, number, number];
  // With probability p, an entry is active; an inactive one has no error if no other feature is active.
  const known: Readonly<Record<SampledLoss, number>> = {
    'mse.active': square,
    'mse.positive': mean(responses.positive.map((gain) => ((1 - gain) * (1 - gain)) / 3)),
    'mse.all': activeProbability * square,
    'l4.active': fourth,
    'l4.all': activeProbability * fourth,
    'lq.active': power,
    'lq.all': activeProbability * power,
  };
  const sampled = (id: SampledLoss) => {
    const counts = id.endsWith('.all') ? all : id === 'mse.positive' ? positives : actives;
    return estimateOf(tallies[id], counts, samples);
  };
  const estimate = (id: SampledLoss): Estimate => {
    const { mean: difference, standardError } = sampled(id);
    return { mean: difference === null ? null : known[id] + difference, standardError };
  };
  const losses = Object.fromEntries(sampledLosses.map((id) => [id, estimate(id)])) as Record<
    SampledLoss,
    Estimate
  >;
  const interference = sampled('mse.active');
  return { features, samples, activeProbability, lossExponent: q, losses, isolated, interference, ...sums };
}

/**
 * Evaluates a model by Monte Carlo. The samples of the data distribution come in chunks of 4,096, and each chunk has a
 * stream of its own. Outputs and sums are float64. The sums run over samples and then over entries, both ascending; the
 * sums of one sample over all its entries have the order of `addAllEntries`. So the result is a pure function of the
 * request.
 *
 * Yields progress after about every 10 ms of work.
 *
 * @throws RangeError before any work when the request is out of range; the signal's reason when it is aborted
 */
export function* evaluate(request: EvaluationRequest): Generator<EvaluationProgress, Evaluation> {
  checkEvaluationRequest(request);
  const { weights, activeProbability, samples, lossExponent: q, seed, signal } = request;
  const table = gapTable(activeProbability);
  const model = openModel(weights);
  const { features, neurons, errors, alone } = model;
  const sums = emptyFeatureSums(features);
  const tallies = emptyTallies();
  const actives = emptyCountTally();
  const positives = emptyCountTally();
  let work = 0;
  signal?.throwIfAborted();
  for (let first = 0, chunk = 0; first < samples; first += SAMPLES_PER_CHUNK, chunk++) {
    const batch = openBatch(features, table, { seed, label: 'evaluation', index: chunk });
    const end = Math.min(SAMPLES_PER_CHUNK, samples - first);
    for (let sample = 0; sample < end; sample++) {
      const count = batch.next();
      if (count === 0) continue;
      const activeNeurons = sampleErrors(model, batch, count);
      const ofActive = addActiveEntries(errors, alone, batch, count, q, sums, tallies);
      addAllEntries(errors, ofActive.aloneSums, q, sums, tallies);
      addCount(actives, count);
      addCount(positives, ofActive.positives);
      work += (activeNeurons + 3) * features + 2 * count * neurons;
      if (work > WORK_PER_TURN) {
        work = 0;
        yield { samples: first + sample + 1, total: samples };
        signal?.throwIfAborted();
      }
    }
  }
  return evaluationOf(request, { sums, tallies, actives, positives });
}
