/** A mean over entries with its standard error; null where there is no entry, or no second sample. */
export interface Estimate {
  readonly mean: number | null;
  /** The standard error, samples being what is independent; null with fewer than two samples or no entry. */
  readonly standardError: number | null;
}

/** Running sums for the ratio Σa/Σc over samples, a the loss in a sample and c the entries it was over. */
export interface LossTally {
  loss: number;
  lossSquare: number;
  lossTimesCount: number;
}

/** The sums over samples that every tally of the same entries shares. */
export interface CountTally {
  count: number;
  countSquare: number;
}

/** A tally of no samples. */
export function emptyLossTally(): LossTally {
  return { loss: 0, lossSquare: 0, lossTimesCount: 0 };
}

/** A count of no samples. */
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
