/** The data of figure 9: what of each feature's active error is there in isolation, and what comes from the others. */
export interface IsolatedAndTotal {
  readonly features: number;
  /** (1−R⁺ᵢᵢ)²/6 by feature, exact: positive inputs come out too small. */
  readonly attenuation: readonly number[];
  /** (R⁻ᵢᵢ)²/6 by feature, exact: negative inputs leak through. */
  readonly leak: readonly number[];
  /** attenuation + leak: one feature active at a time, exact. */
  readonly isolated: readonly number[];
  /** Active error on the data distribution by feature, Monte Carlo; `null` for a feature that was never active. */
  readonly total: readonly (number | null)[];
  readonly totalStandardError: readonly (number | null)[];
  /** Features by ascending total error, those without a value last. */
  readonly order: readonly number[];
  readonly mean: {
    readonly attenuation: number;
    readonly leak: number;
    readonly isolated: number;
    readonly total: number | null;
    readonly totalStandardError: number | null;
    /** total − isolated. */
    readonly interference: number | null;
    /** Of the total, between 0 and 1 unless interference is negative. */
    readonly isolatedShare: number | null;
    readonly interferenceShare: number | null;
  };
}
