import { absolutePower } from './elementary.js';
import { isLossExponent, limits } from './limits.js';
import {
  addCount,
  addLoss,
  type Estimate,
  emptyCountTally,
  emptyLossTally,
  estimateOf,
  type LossTally,
} from './loss-tally.js';
import { type BatchReader, gapTable, openBatch } from './sparse-batch.js';
import { checkWeights } from './training-request.js';
import { transposed, type Weights } from './weights.js';

/** Samples drawn from one stream; chunk c is the stream (seed, 'evaluation', c). */
const SAMPLES_PER_CHUNK = 4096;

/** Multiplications between two progress reports: about 10 ms of work. */
const WORK_PER_TURN = 5_000_000;

/** One evaluation of a model on fresh samples of the data distribution. */
export interface EvaluationRequest {
  readonly weights: Weights;
  /** Any p in 10⁻⁶ … 1, whatever the model was trained on. */
  readonly activeProbability: number;
  readonly samples: number;
  /** The exponent q of the `lq` losses. */
  readonly lossExponent: number;
  /** Names the streams, with the label 'evaluation'; the model's own seed by convention. */
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

/** How far an evaluation is. */
export interface EvaluationProgress {
  readonly samples: number;
  readonly total: number;
}

/** The losses that are estimated by sampling. Active, positive and all entries as the quantities define them. */
export const sampledLosses = [
  'mse.active',
  'mse.positive',
  'mse.all',
  'l4.active',
  'l4.all',
  'lq.active',
  'lq.all',
] as const;

/** One of `sampledLosses`. */
export type SampledLoss = (typeof sampledLosses)[number];

/** What an evaluation found: pooled estimates, and sums per feature (float64 arrays of length `features`). */
export interface Evaluation {
  readonly features: number;
  readonly samples: number;
  readonly activeProbability: number;
  readonly lossExponent: number;
  readonly losses: Readonly<Record<SampledLoss, Estimate>>;
  /** Per feature: in how many samples it was active, and Σe², Σe⁴, Σ|e|^q over those. */
  readonly activeCount: Float64Array;
  readonly activeSquared: Float64Array;
  readonly activeFourth: Float64Array;
  readonly activePower: Float64Array;
  /** Per feature: in how many samples it was positive, and Σe² over those. */
  readonly positiveCount: Float64Array;
  readonly positiveSquared: Float64Array;
  /** Per feature: the same three sums over all samples. */
  readonly allSquared: Float64Array;
  readonly allFourth: Float64Array;
  readonly allPower: Float64Array;
}

type FeatureSums = Pick<
  Evaluation,
  | 'activeCount'
  | 'activeSquared'
  | 'activeFourth'
  | 'activePower'
  | 'positiveCount'
  | 'positiveSquared'
  | 'allSquared'
  | 'allFourth'
  | 'allPower'
>;

function emptyFeatureSums(features: number): FeatureSums {
  const zeros = () => new Float64Array(features);
  return {
    activeCount: zeros(),
    activeSquared: zeros(),
    activeFourth: zeros(),
    activePower: zeros(),
    positiveCount: zeros(),
    positiveSquared: zeros(),
    allSquared: zeros(),
    allFourth: zeros(),
    allPower: zeros(),
  };
}

/** W_in by feature, W_out by neuron, in float64, with one sample's scratch. */
function openModel({ features, neurons, input, output }: Weights) {
  return {
    features,
    neurons,
    input: Float64Array.from(transposed(input, neurons, features)),
    output: Float64Array.from(transposed(output, features, neurons)),
    hidden: new Float64Array(neurons),
    errors: new Float64Array(features),
  };
}

type Model = ReturnType<typeof openModel>;

/** Fills `errors` with y − relu(x) of one sample, sums ascending; returns the number of active neurons. */
function sampleErrors(model: Model, { active, values }: BatchReader, count: number): number {
  const { features, neurons, input, output, hidden, errors } = model;
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
    if (x > 0) errors[active[a]!] = errors[active[a]!]! - x;
  }
  return activeCount;
}

function emptyTallies(): Record<SampledLoss, LossTally> {
  return {
    'mse.active': emptyLossTally(),
    'mse.positive': emptyLossTally(),
    'mse.all': emptyLossTally(),
    'l4.active': emptyLossTally(),
    'l4.all': emptyLossTally(),
    'lq.active': emptyLossTally(),
    'lq.all': emptyLossTally(),
  };
}

type Tallies = ReturnType<typeof emptyTallies>;

