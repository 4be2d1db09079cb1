import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import type { Condition } from '../conclusions/condition.js';
import type { Explained } from '../conclusions/explained.js';

/** A verdict, and the condition under which it is given. */
export interface Case {
  readonly kind: 'agrees' | 'disagrees' | 'answered';
  readonly when: Condition;
  /** Called only where the condition holds. */
  readonly words: () => string;
}

/** How an idea is judged: the first case that holds gives the verdict. */
export type IdeaRule = (explained: Explained, quantities: QuantitySummaries) => readonly Case[];
