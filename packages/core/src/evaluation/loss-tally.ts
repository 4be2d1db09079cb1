/** A mean over entries with its standard error. Both are null when there is no entry. */
export interface Estimate {
  readonly mean: number | null;
  /** The standard error, with samples as the independent units; null with fewer than two samples or no entry. */
  readonly standardError: number | null;
}

/** Running sums over samples for the ratio Σa/Σc, where a is the loss in a sample over its c entries. */
export interface LossTally {
  loss: number;
  lossSquare: number;
  lossTimesCount: number;
}

/** The sums over samples that all losses over the same entries share. */
export interface CountTally {
  count: number;
  countSquare: number;
}

/** The tally before the first sample. */
export function emptyLossTally(): LossTally {
  return { loss: 0, lossSquare: 0, lossTimesCount: 0 };
}

/** The count before the first sample. */
export function emptyCountTally(): CountTally {
  return { count: 0, countSquare: 0 };
}

/** Adds one sample's loss over `count` entries. */
export function addLoss(tally: LossTally, loss: number, count: number): void {
  tally.loss += loss;
  tally.lossSquare += loss * loss;
  tally.lossTimesCount += loss * count;
}

/** Adds one sample's number of entries. */
export function addCount(tally: CountTally, count: number): void {
  tally.count += count;
  tally.countSquare += count * count;
}

/**
 * The mean loss of an entry, r = Σa/Σc, and its standard error with samples as the independent unit, by
 * linearisation (Cochran, Sampling Techniques, §6.4): √(Σ(a − r·c)² · M/(M−1)) / Σc over M samples.
 */
export function estimateOf(losses: LossTally, counts: CountTally, samples: number): Estimate {
  if (counts.count === 0) return { mean: null, standardError: null };
  const mean = losses.loss / counts.count;
  if (samples < 2) return { mean, standardError: null };
  const scatter = losses.lossSquare - 2 * mean * losses.lossTimesCount + mean * mean * counts.countSquare;
  const variance = (Math.max(0, scatter) * samples) / (samples - 1);
  return { mean, standardError: Math.sqrt(variance) / counts.count };
}
