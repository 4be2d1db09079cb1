import { ln } from './elementary.js';

/** A stream of random numbers. Its whole state is four 32-bit words, so a stream can be handed to another engine. */
export interface RandomStream {
  readonly state: Uint32Array;
  /** A uniform integer in 0 … 2³² − 1. */
  readonly uint32: () => number;
  /** Uniform on (−1, 1): an odd multiple of 2⁻²⁴, so it is exact in float32, symmetric and never zero. */
  readonly signedUnit: () => number;
  /** Standard normal, float64, by the polar method (Marsaglia and Bray 1964). Each takes two or more draws. */
  readonly normal: () => number;
}

const rotateLeft = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits));

/** FNV-1a over the UTF-16 code units, low byte first: 32 bits. */
function labelHash(label: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < label.length; position++) {
    const unit = label.charCodeAt(position);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * The first state of a stream: the words (seed, hash of the label, index, a constant) through eight ChaCha
 * quarter rounds, each after adding a round constant. Every round is a bijection on 128 bits, so two different
 * (seed, label hash, index) never share a state.
 */
export function streamState(seed: number, label: string, index = 0): Uint32Array {
  let a = seed | 0;
  let b = labelHash(label) | 0;
  let c = index | 0;
  let d = 0x73757065;
  for (let round = 1; round <= 8; round++) {
    a = (a + Math.imul(round, 0x9e3779b9)) | 0;
    a = (a + b) | 0;
    d = rotateLeft(d ^ a, 16);
    c = (c + d) | 0;
    b = rotateLeft(b ^ c, 12);
    a = (a + b) | 0;
    d = rotateLeft(d ^ a, 8);
    c = (c + d) | 0;
    b = rotateLeft(b ^ c, 7);
  }
  // Zero is the generator's one fixed point. A single one of the 2⁹⁶ triples could begin there.
  if ((a | b | c | d) === 0) d = 1;
  return Uint32Array.of(a, b, c, d);
}

/**
 * The stream named (seed, label, index), by xoshiro128** (Blackman and Vigna 2018). It uses 32-bit integer operations
 * only, so it is the same on every machine. `seed` and `index` are integers 0 … 2³² − 1. Streams of different names are
 * independent, so a new stream never changes the numbers of another.
 */
export function randomStream(seed: number, label: string, index = 0): RandomStream {
  const state = streamState(seed, label, index);
  const uint32 = () => {
    const s1 = state[1]!;
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const s2 = state[2]! ^ state[0]!;
    const s3 = state[3]! ^ s1;
    state[1] = s1 ^ s2;
    state[0] = state[0]! ^ s3;
    state[2] = s2 ^ (s1 << 9);
    state[3] = rotateLeft(s3, 11);
    return result;
  };
  const signedUnit = () => ((uint32() >>> 8) * 2 + 1 - 2 ** 24) * 2 ** -24;
  const normal = () => {
    for (;;) {
      const first = signedUnit();
      const second = signedUnit();
      const square = first * first + second * second;
      // We drop the second deviate of the pair, so that the state stays the four words.
      if (square < 1) return first * Math.sqrt((-2 * ln(square)) / square);
    }
  };
  return { state, uint32, signedUnit, normal };
}
