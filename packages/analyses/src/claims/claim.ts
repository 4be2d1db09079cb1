import type { QuantityId } from '@superposition/core/quantity-definitions';

/** One number stated by the document, or one statement about numbers, as data. */
export interface Claim {
  readonly id: string;
  /** What it says, in our words. */
  readonly statement: string;
  /** Section of the document. */
  readonly section: string;
  /** As printed, for a reader: '0.0745'; for a statement in words, those words' number ('0') or ''. */
  readonly printed: string;
  /** `null` for a statement that no single number carries. */
  readonly value: number | null;
  /** One unit of the last printed digit. */
  readonly lastDigit: number;
  /** The quantity that the document names; `null` for a statement about a line, or for a figure of speech. */
  readonly quantity: QuantityId | null;
  /** How far sampling may have moved the document's number where ours is exact. */
  readonly sampled?: 'naive.mse.active';
  /** The line of figure 6 that it says rises throughout. */
  readonly rises?: MonotoneLine;
  /** Other quantities that the number may be of, the likeliest first. */
  readonly others?: readonly QuantityId[];
  /** What a reader should know beside the verdict; `{id}` stands for our mean of that quantity. */
  readonly remark?: string;
  /** Says that the number follows from another number of the document: judged by arithmetic, not by a model of ours. */
  readonly arithmetic?: Arithmetic;
  /** What makes the number impossible for the thing it names, whatever the weights. */
  readonly impossible?: Bound;
  /** Another passage of the document that the number cannot stand beside. */
  readonly contradictedBy?: Contradiction;
}

export interface Arithmetic {
  /** As a reader can repeat it. */
  readonly formula: string;
  readonly value: number;
}

/** A line of figure 6. */
export type MonotoneLine = 'active' | 'all' | 'allPerActive';

export interface Bound {
  readonly kind: 'at most' | 'at least';
  readonly value: number;
  /** Why, in a sentence fit for the report. */
  readonly because: string;
}

export interface Contradiction {
  readonly section: string;
  /** The value that the passage states or implies for the same thing. */
  readonly value: number;
  /** What it says, in our words. */
  readonly passage: string;
}
