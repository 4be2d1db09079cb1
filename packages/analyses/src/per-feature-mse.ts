/** The data of figure 1: the mean squared error of each feature while it is active. */
export interface PerFeatureMse {
  readonly features: number;
  /** By feature; `null` for a feature that was never active in the evaluation. */
  readonly trained: readonly (number | null)[];
  /** Monte-Carlo standard error of each, `null` below two active entries. */
  readonly standardError: readonly (number | null)[];
  /** The naive solution by feature, exact: 0 for the first min(m, n) features, 1/6 for the others. */
  readonly naive: readonly number[];
  /** Features by ascending trained error, those without a value last. */
  readonly order: readonly number[];
  /** Mean over features, with its Monte-Carlo standard error. */
  readonly mean: number | null;
  readonly meanStandardError: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Spread over features, and the same with the Monte-Carlo noise subtracted. */
  readonly sd: number | null;
  readonly sdTrue: number | null;
  readonly naiveMean: number;
  /** 1/6, the error of a feature whose output is always 0. */
  readonly ignored: number;
}
