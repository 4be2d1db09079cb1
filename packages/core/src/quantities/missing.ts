/** A quantity without a value, and why. */
export interface Missing {
  readonly value: null;
  readonly reason: string;
}

/** A quantity of one model: a finite number, or missing with a reason. */
export type QuantityValue = number | Missing;

/** A missing value; the reason is a phrase that a table can print. */
export function missing(reason: string): Missing {
  return { value: null, reason };
}
