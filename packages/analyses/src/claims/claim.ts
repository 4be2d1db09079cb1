import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';

/** One number stated by the document, one statement about numbers, or one of its ideas, as data. */
export interface Claim {
  readonly id: string;
  /** What the document says, in our words. */
  readonly statement: string;
  /** Section of the document. */
  readonly section: string;
  /**
   * The number as printed, for a reader: '0.0745'. For a statement in words, the number that they mean ('0'), or ''.
   */
  readonly printed: string;
  /** `null` for a statement that no single number expresses, and for an idea. */
  readonly value: number | null;
  /** One unit of the last printed digit. */
  readonly lastDigit: number;
  /** The quantity that the document names; `null` for a statement about a line, or for a figure of speech. */
  readonly quantity: QuantityId | null;
  /** Names how far sampling may have moved the document's number, where our number is exact. */
  readonly sampled?: 'naive.mse.active';
  /** Set where the number depends on the size of the sample. It is then compared with ours at the document's size. */
  readonly atSampleSize?: true;
  /** The line of figure 6 that, the claim says, rises throughout. */
  readonly rises?: MonotoneLine;
  /** Set for an idea that no analysis judges: a sentence that says what can judge it. */
  readonly judgedBy?: string;
  /** Other quantities that the number may stand for, the likeliest first. */
  readonly others?: readonly QuantityId[];
  /** A remark for the reader beside the verdict. `{id}` stands for our mean of that quantity. */
  readonly remark?: string;
  /**
   * Set when the number follows from another number of the document. We then judge the arithmetic, and whether that
   * number is what the document takes it for.
   */
  readonly arithmetic?: Arithmetic;
  /** A bound that makes the number impossible for the thing that it names, whatever the weights are. */
  readonly impossible?: Bound;
  /** Another passage of the document that contradicts the number. */
  readonly contradictedBy?: Contradiction;
}

export interface Arithmetic {
  /** The formula, written so that a reader can repeat it. */
  readonly formula: string;
  readonly value: number;
  readonly premise: Premise;
}

/** The number that a formula of the document starts from, and what the document takes it for. */
export interface Premise {
  readonly printed: string;
  readonly value: number;
  /** One unit of the last printed digit. */
  readonly lastDigit: number;
  /** The quantity that the document takes the number for. */
  readonly quantity: QuantityId;
  /** Other quantities that it may be, the likeliest first. */
  readonly others: readonly QuantityId[];
}

/** A line of figure 6. */
export type MonotoneLine = 'active' | 'all' | 'allPerActive';

export interface Bound {
  readonly kind: 'at most' | 'at least';
  readonly value: number;
  /** The reason, in a sentence for the report. */
  readonly because: string;
}

export interface Contradiction {
  readonly section: string;
  /** The value that the passage states or implies for the same thing. */
  readonly value: number;
  /** What the passage says, in our words. */
  readonly passage: string;
}
