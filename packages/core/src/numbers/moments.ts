/** The moments of a set of numbers, with its extremes. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly meanAbs: number;
  readonly rms: number;
  /** Population standard deviation: divides by the count. */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/** The moments of a set of numbers, summed in order in float64; `null` for an empty set. */
export function momentsOf(values: ArrayLike<number>): Moments | null {
  const count = values.length;
  if (count === 0) return null;
  let sum = 0;
  let sumAbs = 0;
  let sumSquares = 0;
  let min = values[0]!;
  let max = values[0]!;
  for (let index = 0; index < count; index++) {
    const value = values[index]!;
    sum += value;
    sumAbs += value < 0 ? -value : value;
    sumSquares += value * value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / count;
  // A second pass over the numbers: the difference of two large sums would lose the spread of nearly equal numbers.
  let squaredDeviations = 0;
  for (let index = 0; index < count; index++) {
    const deviation = values[index]! - mean;
    squaredDeviations += deviation * deviation;
  }
  return {
    count,
    mean,
    meanAbs: sumAbs / count,
    rms: Math.sqrt(sumSquares / count),
    sd: Math.sqrt(squaredDeviations / count),
    min,
    max,
  };
}
