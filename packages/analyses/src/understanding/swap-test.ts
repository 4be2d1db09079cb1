import { randomStream } from '@superposition/core/internal/numbers/random';
import type { Weights } from '@superposition/core/internal/network/weights';
import type { Codewords } from './codewords.js';
import { randomInteger } from './random-integer.js';

/** Does the decoder read words? Shares of what it names. */
export interface SwapTest {
  /** The largest output is that of the feature whose word the values were moved to. */
  readonly exact: Share;
  /** The feature of the largest output has that word. */
  readonly word: Share;
  /** Without a swap: the largest output is the feature's own, over features. */
  readonly natural: Share;
}

export interface Share {
  readonly share: number;
  /** Only where not all pairs were tried. */
  readonly standardError?: number;
}

/** So many multiplications at most, a fraction of a second; beyond, pairs are drawn at random. */
const mostWork = 3e7;

/**
 * Gives one feature's input weights, in the order of the neurons, to the neurons of another feature's word, and asks which
 * output is largest. Over ordered pairs of features with words of the same length; NaN without a pair.
 */
export function swapTest({ features, neurons, input, output }: Weights, words: Codewords): SwapTest {
  const names = words.map((word) => word.join(' '));
  // The neurons that are not 0, and their values.
  const [on, hidden] = [new Int32Array(neurons), new Float64Array(neurons)];
  const largest = (count: number) => {
    let [best, most] = [0, Number.NEGATIVE_INFINITY];
    for (let j = 0; j < features; j++) {
      let y = 0;
      for (let at = 0; at < count; at++) y += output[j * neurons + on[at]!]! * hidden[at]!;
      if (y > most) [best, most] = [j, y];
    }
    return best;
  };
  let natural = 0;
  for (let i = 0; i < features; i++) {
    let count = 0;
    for (let k = 0; k < neurons; k++) {
      const value = input[k * features + i]!;
      if (!(value > 0)) continue;
      on[count] = k;
      hidden[count++] = value;
    }
    if (largest(count) === i) natural++;
  }
  let [pairs, exact, word] = [0, 0, 0];
  const swap = (i: number, j: number) => {
    const [from, to] = [words[i]!, words[j]!];
    for (let at = 0; at < to.length; at++) {
      on[at] = to[at]!;
      hidden[at] = input[from[at]! * features + i]!;
    }
    const named = largest(to.length);
    pairs++;
    if (named === j) exact++;
    if (names[named] === names[j]) word++;
  };
  const { total, longest } = eligible(words);
  const most = Math.floor(mostWork / (features * Math.max(1, longest)));
  if (total <= most) {
    for (let i = 0; i < features; i++) for (let j = 0; j < features; j++) if (fits(words, i, j)) swap(i, j);
  } else {
    const stream = randomStream(0, 'swap-pairs');
    while (pairs < most) {
      const [i, j] = [randomInteger(stream, features), randomInteger(stream, features)];
      if (fits(words, i, j)) swap(i, j);
    }
  }
  const share = (count: number): Share => {
    const value = count / pairs;
    if (total <= most) return { share: value };
    return { share: value, standardError: Math.sqrt((value * (1 - value)) / pairs) };
  };
  return { exact: share(exact), word: share(word), natural: { share: natural / features } };
}

function fits(words: Codewords, i: number, j: number): boolean {
  return i !== j && words[i]!.length === words[j]!.length && words[i]!.length > 0;
}

/** How many ordered pairs can be swapped, and their longest word. */
function eligible(words: Codewords): { readonly total: number; readonly longest: number } {
  const counts = new Map<number, number>();
  for (const { length } of words) if (length > 0) counts.set(length, (counts.get(length) ?? 0) + 1);
  let [total, longest] = [0, 0];
  for (const [length, count] of counts) {
    if (count < 2) continue;
    total += count * (count - 1);
    longest = Math.max(longest, length);
  }
  return { total, longest };
}