/** Adds one sample's errors over all entries. */
function addAllEntries(errors: Float64Array, q: number, sums: FeatureSums, tallies: Tallies): void {
  const { allSquared, allFourth, allPower } = sums;
  let squared = 0;
  let fourth = 0;
  for (let j = 0; j < errors.length; j++) {
    const square = errors[j]! * errors[j]!;
    squared += square;
    fourth += square * square;
    allSquared[j] = allSquared[j]! + square;
    allFourth[j] = allFourth[j]! + square * square;
  }
  addLoss(tallies['mse.all'], squared, errors.length);
  addLoss(tallies['l4.all'], fourth, errors.length);
  // Exponents 2 and 4 are copied from the sums above when all samples are in.
  if (q === 2 || q === 4) return;
  let powers = 0;
  for (let j = 0; j < errors.length; j++) {
    const power = absolutePower(errors[j]!, q);
    powers += power;
    allPower[j] = allPower[j]! + power;
  }
  addLoss(tallies['lq.all'], powers, errors.length);
}

/** Adds one sample's errors at its active features; returns how many of them were positive. */
function addActiveEntries(
  errors: Float64Array,
  { active, values }: BatchReader,
  count: number,
  q: number,
  sums: FeatureSums,
  tallies: Tallies,
): number {
  let squared = 0;
  let fourth = 0;
  let powers = 0;
  let positiveSquared = 0;
  let positives = 0;
  for (let a = 0; a < count; a++) {
    const i = active[a]!;
    const square = errors[i]! * errors[i]!;
    const power = q === 2 ? square : q === 4 ? square * square : absolutePower(errors[i]!, q);
    squared += square;
    fourth += square * square;
    powers += power;
    sums.activeCount[i]! += 1;
    sums.activeSquared[i]! += square;
    sums.activeFourth[i]! += square * square;
    sums.activePower[i]! += power;
    if (values[a]! > 0) {
      positives++;
      positiveSquared += square;
      sums.positiveCount[i]! += 1;
      sums.positiveSquared[i]! += square;
    }
  }
  addLoss(tallies['mse.active'], squared, count);
  addLoss(tallies['l4.active'], fourth, count);
  addLoss(tallies['lq.active'], powers, count);
  addLoss(tallies['mse.positive'], positiveSquared, positives);
  return positives;
}

function checkRequest({ weights, samples, lossExponent, seed }: EvaluationRequest): void {
  checkWeights(weights);
  const ranges = { samples: [samples, limits.samples], seed: [seed, limits.seed] } as const;
  for (const [name, [value, { min, max }]] of Object.entries(ranges)) {
    if (Number.isInteger(value) && value >= min && value <= max) continue;
    throw new RangeError(`${name} = ${value}: must be an integer ${min} … ${max}`);
  }
  if (!isLossExponent(lossExponent)) {
    throw new RangeError(`lossExponent = ${lossExponent}: must be a multiple of 0.5 in 1.5 … 8`);
  }
}

/**
 * Evaluates a model by Monte-Carlo: samples of the data distribution in chunks of 4,096 with a stream each,
 * outputs and sums in float64, samples and then entries ascending, so that the result is a pure function of the
 * request. Yields progress after every 10 ms or so of work; throws the signal's reason when it is aborted and a
 * RangeError before any work when the request is out of range.
 */
export function* evaluate(request: EvaluationRequest): Generator<EvaluationProgress, Evaluation> {
  checkRequest(request);
  const { weights, activeProbability, samples, lossExponent: q, seed, signal } = request;
  const table = gapTable(activeProbability);
  const model = openModel(weights);
  const { features, neurons, errors } = model;
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
      addAllEntries(errors, q, sums, tallies);
      addCount(actives, count);
      addCount(positives, addActiveEntries(errors, batch, count, q, sums, tallies));
      work += (activeNeurons + 3) * features + count * neurons;
      if (work > WORK_PER_TURN) {
        work = 0;
        yield { samples: first + sample + 1, total: samples };
        signal?.throwIfAborted();
      }
    }
  }
  // Every sample has all its entries, also the empty ones that were passed over: their error is exactly 0.
  const all = { count: samples * features, countSquare: samples * features * features };
  if (q === 2 || q === 4) {
    sums.allPower.set(q === 2 ? sums.allSquared : sums.allFourth);
    tallies['lq.all'] = q === 2 ? tallies['mse.all'] : tallies['l4.all'];
  }
  const estimate = (id: SampledLoss) => {
    const counts = id.endsWith('.all') ? all : id === 'mse.positive' ? positives : actives;
    return estimateOf(tallies[id], counts, samples);
  };
  const losses = Object.fromEntries(sampledLosses.map((id) => [id, estimate(id)])) as Record<
    SampledLoss,
    Estimate
  >;
  return { features, samples, activeProbability, lossExponent: q, losses, ...sums };
}
