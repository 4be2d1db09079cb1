import type { Bound, Claim, Contradiction } from './claim.js';
import type { QuantityId } from './quantity-ids.js';

/** A claim beside our number, with the verdict of science's rules. */
export interface JudgedClaim {
  readonly claim: Claim;
  /** Ours for the quantity that the document names; `null` for a statement without one. */
  readonly ours: Comparison | null;
  readonly verdict: Verdict;
}

/** Where another run's value is expected, with 95 % confidence. */
export interface Comparison {
  readonly quantity: QuantityId;
  readonly mean: number;
  /** mean ± t₀.₉₇₅,ₖ₋₁ · sd · √(1 + 1/k), or ±1.96 sampling errors of the document where ours is exact. */
  readonly expected: readonly [number, number];
  readonly basis: 'seeds' | 'sampling error of the document' | 'exact';
}

/** `explanation` is one sentence fit for the report. */
export type Verdict = { readonly explanation: string } & (
  | { readonly kind: 'agrees' }
  | { readonly kind: 'agrees with another quantity'; readonly other: Comparison }
  | { readonly kind: 'disagrees' }
  | { readonly kind: 'impossible'; readonly bound: Bound; readonly other: Comparison | null }
  | {
      readonly kind: 'contradicted by the document itself';
      readonly contradiction: Contradiction;
      readonly other: Comparison | null;
    }
  | {
      readonly kind: 'not comparable';
      /** Paths of the config at which it differs from the document's. */
      readonly paths: readonly string[];
    }
);
