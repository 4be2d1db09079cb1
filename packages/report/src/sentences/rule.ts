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

/** Never for a text that is not known before the program runs: of type `string`, or a template that holds such a value. */
type Fixed<Words extends string> = Words extends unknown
  ? Record<never, never> extends Record<Words, unknown>
    ? never
    : Words
  : never;

/**
 * Words that say what is shown or how it is defined, the same in every report, so they claim nothing about the numbers.
 * Words with a value in them, or that are chosen, need a rule: others do not compile, and `pnpm lint` finds a choice.
 */
export function definition<const Words extends string>(words: Fixed<Words>): Sentence {
  return words as string as Sentence;
}

/**
 * Words with values in them, or chosen, that describe a setting or an exact number.
 *
 * @param holds why they are true of any model, as for `rule`
 */
export function stated(holds: string, words: string): Sentence {
  return rule(holds, () => words)();
}
