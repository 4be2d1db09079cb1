import { longest } from './ranges.js';

const reach = 32_768;
/** How many places with the same three bytes it looks at. */
const patience = 400;

/** Ways of going on from a place: repeats of growing lengths, each with its least distance. */
export interface Repeats {
  readonly starts: Int32Array;
  readonly lengths: Uint16Array;
  readonly distances: Uint16Array;
}

/** Finds repeats by chains of places with the same three bytes. */
export class Chain {
  readonly #bytes: Uint8Array;
  readonly #latest = new Int32Array(1 << 16).fill(-1);
  readonly #before: Int32Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#before = new Int32Array(bytes.length);
  }

  /** The repeats at each place of a block, which comes after those that were asked for. None leaves the block. */
  repeatsOf(from: number, to: number): Repeats {
    const [lengths, distances]: [number[], number[]] = [[], []];
    const starts = new Int32Array(to - from + 1);
    for (let at = from; at < to; at++) {
      starts[at - from] = lengths.length;
      if (at + 3 > this.#bytes.length) continue;
      const most = Math.min(longest, to - at);
      let found = 2;
      let tries = patience;
      for (
        let other = this.#added(at);
        other >= 0 && at - other <= reach && found < most && tries-- > 0;
        other = this.#before[other]!
      ) {
        if (this.#bytes[other + found] !== this.#bytes[at + found]) continue;
        let length = 0;
        while (length < most && this.#bytes[other + length] === this.#bytes[at + length]) length++;
        if (length <= found) continue;
        found = length;
        lengths.push(length);
        distances.push(at - other);
      }
    }
    starts[to - from] = lengths.length;
    return { starts, lengths: Uint16Array.from(lengths), distances: Uint16Array.from(distances) };
  }

  /** Adds a place, and tells the latest one before it with the same bytes. */
  #added(at: number): number {
    const [a, b, c] = [this.#bytes[at]!, this.#bytes[at + 1]!, this.#bytes[at + 2]!];
    const hash = Math.imul(a | (b << 8) | (c << 16), 0x9e3779b1) >>> 16;
    const before = this.#latest[hash]!;
    this.#before[at] = before;
    this.#latest[hash] = at;
    return before;
  }
}
