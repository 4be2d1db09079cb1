import type { SparsityPoint } from './sparsity-point.js';

/** The data of figure 6: three lines against the active probability, and which of them are monotone. */
export interface SparsitySweep {
  /** By ascending active probability. */
  readonly points: readonly SparsityPoint[];
  readonly monotone: {
    readonly active: Monotonicity;
    readonly all: Monotonicity;
    readonly allPerActive: Monotonicity;
  };
}

/** Whether a line of estimates rises from point to point. */
export interface Monotonicity {
  /** True when no point lies below an earlier one by more than three standard errors of the difference. */
  readonly rises: boolean;
  /** The steps between neighbouring points that fall by more than three standard errors. */
  readonly falls: readonly {
    readonly from: number;
    readonly to: number;
    readonly by: number;
    readonly standardErrors: number;
  }[];
  /** One sentence for a caption. */
  readonly statement: string;
}
