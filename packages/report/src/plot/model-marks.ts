import type { Layout } from '../figure.js';
import { type Colour, paper } from '../theme.js';

/** The look of marks that stand for a trained model each. */
export interface ModelMarks {
  readonly colour: Colour;
  readonly size: number;
  readonly symbol?: 'circle' | 'square';
  /** Of each mark, whether its model is known not to have converged. */
  readonly open: readonly boolean[];
}

/** How large the marks of a shorter training are, beside those of a longer one. */
export const ofShorter = 0.75;

/**
 * The marks of models, on every figure alike: filled, and hollow where the model is known not to have converged. So a reader sees
 * which numbers are evidence of what training leads to.
 */
export function modelMarks({ colour, size, symbol = 'circle', open }: ModelMarks): Layout {
  if (!open.includes(true)) return { color: colour, size, symbol };
  const fills = open.map((each) => (each ? paper : colour));
  return {
    color: open.includes(false) ? fills : paper,
    size,
    symbol,
    line: { width: 1.5, color: colour },
  };
}
