/** What the hidden neurons apply to their sums: with `identity` the network is linear, y = W_out · W_in · x. */
export const activations = ['relu', 'identity'] as const;

/**
 * What W_in has to satisfy from the start on:
 * `free` — nothing;
 * `non-negative` — no entry is below zero;
 * `fixed-support` — an entry that is zero in the weights that the training starts from stays zero.
 */
export const inputConstraints = ['free', 'non-negative', 'fixed-support'] as const;

/** How a training differs from the ordinary one, which has the first of each. */
export interface TrainingVariant {
  readonly activation?: (typeof activations)[number] | undefined;
  readonly inputConstraint?: (typeof inputConstraints)[number] | undefined;
}

/** The least and the greatest value of each entry of a matrix. */
export interface Bounds {
  readonly lower: Float32Array;
  readonly upper: Float32Array;
}

/** Moves every entry that lies outside of its bounds onto the nearer one, in place. NaN stays NaN. */
export function clamp(matrix: Float32Array, { lower, upper }: Bounds): void {
  for (let index = 0; index < matrix.length; index++)
    matrix[index] = Math.max(Math.min(matrix[index]!, upper[index]!), lower[index]!);
}

/** The bounds that a constraint sets to W_in, if it sets any; `input` is where the training starts from. */
export function boundsOf(
  input: Float32Array,
  constraint: TrainingVariant['inputConstraint'],
): Bounds | undefined {
  switch (constraint) {
    case 'non-negative':
      return { lower: input.map(() => 0), upper: input.map(() => Infinity) };
    case 'fixed-support':
      return {
        lower: input.map((weight) => (weight === 0 ? 0 : -Infinity)),
        upper: input.map((weight) => (weight === 0 ? 0 : Infinity)),
      };
    default:
      return undefined;
  }
}
