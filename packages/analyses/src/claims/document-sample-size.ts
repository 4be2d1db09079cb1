import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { grouped } from '../numbers/grouped.js';
import { readable } from '../numbers/readable.js';
import { documentSettings } from './document-settings.js';

/** The spread over features of the per-feature MSE that the document prints (section 3). */
export const printedSpread = { value: 0.0029, lastDigit: 0.0001 } as const;

/** The number of samples that explains the document's printed spread; or the reason why none does. */
export type DocumentSampleSize =
  | {
      /** Rounded to two significant digits, as many as the printed spread has. */
      readonly samples: number;
      /** The sizes at the two ends of the rounding of the printed spread; `null` where no number is large enough. */
      readonly range: readonly [low: number, high: number | null];
      /** Our spread without sampling noise. */
      readonly spread: number;
    }
  | {
      readonly samples: null;
      readonly reason: string;
      /** True when our spread is above the printed one even without sampling noise. */
      readonly exceeds: boolean;
    };

const { 'model.features': features, 'data.activeProbability': activeProbability } = documentSettings;

/** A larger sample would take seconds for each model. */
const mostSamples = 2_000_000;

/**
 * Solves for the number of samples of the document, which does not state it. The error of a feature is estimated as the plain
 * mean of e² over the N samples in which the feature is active, so it has a variance of Var(e²)/N, with N = S·p for S samples.
 * The spread over n features divides by n, so its square is expected to be
 *
 *     sd² = sdTrue² + (1 − 1/n)·v/(S·p),
 *
 * where sdTrue is the spread without noise, and v the mean over features of Var(e²) = E e⁴ − (E e²)². This is
 * l4.active − mse.active² − sdTrue².
 */
export function documentSampleSize(quantities: QuantitySummaries): DocumentSampleSize {
  const used = ['l4.active', 'mse.active', 'perFeature.mse.sdTrue'] as const satisfies readonly QuantityId[];
  const [fourth, square, spread] = used.map((id) => quantities[id].mean);
  if (fourth == null || square == null || spread == null) {
    const absent = used.find((id) => quantities[id].mean === null)!;
    return none(
      `it follows from ${absent}, which has no value (${quantities[absent].reason ?? 'none was measured'})`,
    );
  }
  const variance = fourth - square * square - spread * spread;
  const sizeAt = (sd: number) =>
    sd > spread ? ((1 - 1 / features) * variance) / (activeProbability * (sd * sd - spread * spread)) : null;
  const { value, lastDigit } = printedSpread;
  const size = sizeAt(value);
  if (size === null) {
    return none(
      `our standard deviation over features is ${readable(spread)} without noise, above the printed ${value}, and noise only raises it`,
      true,
    );
  }
  if (!(size >= 1 && size <= mostSamples)) {
    return none(`it would be ${size < 1 ? 'less than one' : `more than ${grouped(mostSamples)}`}`);
  }
  const high = sizeAt(value - lastDigit / 2);
  return {
    samples: inTwoDigits(size),
    range: [inTwoDigits(sizeAt(value + lastDigit / 2)!), high === null ? null : inTwoDigits(high)],
    spread,
  };
}

/**
 * The standard error of the naive MSE in so many samples, as the mean over n features of plain estimates from S·p active entries
 * each. In the naive solution a served feature has no noise, and an ignored one has Var(relu(x)²) = 1/10 − 1/36 for each entry.
 * So with a share s of ignored features the error is √(s·(1/10 − 1/36)/(n·S·p)).
 *
 * @param naive the exact naive MSE, s/6
 */
export function naiveSamplingError(naive: number, samples: number): number {
  const ignoredShare = naive * 6;
  return Math.sqrt((ignoredShare * (1 / 10 - 1 / 36)) / (features * samples * activeProbability));
}

function none(reason: string, exceeds = false): DocumentSampleSize {
  return { samples: null, reason, exceeds };
}

function inTwoDigits(size: number): number {
  let unit = 1;
  while (size >= 100 * unit) unit *= 10;
  return Math.round(size / unit) * unit;
}
