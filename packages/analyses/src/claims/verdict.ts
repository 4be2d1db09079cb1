import type { Bound, Claim, Contradiction } from './claim.js';
import type { Comparison } from './comparison.js';
import type { Distance } from './distance.js';

/** A claim beside our number, with the verdict. */
export interface JudgedClaim {
  readonly claim: Claim;
  /** Our value of the quantity that the document names; `null` for a statement without one. */
  readonly ours: Comparison | null;
  /** How far the printed number lies from ours; `null` where one of them is missing, or ours is exact or has no deviation. */
  readonly distance: Distance | null;
  readonly verdict: Verdict;
}

/** `explanation` is a sentence or several for the report. */
export type Verdict = { readonly explanation: string } & (
  | { readonly kind: 'agrees' }
  /** `other` is `null` where the other quantity is a line of figure 6. */
  | { readonly kind: 'agrees with another quantity'; readonly other: Comparison | null }
  /** A formula that is worked out correctly on a number that is not what the document takes it for. */
  | {
      readonly kind: 'right arithmetic, wrong premise';
      /** What the document takes that number for, and what it is; `null` where it fits none of our numbers. */
      readonly premise: { readonly taken: Comparison; readonly is: Comparison | null };
    }
  | { readonly kind: 'disagrees' }
  | { readonly kind: 'impossible'; readonly bound: Bound; readonly other: Comparison | null }
  | {
      readonly kind: 'contradicted by the document itself';
      readonly contradiction: Contradiction;
      readonly other: Comparison | null;
    }
  | {
      readonly kind: 'not comparable';
      /** Paths at which the config differs from the document's; empty when one of our numbers is missing instead. */
      readonly paths: readonly string[];
    }
  /** A question of the document, with what these models answer. */
  | { readonly kind: 'answered' }
  /** An idea that these models neither support nor contradict: a number is on neither side of its rule. */
  | { readonly kind: 'not shown by these models' }
  /** An idea of the document of which this report has not the numbers. */
  | { readonly kind: 'not yet judged' }
);
