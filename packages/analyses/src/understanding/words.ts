import { balanced } from '@superposition/core/internal/network/geometry';
import type { Weights } from '@superposition/core/internal/network/weights';
import { mean, quantileOfSorted } from '@superposition/core/internal/numbers/statistics';
import type { Model } from '../models/model.js';
import { visitRandomLoads, visitRandomWords } from './codeword-nulls.js';
import { type Codewords, codewordsOf, codewordStatistics, shareBetween } from './codewords.js';

/** The threshold of the text. */
const threshold = 'quarterRms';

/** The words of a model's features under the threshold of the text, in the gauge of its weights. */
export interface Words {
  readonly features: number;
  readonly neurons: number;
  /** Entry c: how many features have a word of c neurons. */
  readonly lengths: readonly number[];
  /** The same in the balanced gauge. */
  readonly balancedLengths: readonly number[];
  /** By neuron: in how many words it is. */
  readonly load: readonly number[];
  readonly distinct: number;
  readonly largestGroup: number;
  /** The share of the entries of W_in between ⅛ and ½ of their root mean square, in the gauge where it is larger. */
  readonly between: number;
}

/** The words of one model. */
export function wordsOfModel({ model: { weights } }: { readonly model: Model }): Words {
  const { features, neurons } = weights;
  const even = balanced(weights);
  const own = codewordStatistics(codewordsOf(weights, threshold), neurons);
  return {
    features,
    neurons,
    lengths: own.lengths,
    balancedLengths: codewordStatistics(codewordsOf(even, threshold), neurons).lengths,
    load: own.load,
    distinct: own.distinct,
    largestGroup: own.largestGroup,
    between: Math.max(shareBetween(weights), shareBetween(even)),
  };
}

/** What chance gives in the place of a number: its mean, and where 95 % of the draws lie. */
export interface Band {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The number of pairs with so many neurons in common, beside random words. */
export interface OverlapBesideChance {
  readonly pairs: number;
  readonly chance: Band;
  /** The least and the greatest number of pairs among the draws. */
  readonly extremes: readonly [number, number];
}

/** The words of one model beside random ones. */
export interface WordsBesideChance {
  readonly draws: number;
  /** Entry c: how many features have a word of c neurons. The random words have the same lengths. */
  readonly lengths: readonly number[];
  /** From the least to the most loaded neuron, for words of the same lengths. */
  readonly sortedLoad: readonly Band[];
  /** By the number of neurons that two words share, for words of the same lengths and loads. */
  readonly overlaps: readonly OverlapBesideChance[];
}

/** Draws, and the pairs times neurons that all draws together may compare. */
const [mostDraws, fewestDraws, mostWork] = [1000, 50, 2e8];

/** Draws random words as often as takes a second of one core at most. */
export function wordsBesideChance({ model: { weights } }: { readonly model: Model }): WordsBesideChance {
  const { neurons } = weights;
  const words = codewordsOf(weights, threshold);
  const work =
    ((words.length * (words.length - 1)) / 2) * Math.max(1, mean(words.map(({ length }) => length)));
  const draws = Math.max(fewestDraws, Math.min(mostDraws, Math.floor(mostWork / Math.max(1, work))));
  const loads: Float64Array[] = [];
  visitRandomLoads(words, neurons, draws, (load) => loads.push(load.slice().sort()));
  const histograms: Float64Array[] = [];
  visitRandomWords(words, neurons, draws, (chain) => histograms.push(chain.overlaps()));
  const own = codewordStatistics(words, neurons);
  const longest = histograms[0]!.length;
  return {
    draws,
    lengths: own.lengths,
    sortedLoad: Array.from({ length: neurons }, (_, rank) => bandOf(loads.map((load) => load[rank]!))),
    overlaps: Array.from({ length: longest }, (_, shared) => {
      const drawn = histograms.map((histogram) => histogram[shared]!);
      return {
        pairs: own.overlaps[shared] ?? 0,
        chance: bandOf(drawn),
        extremes: [Math.min(...drawn), Math.max(...drawn)] as const,
      };
    }),
  };
}

function bandOf(drawn: readonly number[]): Band {
  const sorted = Float64Array.from(drawn).sort();
  return {
    mean: mean(drawn),
    low: quantileOfSorted(sorted, 0.025),
    high: quantileOfSorted(sorted, 0.975),
  };
}

/** The words as a picture: a row for each neuron, a column for each feature. */
export interface WordRaster {
  /** The features that have a column, sorted by word. */
  readonly features: readonly number[];
  /** The neurons that have a row. */
  readonly neurons: readonly number[];
  /** neurons × features: W_in over its greatest entry where it is above the threshold, else 0. */
  readonly rows: readonly (readonly number[])[];
  /** By feature, also of those without a column: the neurons of its word, ascending. */
  readonly words: Codewords;
}

/** More columns and rows than this cannot be told apart, so only some, evenly spaced, have one. */
const [mostColumns, mostRows] = [200, 40];

/** Sorts the features by their words: first those that have the first neuron. */
export function wordRaster({ model: { weights } }: { readonly model: Model }): WordRaster {
  const words = codewordsOf(weights, threshold);
  const order = words.map((_, feature) => feature).sort((a, b) => before(words, a, b) || a - b);
  const features = evenly(order, mostColumns);
  const neurons = evenly(
    Array.from({ length: weights.neurons }, (_, neuron) => neuron),
    mostRows,
  );
  return { features, neurons, words, rows: neurons.map((neuron) => rowOf(weights, words, neuron, features)) };
}

/** Below 0 if the first neuron that only one of two words has is in that of feature a. */
function before(words: Codewords, a: number, b: number): number {
  const [first, second] = [words[a]!, words[b]!];
  for (let place = 0; place < Math.max(first.length, second.length); place++) {
    const difference = (first[place] ?? Number.MAX_SAFE_INTEGER) - (second[place] ?? Number.MAX_SAFE_INTEGER);
    if (difference !== 0) return difference;
  }
  return 0;
}

function evenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from(
    { length: most },
    (_, place) => list[Math.round((place * (list.length - 1)) / (most - 1))]!,
  );
}

function rowOf(
  { features, input }: Weights,
  words: Codewords,
  neuron: number,
  shown: readonly number[],
): readonly number[] {
  const greatest = input.reduce((most, weight) => Math.max(most, weight), 0);
  return shown.map((feature) =>
    words[feature]!.includes(neuron)
      ? Math.round((1000 * input[neuron * features + feature]!) / greatest) / 1000
      : 0,
  );
}
