import type { RandomStream } from '@superposition/core/internal/numbers/random';

/** A uniform integer in 0 … count − 1. Draws that would favour small integers are thrown away. */
export function randomInteger({ uint32 }: Pick<RandomStream, 'uint32'>, count: number): number {
  const limit = 2 ** 32 - (2 ** 32 % count);
  for (;;) {
    const draw = uint32();
    if (draw < limit) return draw % count;
  }
}

/** Draws sets of different integers of 0 … count − 1, ascending; every set of a size is equally likely. */
export function openSubsets(stream: Pick<RandomStream, 'uint32'>, count: number): (size: number) => number[] {
  // Each draw goes on from the order that the last one left, which is as good as any other.
  const order = Array.from({ length: count }, (_, index) => index);
  return (size) => {
    for (let taken = 0; taken < size; taken++) {
      const other = taken + randomInteger(stream, count - taken);
      const drawn = order[other]!;
      order[other] = order[taken]!;
      order[taken] = drawn;
    }
    return order.slice(0, size).sort((first, second) => first - second);
  };
}
