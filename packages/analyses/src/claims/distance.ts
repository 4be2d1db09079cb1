/** All in standard errors of another run, as `Comparison.standardError` has them. */
export interface Distance {
  /** (printed − ours) / standard error. */
  readonly standardErrors: number;
  /** Half of the last printed digit: rounding may have moved the printed number so far, either way. */
  readonly rounding: number;
  /** 95 % of other runs lie no further from ours. */
  readonly expected: number;
}
