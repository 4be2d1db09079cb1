import type { Condition } from '@superposition/analyses/internal/conclusions/condition';
import { type Explained, findingOf } from '@superposition/analyses/internal/conclusions/explained';
import type { FigureLetter } from '../figure-number.js';
import { counted, significant } from '../text/format.js';
import { rule, type Sentence } from './rule.js';

/** A sentence of an answer, with what it rests on. */
export interface AnswerSentence {
  readonly text: Sentence;
  /** Ids of findings. */
  readonly evidence: readonly string[];
  /** The figure that shows them. */
  readonly figure?: FigureLetter;
}

/** An open question of the document, and what these models answer. */
export interface Answer {
  readonly id: string;
  readonly question: Sentence;
  /** The first is the answer in short, the others are what it rests on and what else is known. */
  readonly sentences: readonly AnswerSentence[];
}

/** Writes a sentence of an answer from the findings. */
export type Conclusion = (explained: Explained) => AnswerSentence;

/** What a conclusion is made of. */
export interface ConclusionParts {
  readonly condition: (explained: Explained) => Condition;
  /** What would be so, to say that it is not shown: after "that". */
  readonly what: string;
  /** Called only where the condition holds. */
  readonly words: (explained: Explained) => string;
  readonly figure?: FigureLetter;
}

/** A sentence where its condition holds, and else that it is not shown, with the number that is against it. */
export function conclusion(holds: string, { condition, what, words, figure }: ConclusionParts): Conclusion {
  const write = rule(
    `${holds}; else it says that these models do not show it, with the number that fails, or that the report cannot tell, and what is missing`,
    (explained: Explained, { outcome, because }: Condition) =>
      outcome === 'holds'
        ? words(explained)
        : `Not ${outcome === 'fails' ? 'shown by these models' : 'tested by this report'}: that ${what} (${because}).`,
  );
  return (explained) => {
    const judged = condition(explained);
    return {
      text: write(explained, judged),
      evidence: judged.evidence,
      ...(figure !== undefined && { figure }),
    };
  };
}

/** Why the questions have no answers. */
export const noAnswers = rule(
  'the rule of the figure that compares lengths of training was applied to this number of steps, and at least one criterion is not met',
  (steps: number, stepsFigure: number | null) =>
    `*These models have not converged:* ${counted(steps, 'step')} are too few${stepsFigure === null ? '' : `, as Figure ${stepsFigure} shows`}. So nothing is concluded from them, and the document’s open questions get no answers here.`,
);

/** A number of the findings that a condition has found to be there, in words. */
export function numberOf(explained: Explained, id: string, digits = 3): string {
  return significant(findingOf(explained, id), digits);
}

/** By how much a ratio is above 1. */
export function aboveOne(ratio: number): string {
  return `${significant(100 * (ratio - 1), 2)} %`;
}
