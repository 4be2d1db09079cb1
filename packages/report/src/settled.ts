/** A value, or the reason why there is none: what a stage receives from an input whose failure it takes as data. */
export type Settled<T> =
  | { readonly status: 'value'; readonly value: T }
  | { readonly status: 'failure'; readonly stage: string; readonly message: string };
