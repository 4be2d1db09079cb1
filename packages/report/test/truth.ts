import type { Sampled } from './measured-anew.js';
import type { TrialFacts } from './trial-facts.js';

/**
 * Judges sentences about one thing: null if they are true, else what is wrong. It knows them by their words, so a new
 * wording needs a new pattern; a test fails when no sentence of any model is about the thing.
 */
export interface Truth {
  readonly about: string;
  /** True where no sentence should be about this at all. */
  readonly isNeverSaid?: true;
  readonly judge: (sentence: string, facts: TrialFacts) => string | null | 'not about this';
}

export const truth = (
  about: string,
  pattern: RegExp,
  judge: (found: RegExpExecArray, facts: TrialFacts) => string | null,
): Truth => ({
  about,
  judge(sentence, facts) {
    // The page keeps formulas together by spaces that do not break.
    const found = pattern.exec(sentence.replaceAll('\u00a0', ' '));
    return found === null ? 'not about this' : judge(found, facts);
  },
});

export const read = (text: string) => Number(text.replaceAll('\u202f', '').replace('−', '-'));
export const spread = (values: readonly number[]) => {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length) };
};

const numerals =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'.split(
    ' ',
  );
/** A number in words or in digits. */
export const inDigits = (word: string) =>
  word === 'fifty' ? 50 : numerals.includes(word) ? numerals.indexOf(word) : read(word);
export const number = String.raw`[−-]?\d[\d\u202f]*(?:\.\d+)?`;

/**
 * What is wrong with a direction in words. The report decides beyond three standard errors of its own samples; those of
 * the test have errors, too, so it objects only to what is clearly otherwise.
 */
export function wrongDirection(words: string, ours: Sampled, naive: number): string | null {
  const off = (ours.value - naive) / Math.max(ours.error, 1e-7 * naive + 1e-12);
  const found = `measured ${ours.value} ± ${ours.error}, naive ${naive}`;
  if (/better/.test(words)) return off < 2 ? null : found;
  if (/worse/.test(words)) return off > -2 ? null : found;
  if (/exactly|as good/.test(words)) return Math.abs(off) < 3 ? null : found;
  return Math.abs(off) < 8 ? null : found;
}
