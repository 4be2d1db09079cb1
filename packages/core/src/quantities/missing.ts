/** A quantity without a value, and why. */
export interface Missing {
  readonly value: null;
  readonly standardError?: never;
  readonly reason: string;
}

/** A quantity that has a value, which is finite, and how well the samples of the evaluation know it. */
export interface Known {
  readonly value: number;
  /**
   * The Monte-Carlo standard error; 0 where the value follows from the weights exactly, and where no two features were active together
   * in the samples. Null where nothing says how large it is: the evaluation had fewer than two samples, or the value is that of
   * `perFeature.mse.standardError`.
   */
  readonly standardError: number | null;
  readonly reason?: never;
}

/** A quantity of one model: a value with its standard error, or missing with a reason. */
export type QuantityValue = Known | Missing;

/** A missing value; the reason is a phrase that a table can print. */
export function missing(reason: string): Missing {
  return { value: null, reason };
}

/** A value without a sampling error. */
export function exactly(value: number): Known {
  return { value, standardError: 0 };
}

/**
 * part / whole of two values with independent errors; `none` says why there is no quotient where the whole is 0.
 *
 * By linearisation (the delta method), the standard error is √(se(part)² + (part/whole)²·se(whole)²) / |whole|.
 */
export function quotient(part: QuantityValue, whole: QuantityValue, none: string): QuantityValue {
  if (part.value === null) return part;
  if (whole.value === null) return whole;
  if (whole.value === 0) return missing(none);
  const value = part.value / whole.value;
  const errors = [part.standardError, whole.standardError];
  if (errors.includes(null)) return { value, standardError: null };
  const [own, other] = errors as [number, number];
  const error = Math.sqrt(own * own + value * value * other * other) / Math.abs(whole.value);
  return { value, standardError: error };
}
