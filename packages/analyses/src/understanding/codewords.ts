import type { Weights } from '@superposition/core/internal/network/weights';
import { mean, populationSd } from '@superposition/core/internal/numbers/statistics';

/** From which weight on a feature counts as connected to a neuron. */
export const thresholds = {
  /** A quarter of the root mean square of W_in. The text uses this one. */
  quarterRms: (rms: number) => rms / 4,
  positive: () => 0,
  absolute: () => 0.05,
} as const;

export type Threshold = keyof typeof thresholds;

/** For each feature, the neurons whose input weight from it is above a threshold, ascending. */
export type Codewords = readonly (readonly number[])[];

/** The root mean square of all entries of W_in. */
function inputRms({ input }: Weights): number {
  let square = 0;
  for (const weight of input) square += weight * weight;
  return Math.sqrt(square / input.length);
}

/** The word of each feature. */
export function codewordsOf(weights: Weights, threshold: Threshold): Codewords {
  const { features, neurons, input } = weights;
  const least = thresholds[threshold](inputRms(weights));
  const words: number[][] = Array.from({ length: features }, () => []);
  for (let k = 0; k < neurons; k++)
    for (let i = 0; i < features; i++) if (input[k * features + i]! > least) words[i]!.push(k);
  return words;
}

/** What the words of all features have in common. */
export interface CodewordStatistics {
  /** Mean number of neurons in a word. */
  readonly length: number;
  /** Entry c: how many words have c neurons. */
  readonly lengths: readonly number[];
  /** By neuron: in how many words it is. */
  readonly load: readonly number[];
  readonly loadSd: number;
  readonly distinct: number;
  /** The number of features that share the most frequent word. */
  readonly largestGroup: number;
  /** Entry c: how many pairs of words have c neurons in common. */
  readonly overlaps: readonly number[];
  readonly overlapMean: number;
  readonly overlapSquare: number;
}

/** Measures words over so many neurons. The moments of overlaps are NaN without a pair. */
export function codewordStatistics(words: Codewords, neurons: number): CodewordStatistics {
  const load = new Array<number>(neurons).fill(0);
  const lengths: number[] = [];
  const groups = new Map<string, number>();
  for (const word of words) {
    count(lengths, word.length);
    for (const neuron of word) load[neuron]! += 1;
    const name = word.join(' ');
    groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  const overlaps = overlapHistogram(words, neurons);
  const pairs = (words.length * (words.length - 1)) / 2;
  let [sum, squares] = [0, 0];
  for (const [overlap, pairsWithIt] of overlaps.entries()) {
    sum += overlap * pairsWithIt;
    squares += overlap * overlap * pairsWithIt;
  }
  return {
    length: mean(words.map((word) => word.length)),
    lengths,
    load,
    loadSd: populationSd(load),
    distinct: groups.size,
    largestGroup: Math.max(...groups.values()),
    overlaps,
    overlapMean: sum / pairs,
    overlapSquare: squares / pairs,
  };
}

function overlapHistogram(words: Codewords, neurons: number): number[] {
  const histogram: number[] = [];
  const inFirst = new Uint8Array(neurons);
  for (let i = 0; i < words.length; i++) {
    for (const neuron of words[i]!) inFirst[neuron] = 1;
    for (let j = i + 1; j < words.length; j++) {
      let overlap = 0;
      for (const neuron of words[j]!) overlap += inFirst[neuron]!;
      count(histogram, overlap);
    }
    inFirst.fill(0);
  }
  return histogram;
}

function count(histogram: number[], at: number): void {
  while (histogram.length <= at) histogram.push(0);
  histogram[at]! += 1;
}

/** Mean, and standard deviation over mean, of the weights above the threshold; NaN without any. */
export function onValues({ features, input }: Weights, words: Codewords): { mean: number; cv: number } {
  const values = words.flatMap((word, i) => word.map((k) => input[k * features + i]!));
  const center = mean(values);
  return { mean: center, cv: populationSd(values) / center };
}

/** The share of the entries of W_in between ⅛ and ½ of their root mean square: small where weights are either on or off. */
export function shareBetween(weights: Weights): number {
  const rms = inputRms(weights);
  let between = 0;
  for (const weight of weights.input) if (weight > rms / 8 && weight < rms / 2) between++;
  return between / weights.input.length;
}
