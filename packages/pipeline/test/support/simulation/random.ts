/** Numbers from a seed: the same ones for the same seed. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** An integer from 0 to below `count`. */
  below(count: number): number;
  /** Whether something happens that has this probability. */
  happens(probability: number): boolean;
}

/** Mulberry32, which is good enough for choosing faults. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (count) => Math.floor(next() * count),
    happens: (probability) => next() < probability,
  };
}
