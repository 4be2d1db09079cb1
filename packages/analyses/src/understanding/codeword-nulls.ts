import { populationSd } from '@superposition/core/internal/numbers/statistics';
import { randomStream } from '@superposition/core/internal/numbers/random';
import type { Codewords } from './codewords.js';
import { openSubsets, randomInteger } from './random-integer.js';

/** Visits the load of each neuron for words of the same lengths whose neurons are drawn at random, draw by draw, in one array. */
export function visitRandomLoads(
  words: Codewords,
  neurons: number,
  draws: number,
  visit: (load: Float64Array) => void,
): void {
  const subset = openSubsets(randomStream(0, 'random-loads'), neurons);
  const load = new Float64Array(neurons);
  for (let draw = 0; draw < draws; draw++) {
    load.fill(0);
    for (const { length } of words) for (const k of subset(length)) load[k]! += 1;
    visit(load);
  }
}

/** The standard deviation over neurons of each of these loads. */
export function randomLoads(words: Codewords, neurons: number, draws: number): Float64Array {
  const deviations: number[] = [];
  visitRandomLoads(words, neurons, draws, (load) => deviations.push(populationSd(load)));
  return Float64Array.from(deviations);
}

/** Random words as the chain has them now. */
export interface RandomWords {
  /** Σ over pairs of overlap², over the pairs. */
  meanSquareOverlap(): number;
  /** Entry c: how many pairs have c neurons in common. */
  overlaps(): Float64Array;
}

/**
 * Visits words of the same lengths that also put the same load on every neuron. A chain of 2×2 swaps visits such words with equal
 * probability: two words exchange a neuron that only the one has for a neuron that only the other has. It takes ten attempts for
 * each one of the matrix first, and one for each between two draws.
 */
export function visitRandomWords(
  words: Codewords,
  neurons: number,
  draws: number,
  visit: (words: RandomWords) => void,
): void {
  const stream = randomStream(0, 'random-overlaps');
  const chain = openChain(words, neurons);
  const { ones } = chain;
  const attempts = (count: number) => {
    if (ones < 2) return;
    for (let attempt = 0; attempt < count; attempt++)
      chain.attempt(randomInteger(stream, ones), randomInteger(stream, ones));
  };
  attempts(10 * ones);
  for (let draw = 0; draw < draws; draw++) {
    attempts(ones);
    visit(chain);
  }
}

/** The mean square overlap of two of these words, by draw. */
export function randomOverlaps(words: Codewords, neurons: number, draws: number): Float64Array {
  const squares: number[] = [];
  visitRandomWords(words, neurons, draws, (chain) => squares.push(chain.meanSquareOverlap()));
  return Float64Array.from(squares);
}

/** The ones of the matrix, feature by feature. A swap changes the neurons of two of them. */
function openChain(words: Codewords, neurons: number) {
  const ones = words.reduce((sum, word) => sum + word.length, 0);
  const has = new Uint8Array(words.length * neurons);
  const [featureOf, neuronOf] = [new Int32Array(ones), new Int32Array(ones)];
  let next = 0;
  for (const [i, word] of words.entries()) {
    for (const k of word) {
      has[i * neurons + k] = 1;
      featureOf[next] = i;
      neuronOf[next++] = k;
    }
  }
  const meetings = new Float64Array(neurons * neurons);
  return {
    ones,
    attempt(first: number, second: number) {
      const [i, j] = [featureOf[first]! * neurons, featureOf[second]! * neurons];
      const [a, b] = [neuronOf[first]!, neuronOf[second]!];
      if (i === j || a === b || has[i + b] === 1 || has[j + a] === 1) return;
      has[i + a] = 0;
      has[i + b] = 1;
      has[j + b] = 0;
      has[j + a] = 1;
      neuronOf[first] = b;
      neuronOf[second] = a;
    },
    /** Σ over pairs of features of overlap² follows from how often two neurons meet in a word: ‖MᵀM‖ = ‖M·Mᵀ‖. */
    meanSquareOverlap(): number {
      meetings.fill(0);
      let [begin, ownSquares] = [0, 0];
      for (const { length } of words) {
        for (let one = begin; one < begin + length; one++)
          for (let other = begin; other < begin + length; other++)
            meetings[neuronOf[one]! * neurons + neuronOf[other]!]! += 1;
        begin += length;
        ownSquares += length * length;
      }
      let squares = 0;
      for (let index = 0; index < meetings.length; index++) squares += meetings[index]! * meetings[index]!;
      return (squares - ownSquares) / (words.length * (words.length - 1));
    },
    overlaps(): Float64Array {
      const histogram = new Float64Array(1 + words.reduce((most, { length }) => Math.max(most, length), 0));
      let begin = 0;
      for (const [i, { length }] of words.entries()) {
        for (let j = i + 1; j < words.length; j++) {
          let overlap = 0;
          for (let one = begin; one < begin + length; one++) overlap += has[j * neurons + neuronOf[one]!]!;
          histogram[overlap]! += 1;
        }
        begin += length;
      }
      return histogram;
    },
  };
}
