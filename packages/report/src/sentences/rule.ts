declare const ruled: unique symbol;

/**
 * Words of the report that a rule wrote: a sentence, or several in a row. Captions, definitions and the text of sections
 * take nothing else, so a sentence without a rule does not compile. Empty where the rule has nothing to say.
 */
export type Sentence = string & { readonly [ruled]: true };

/** Writes words about its evidence. */
export interface Rule<Evidence extends readonly unknown[]> {
  (...evidence: Evidence): Sentence;
  /** When the words are true. A reader of the code checks the words against it, a test the rule against models. */
  readonly holds: string;
}

/**
 * Makes a rule. `words` returns '' where there is nothing to say. A comparison in it must come from `judge.ts`, which
 * knows how far chance may have moved a number.
 *
 * @param holds when the words are true, for any model
 */
export function rule<Evidence extends readonly unknown[]>(
  holds: string,
  words: (...evidence: Evidence) => string,
): Rule<Evidence> {
  return Object.assign((...evidence: Evidence) => words(...evidence) as Sentence, { holds });
}

/** Words that say what is shown or how it is defined. They claim nothing about the numbers, so they are true of any model. */
export function definition(words: string): Sentence {
  return words as Sentence;
}
