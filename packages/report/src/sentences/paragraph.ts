import type { Sentence } from './rule.js';

/** Sentences in a row. Empty ones are left out. */
export function paragraph(...sentences: readonly Sentence[]): Sentence {
  return sentences.filter((sentence) => sentence !== '').join(' ') as Sentence;
}

/** The paragraphs that say something. */
export function paragraphs(...all: readonly Sentence[]): readonly Sentence[] {
  return all.filter((each) => each !== '');
}
