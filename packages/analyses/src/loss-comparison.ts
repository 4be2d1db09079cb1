import type { Summary } from './summarise-quantities.js';

/** The losses that figure 7 compares: two exponents (and that of the training), two denominators. */
export type ComparedLoss = 'mse.active' | 'mse.all' | 'l4.active' | 'l4.all' | 'lq.active' | 'lq.all';

/** The data of figure 7: L4 against L2, as trained with and as measured with. */
export interface LossComparison {
  /** training.lossExponent, the q of lq and of `trained`. */
  readonly lossExponent: number;
  /** naive, zero, trained with q, trained with 2 (left out when q is 2), in this order. */
  readonly rows: readonly LossComparisonRow[];
}

export interface LossComparisonRow {
  readonly solution: 'naive' | 'zero' | 'trained';
  /** The exponent of the training's loss, `null` where nothing was trained. */
  readonly trainedWith: number | null;
  /** Over seeds; exact for naive and zero (sd 0). */
  readonly losses: Readonly<Record<ComparedLoss, Summary>>;
  /** Mean gain for positive inputs and output at x = −1, over seeds. */
  readonly gain: Summary;
  readonly outputMinusOne: Summary;
  /** The naive loss divided by this row's mean loss: how many times better than naive; `null` when either is 0. */
  readonly improvement: Readonly<Record<ComparedLoss, number | null>>;
}
