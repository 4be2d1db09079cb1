/** A Monte-Carlo mean and its standard error; `null` where there were too few entries for one. */
export interface Estimate {
  readonly value: number | null;
  readonly standardError: number | null;
}

/** One point of figure 6: a model's mean squared error at another active probability than it was trained with. */
export interface SparsityPoint {
  readonly activeProbability: number;
  readonly samples: number;
  /** mse.active: over active entries. */
  readonly active: Estimate;
  /** mse.all: over all entries. */
  readonly all: Estimate;
  /** mse.all divided by the active probability. */
  readonly allPerActive: Estimate;
}
