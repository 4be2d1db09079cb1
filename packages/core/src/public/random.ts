import { limits } from '../config/limits.js';
import { type RandomStream, randomStream as stream, streamState as state } from '../numbers/random.js';
import { checkInteger, described } from './arguments.js';

export type { RandomStream } from '../numbers/random.js';

/**
 * The first state of the stream named (seed, label, index): four 32-bit words, made by eight ChaCha quarter rounds.
 * Different names never share a state, unless the 32-bit hashes of two labels collide.
 *
 * @param seed an integer 0 … 2³² − 1
 * @param label any text
 * @param index an integer 0 … 2³² − 1; 0 by default
 * @throws TypeError or RangeError for anything else
 */
export function streamState(seed: number, label: string, index = 0): Uint32Array {
  checkName(seed, label, index);
  return state(seed, label, index);
}

/**
 * The random stream named (seed, label, index), by xoshiro128** (Blackman and Vigna 2018): the same numbers on every
 * machine. Streams of different names are independent, so a new stream never changes the numbers of another.
 *
 * @param seed an integer 0 … 2³² − 1
 * @param label any text
 * @param index an integer 0 … 2³² − 1; 0 by default
 * @throws TypeError or RangeError for anything else
 */
export function randomStream(seed: number, label: string, index = 0): RandomStream {
  checkName(seed, label, index);
  return stream(seed, label, index);
}

function checkName(seed: unknown, label: unknown, index: unknown): void {
  checkInteger('seed', seed, limits.seed);
  if (typeof label !== 'string') throw new TypeError(`label is ${described(label)}: must be a text`);
  checkInteger('index', index, limits.seed);
}
