import { randomStream } from '@superposition/core/internal/numbers/random';
import type { Codewords } from './codewords.js';
import { mostFeatures } from '../models/common-sample.js';
import { randomInteger } from './random-integer.js';

export interface CodeShape {
  readonly features: number;
  readonly neurons: number;
  /** Neurons in each word, 1 … neurons. */
  readonly length: number;
}

/** Up to so many features, 400 proposals for each; beyond, so many in all as leave the work the same. */
const proposalsPerFeature = 400;

/** How often an exchange is proposed. Each costs as much work as there are features. */
function proposalsFor(features: number): number {
  if (features <= mostFeatures) return proposalsPerFeature * features;
  return Math.floor((proposalsPerFeature * mostFeatures * mostFeatures) / features);
}

/**
 * Words of equal length that put equal loads on the neurons and have little in common, made without any training. Each word
 * in turn takes the least loaded neurons, ties at random. Then two words exchange a neuron, proposal by proposal, if Σ over
 * pairs of overlap⁴ does not rise. The stream is 'designed-code', by length.
 */
export function designedCode({ features, neurons, length }: CodeShape): Codewords {
  const stream = randomStream(0, 'designed-code', length);
  const has = Array.from({ length: features }, () => new Uint8Array(neurons));
  const words: number[][] = [];
  const load = new Array<number>(neurons).fill(0);
  for (let i = 0; i < features; i++) {
    const order = load.map((used, k) => ({ k, used, draw: stream.uint32() }));
    order.sort((a, b) => a.used - b.used || a.draw - b.draw);
    const word = order.slice(0, length).map(({ k }) => k);
    for (const k of word) {
      load[k]! += 1;
      has[i]![k] = 1;
    }
    words.push(word);
  }
  const overlaps = overlapMatrix(words, has);
  for (let proposal = proposalsFor(features); proposal > 0; proposal--) {
    const [i, j] = [randomInteger(stream, features), randomInteger(stream, features)];
    const [at, other] = [randomInteger(stream, length), randomInteger(stream, length)];
    const [a, b] = [words[i]![at]!, words[j]![other]!];
    if (i === j || a === b || has[i]![b] === 1 || has[j]![a] === 1) continue;
    if (riseOf(overlaps, has, { i, j, a, b }) > 0) continue;
    exchange(overlaps, has, { i, j, a, b });
    words[i]![at] = b;
    words[j]![other] = a;
  }
  return words.map((word) => word.toSorted((first, second) => first - second));
}

/** Words i and j exchange neuron a of i for neuron b of j. Their own overlap stays the same. */
interface Exchange {
  readonly i: number;
  readonly j: number;
  readonly a: number;
  readonly b: number;
}

function overlapMatrix(words: Codewords, has: readonly Uint8Array[]): readonly Float64Array[] {
  return has.map((first) =>
    Float64Array.from(words, (word) => word.reduce((sum, neuron) => sum + first[neuron]!, 0)),
  );
}

const fourth = (x: number) => x * x * (x * x);

function riseOf(overlaps: readonly Float64Array[], has: readonly Uint8Array[], change: Exchange): number {
  const { i, j, a, b } = change;
  const [ofI, ofJ] = [overlaps[i]!, overlaps[j]!];
  let rise = 0;
  for (let l = 0; l < has.length; l++) {
    const by = has[l]![b]! - has[l]![a]!;
    if (by === 0 || l === i || l === j) continue;
    rise += fourth(ofI[l]! + by) - fourth(ofI[l]!) + fourth(ofJ[l]! - by) - fourth(ofJ[l]!);
  }
  return rise;
}

function exchange(overlaps: readonly Float64Array[], has: readonly Uint8Array[], change: Exchange): void {
  const { i, j, a, b } = change;
  for (let l = 0; l < has.length; l++) {
    const by = has[l]![b]! - has[l]![a]!;
    if (by === 0 || l === i || l === j) continue;
    overlaps[i]![l]! += by;
    overlaps[l]![i]! += by;
    overlaps[j]![l]! -= by;
    overlaps[l]![j]! -= by;
  }
  has[i]![a] = 0;
  has[i]![b] = 1;
  has[j]![b] = 0;
  has[j]![a] = 1;
}
