/** A mean over blocks beside another on the same blocks: their ratio, with its standard error by the delta method. */
export interface PairedRatio {
  readonly ratio: number;
  readonly standardError: number;
}

/**
 * Σa/Σb over blocks that both numbers share, with the standard error √(Σ(a − r·b)²·B/(B−1))/Σb. What is the same in both
 * drops out of a − r·b.
 */
export function pairedRatio(above: Float64Array, below: Float64Array): PairedRatio {
  let [sumAbove, sumBelow] = [0, 0];
  for (let block = 0; block < above.length; block++) {
    sumAbove += above[block]!;
    sumBelow += below[block]!;
  }
  const ratio = sumAbove / sumBelow;
  let scatter = 0;
  for (let block = 0; block < above.length; block++) {
    const rest = above[block]! - ratio * below[block]!;
    scatter += rest * rest;
  }
  const variance = (scatter * above.length) / (above.length - 1);
  return { ratio, standardError: Math.sqrt(variance) / Math.abs(sumBelow) };
}
