// The same as in @superposition/pipeline, which this package's main entry does without.

/** The progress of a task: `done` of `total` units. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** The third argument of a task's function. */
export interface TaskContext {
  /** Aborts when the run is cancelled. */
  readonly signal: AbortSignal;
}
