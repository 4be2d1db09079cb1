/** What describes a set of numbers; `null` when the set is empty. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly meanAbs: number;
  readonly rms: number;
  /** Divides by the count. */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}
