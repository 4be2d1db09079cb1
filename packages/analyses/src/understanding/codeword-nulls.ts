import { populationSd } from '@superposition/core/internal/numbers/statistics';
import { randomStream } from '@superposition/core/internal/numbers/random';
import type { Codewords } from './codewords.js';
import { openSubsets, randomInteger } from './random-integer.js';

/** The standard deviation of the load over neurons, for words of the same lengths whose neurons are drawn at random. */
export function randomLoads(words: Codewords, neurons: number, draws: number): Float64Array {
  const subset = openSubsets(randomStream(0, 'random-loads'), neurons);
  const load = new Float64Array(neurons);
  return Float64Array.from({ length: draws }, () => {
    load.fill(0);
    for (const { length } of words) for (const k of subset(length)) load[k]! += 1;
    return populationSd(load);
  });
}

/**
 * The mean square overlap of two words, for words of the same lengths that also put the same load on every neuron. A chain
 * of 2×2 swaps visits such words with equal probability: two words exchange a neuron that only the one has for a neuron that
 * only the other has. It takes ten attempts for each one of the matrix first, and one for each between two draws.
 */
export function randomOverlaps(words: Codewords, neurons: number, draws: number): Float64Array {
  const stream = randomStream(0, 'random-overlaps');
  const chain = openChain(words, neurons);
  const { ones } = chain;
  const attempts = (count: number) => {
    if (ones < 2) return;
    for (let attempt = 0; attempt < count; attempt++)
      chain.attempt(randomInteger(stream, ones), randomInteger(stream, ones));
  };
  attempts(10 * ones);
  return Float64Array.from({ length: draws }, () => {
    attempts(ones);
    return chain.meanSquareOverlap();
  });
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
  };
}
