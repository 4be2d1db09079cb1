import { absolutePower } from '../numbers/elementary.js';
import type { Sample } from '../training/sample-gradient.js';
import { addLoss, emptyLossTally, type LossTally } from './loss-tally.js';

/**
 * The losses that we estimate by sampling, over active, positive or all entries, as the quantities define them. They are sampled
 * as differences from the errors that active features have alone, which are known exactly (a control variate).
 */
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

/**
 * Sums over samples for each feature: float64 arrays of length `features`. A difference is that between the error of an active
 * feature and the error e′ that it would have if it were active alone, at the same value.
 */
export interface FeatureSums {
  /** Per feature: the number of samples in which it was active. */
  readonly activeCount: Float64Array;
  /** Per feature, over these samples: Σ(e² − e′²), Σ(e² − e′²)², Σ(e⁴ − e′⁴), Σ(|e|^q − |e′|^q). */
  readonly squaredDifference: Float64Array;
  readonly squaredDifferenceSquare: Float64Array;
  readonly fourthDifference: Float64Array;
  readonly powerDifference: Float64Array;
  /** Per feature: the number of samples in which it was positive, and Σ(e² − e′²) over these samples. */
  readonly positiveCount: Float64Array;
  readonly positiveDifference: Float64Array;
  /** Per feature: Σe², Σe⁴, Σ|e|^q over all samples. */
  readonly allSquared: Float64Array;
  readonly allFourth: Float64Array;
  readonly allPower: Float64Array;
}

/** The sums before the first sample. */
export function emptyFeatureSums(features: number): FeatureSums {
  const zeros = () => new Float64Array(features);
  return {
    activeCount: zeros(),
    squaredDifference: zeros(),
    squaredDifferenceSquare: zeros(),
    fourthDifference: zeros(),
    powerDifference: zeros(),
    positiveCount: zeros(),
    positiveDifference: zeros(),
    allSquared: zeros(),
    allFourth: zeros(),
    allPower: zeros(),
  };
}

/** The tally of each loss before the first sample. */
export function emptyTallies(): Record<SampledLoss, LossTally> {
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

const joined = ([p0, p1, p2, p3]: Float64Array) => p0! + p1! + (p2! + p3!);

/** Σe′², Σe′⁴, Σ|e′|^q over the active entries of a sample, where e′ is the error of the feature alone. */
export interface AloneSums {
  readonly squared: number;
  readonly fourth: number;
  /** 0 for the exponents 2 and 4. */
  readonly power: number;
}

/**
 * Adds one sample's errors over all entries, as the difference from those that its active features would have alone. The sample's own sums run in four partial sums over j ≡ l (mod 4),
 * joined as (p₀ + p₁) + (p₂ + p₃).
 */
export function addAllEntries(
  errors: Float64Array,
  alone: AloneSums,
  q: number,
  sums: FeatureSums,
  tallies: Tallies,
): void {
  const { allSquared, allFourth, allPower } = sums;
  const squared = new Float64Array(4);
  const fourth = new Float64Array(4);
  for (let j = 0; j < errors.length; j++) {
    const square = errors[j]! * errors[j]!;
    squared[j % 4]! += square;
    fourth[j % 4]! += square * square;
    allSquared[j] = allSquared[j]! + square;
    allFourth[j] = allFourth[j]! + square * square;
  }
  addLoss(tallies['mse.all'], joined(squared) - alone.squared, errors.length);
  addLoss(tallies['l4.all'], joined(fourth) - alone.fourth, errors.length);
  // For the exponents 2 and 4, `evaluationOf` copies the sums above when all samples are in.
  if (q === 2 || q === 4) return;
  const powers = new Float64Array(4);
  for (let j = 0; j < errors.length; j++) {
    const power = absolutePower(errors[j]!, q);
    powers[j % 4]! += power;
    allPower[j] = allPower[j]! + power;
  }
  addLoss(tallies['lq.all'], joined(powers) - alone.power, errors.length);
}

/**
 * Adds one sample's errors at its active features, as differences from those that each would have alone; returns how many of them
 * were positive, and the sums of those alone.
 *
 * @param alone these errors, in the order of the active features
 */
export function addActiveEntries(
  errors: Float64Array,
  alone: Float64Array,
  { active, values }: Sample,
  count: number,
  q: number,
  sums: FeatureSums,
  tallies: Tallies,
): { readonly positives: number; readonly aloneSums: AloneSums } {
  let squared = 0;
  let fourth = 0;
  let powers = 0;
  let positiveSquared = 0;
  let positives = 0;
  let [aloneSquared, aloneFourth, alonePower] = [0, 0, 0];
  for (let a = 0; a < count; a++) {
    const i = active[a]!;
    const [own, other] = [errors[i]! * errors[i]!, alone[a]! * alone[a]!];
    const square = own - other;
    const four = own * own - other * other;
    let power = q === 2 ? square : four;
    if (q !== 2 && q !== 4) {
      const otherPower = absolutePower(alone[a]!, q);
      alonePower += otherPower;
      power = absolutePower(errors[i]!, q) - otherPower;
    }
    aloneSquared += other;
    aloneFourth += other * other;
    squared += square;
    fourth += four;
    powers += power;
    sums.activeCount[i]! += 1;
    sums.squaredDifference[i]! += square;
    sums.squaredDifferenceSquare[i]! += square * square;
    sums.fourthDifference[i]! += four;
    sums.powerDifference[i]! += power;
    if (values[a]! > 0) {
      positives++;
      positiveSquared += square;
      sums.positiveCount[i]! += 1;
      sums.positiveDifference[i]! += square;
    }
  }
  addLoss(tallies['mse.active'], squared, count);
  addLoss(tallies['l4.active'], fourth, count);
  addLoss(tallies['lq.active'], powers, count);
  addLoss(tallies['mse.positive'], positiveSquared, positives);
  const aloneSums = { squared: aloneSquared, fourth: aloneFourth, power: alonePower };
  return { positives, aloneSums };
}
