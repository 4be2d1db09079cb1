import type { Weights } from '@superposition/core/internal/network/weights';
import type { MeasuredAnew } from './measured-anew.js';

/** What the test knows of the models of a trial. */
export interface TrialFacts {
  readonly isGiven: boolean;
  readonly features: number;
  readonly neurons: number;
  /** The exponent of the settings. */
  readonly q: number;
  /** Of the model that figures show. */
  readonly shown: MeasuredAnew;
  /** Of all models. */
  readonly all: readonly MeasuredAnew[];
  readonly weights: Weights;
  /** By how many standard deviations of chance mean |cosine| and mean cosine are off those of random directions. */
  readonly offRandom: { readonly magnitude: number; readonly signed: number };
}

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
    const found = pattern.exec(sentence);
    return found === null ? 'not about this' : judge(found, facts);
  },
});

export const read = (text: string) => Number(text.replaceAll('\u202f', '').replace('−', '-'));
export const spread = (values: readonly number[]) => {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length) };
};
export const number = String.raw`[−-]?\d[\d\u202f]*(?:\.\d+)?`;
