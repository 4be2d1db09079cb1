import { someRanks } from './by-rank.js';

/** The marks of one strip: a value each, side by side where several are nearly equal. */
export interface DotStrip {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** With this many rows, marks of one row overlap those of the next a little. */
const rows = 44;

/** No more marks than this in one strip. */
const mostMarks = 100;

/** At most `mostMarks` of the values, evenly spaced by rank; the first and the last are among them. */
export function someByRank(ascending: readonly number[]): readonly number[] {
  return someRanks(ascending.length, mostMarks).map((rank) => ascending[rank]!);
}

/**
 * Places the values of each group as a strip of marks at `at`, so that the width at a height shows how many are there. All strips
 * share one scale: the widest row of all is as wide as `halfWidth` on both sides.
 */
export function dotStrips(
  groups: readonly { readonly at: number; readonly values: readonly number[] }[],
  halfWidth: number,
): readonly DotStrip[] {
  const all = groups.flatMap(({ values }) => values);
  const low = Math.min(...all);
  const height = (Math.max(...all) - low) / rows || 1;
  const rowOf = (value: number) => Math.min(rows - 1, Math.floor((value - low) / height));
  const counted = groups.map(({ values }) => {
    const counts = new Map<number, number>();
    for (const value of values) counts.set(rowOf(value), (counts.get(rowOf(value)) ?? 0) + 1);
    return counts;
  });
  const most = Math.max(1, ...counted.flatMap((counts) => [...counts.values()]));
  const step = Math.min(halfWidth / 8, (2 * halfWidth) / most);
  return groups.map(({ at, values }, index) => {
    const placed = new Map<number, number>();
    const x = values.map((value) => {
      const row = rowOf(value);
      const order = placed.get(row) ?? 0;
      placed.set(row, order + 1);
      const count = counted[index]!.get(row)!;
      return at + (scattered(order, count) - (count - 1) / 2) * step;
    });
    return { x, y: values };
  });
}

/** A place for each of `count` values, so that ascending values do not lie on a slope: every place once, far from the last. */
function scattered(order: number, count: number): number {
  let stride = Math.max(1, Math.round(0.618 * count));
  while (commonDivisor(stride, count) > 1) stride++;
  return (order * stride) % count;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
