import { studentQuantile975 } from '@superposition/core/internal/numbers/statistics';
import { isExact, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { grouped } from '../numbers/grouped.js';
import { readable } from '../numbers/readable.js';
import type { Claim } from './claim.js';
import type { DocumentSample, SpreadQuantity } from './document-sample.js';
import { documentSampleSize, naiveSamplingError } from './document-sample-size.js';
import type { Distance } from './distance.js';

/** The interval in which we expect the value of another run, with 95 % confidence. */
export interface Comparison {
  readonly quantity: QuantityId;
  readonly mean: number;
  /** mean ± t₀.₉₇₅,ₖ₋₁ · sd · √(1 + 1/k). Where our number is exact: ±1.96 sampling errors of the document. */
  readonly expected: readonly [low: number, high: number];
  /** The standard deviation expected of one further run, sd · √(1 + 1/k), or of the document's estimate; `null` where our number is exact. */
  readonly standardError: number | null;
  readonly basis: 'seeds' | 'sampling error of the document' | 'exact';
  /** The number of samples of the document, where the number or the interval depends on it. */
  readonly samples?: number;
}

/** A printed number, with one unit of its last digit. */
export interface Printed {
  readonly value: number | null;
  readonly lastDigit: number;
}

/** Our value of a quantity, to compare a claim with; or a sentence that says why there is none. */
export function comparisonOf(
  id: QuantityId,
  { sampled, atSampleSize }: Pick<Claim, 'sampled' | 'atSampleSize'>,
  quantities: QuantitySummaries,
  sample: DocumentSample | undefined,
): Comparison | string {
  if (atSampleSize && isSpread(id)) return atDocumentSize(id, quantities, sample);
  if (!isExact(id)) return overSeeds(id, quantities[id]);
  const { mean } = quantities[id];
  if (mean === null) return withoutInterval(quantities[id]);
  if (sampled !== id)
    return { quantity: id, mean, expected: [mean, mean], standardError: null, basis: 'exact' };
  const size = documentSampleSize(quantities);
  if (size.samples === null) {
    return `Ours is ${readable(mean)} (exact). The document estimates it, and how far off its estimate may be is not known, because we cannot solve for its number of samples: ${size.reason}.`;
  }
  const standardError = naiveSamplingError(mean, size.samples);
  const margin = 1.96 * standardError;
  return {
    quantity: id,
    mean,
    expected: [mean - margin, mean + margin],
    standardError,
    basis: 'sampling error of the document',
    samples: size.samples,
  };
}

/** Whether a printed number, give or take half of its last digit, lies in the expected interval. */
export function liesWithin(printed: Printed, { expected: [low, high] }: Comparison): boolean {
  const { value } = printed;
  return value !== null && value + half(printed) >= low && value - half(printed) <= high;
}

/** Whether a printed number is this one, rounded. */
export function isRounded(printed: Printed, exact: number): boolean {
  return printed.value !== null && Math.abs(printed.value - exact) <= half(printed);
}

/** How far a printed number lies from ours, in standard errors; `null` where there is none. */
export function distanceOf(printed: Printed, ours: Comparison | null): Distance | null {
  const standardError = ours?.standardError ?? null;
  if (ours === null || printed.value === null || standardError === null || !(standardError > 0)) return null;
  return {
    standardErrors: (printed.value - ours.mean) / standardError,
    rounding: printed.lastDigit / 2 / standardError,
    expected: (ours.expected[1] - ours.mean) / standardError,
  };
}

/** What we expect of another run, as the beginning of a sentence about `ours`. */
export function expectation(
  { mean, expected: [low, high], basis, samples }: Comparison,
  ours = 'Ours',
): string {
  if (basis === 'exact') return `${ours} is ${readable(mean)} (exact)`;
  const between = `is expected between ${readable(low)} and ${readable(high)}`;
  return basis === 'seeds'
    ? `${oursIs(mean, samples, ours)}, and another run ${between}`
    : `${ours} is ${readable(mean)} (exact), and the mean of ${grouped(samples!)} samples ${between}`;
}

/** Half of the last digit, and a little for the rounding of float64, so that 0.05415 still rounds to 0.0542. */
function half({ lastDigit }: Printed): number {
  return (lastDigit / 2) * (1 + 1e-9);
}

const spreads: readonly string[] = [
  'perFeature.mse.min',
  'perFeature.mse.max',
  'perFeature.mse.sd',
] satisfies SpreadQuantity[];

function isSpread(id: QuantityId): id is SpreadQuantity {
  return spreads.includes(id);
}

function atDocumentSize(
  id: SpreadQuantity,
  quantities: QuantitySummaries,
  sample: DocumentSample | undefined,
): Comparison | string {
  if (sample === undefined)
    return 'The number depends on the size of the sample, and no sample of the document’s size was drawn.';
  const { size, quantities: atSize } = sample;
  if (size.samples !== null) return overSeeds(id, atSize![id], size.samples);
  // Without a size, noise of unknown size is in the document's number. But noise only raises a standard deviation.
  if (size.exceeds && id === 'perFeature.mse.sd')
    return overSeeds('perFeature.mse.sdTrue', quantities['perFeature.mse.sdTrue']);
  return `The number depends on the size of the sample. The document does not state it, and we cannot solve for it: ${size.reason}.`;
}

function overSeeds(quantity: QuantityId, summary: QuantitySummary, samples?: number): Comparison | string {
  const { mean, sd, seeds } = summary;
  // One seed has no deviation, so we cannot say where another run would lie.
  if (mean === null || sd === null) return withoutInterval(summary, samples);
  const standardError = sd * Math.sqrt(1 + 1 / seeds.length);
  const margin = studentQuantile975(seeds.length - 1) * standardError;
  return {
    quantity,
    mean,
    expected: [mean - margin, mean + margin],
    standardError,
    basis: 'seeds',
    ...(samples !== undefined && { samples }),
  };
}

function withoutInterval({ mean, reason }: QuantitySummary, samples?: number): string {
  const because = reason === undefined ? '' : `: ${reason}`;
  return mean === null
    ? `No number of ours to compare with${because}.`
    : `${oursIs(mean, samples)}, but nothing says where another run would lie${because}.`;
}

function oursIs(mean: number, samples?: number, ours = 'Ours'): string {
  const subject = samples === undefined ? ours : `At ${grouped(samples)} samples ours`;
  return `${subject} is ${readable(mean)}`;
}
