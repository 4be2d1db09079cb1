/** The least that statistics of so many unit vectors in so many dimensions can be. */
export interface LeastAngles {
  /** Σ cos² over ordered pairs, i = j included: n²/m, of a tight frame. */
  readonly framePotential: number;
  /** Σ cos⁴ likewise: 3n²/(m(m+2)), of a 4-design. */
  readonly fourthPotential: number;
  /** Welch's bound on the greatest |cosine|, √((n−m)/(m(n−1))); undefined for no more vectors than dimensions. */
  readonly maxAbsCos: number | undefined;
  /** Levenshtein's, √((3n−m²−2m)/((m+2)(n−m))); undefined for no more than m(m+1)/2 vectors. */
  readonly maxAbsCosOfMany: number | undefined;
}

/** Bounds that any unit vectors keep. */
export function leastAngles(directions: number, dimension: number): LeastAngles {
  const [n, m] = [directions, dimension];
  const excess = n - m;
  const hasMore = excess > 0 && n > 1;
  return {
    framePotential: (n * n) / m,
    fourthPotential: (3 * n * n) / (m * (m + 2)),
    maxAbsCos: hasMore ? Math.sqrt(excess / (m * (n - 1))) : undefined,
    maxAbsCosOfMany:
      hasMore && n > (m * (m + 1)) / 2 ? Math.sqrt((3 * n - m * m - 2 * m) / ((m + 2) * excess)) : undefined,
  };
}
