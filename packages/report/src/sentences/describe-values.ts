import { momentsOf } from '@superposition/core/internal/numbers/moments';
import { quantileOfSorted } from '@superposition/core/internal/numbers/statistics';
import { listing, oneScale, whole } from '../text/format.js';

/** Values that lie together: how many, and between which ends. */
export interface ValueGroup {
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

/**
 * What may be said of a set of values, such as one number a feature:
 * `constant`: all are equal, but for rounding;
 * `groups`: two to four groups with clear gaps between them, in descending order of their values;
 * `even`: the mean stands for them;
 * `spread`: neither, so only the range and the quartiles describe them.
 */
export type Description =
  | { readonly kind: 'constant'; readonly count: number; readonly value: number }
  | { readonly kind: 'groups'; readonly groups: readonly ValueGroup[] }
  | {
      readonly kind: 'even';
      readonly count: number;
      readonly mean: number;
      readonly min: number;
      readonly max: number;
    }
  | {
      readonly kind: 'spread';
      readonly count: number;
      readonly min: number;
      readonly max: number;
      /** The values below which a quarter, a half and three quarters of all lie, interpolated between neighbours. */
      readonly quartiles: readonly [lower: number, median: number, upper: number];
    };

/** Whether a mean stands for the values: their standard deviation is at most a quarter of its magnitude. */
export function meanStands(mean: number, sd: number): boolean {
  return sd <= 0.25 * Math.abs(mean);
}

/** Relative to the largest magnitude: below, only rounding tells float32 weights' numbers apart. */
const rounding = 1e-6;
const mostGroups = 4;

/**
 * Describes one or more values. They are groups where each gap between two groups is larger than four times the standard
 * deviation inside every group, and larger than a quarter of the largest magnitude; of such divisions, that with the
 * fewest groups counts.
 *
 * @throws RangeError without a value, or with one that is not finite
 */
export function describeValues(values: ArrayLike<number>): Description {
  const sorted = Float64Array.from(values).sort();
  const moments = momentsOf(sorted);
  if (moments === null || !Number.isFinite(moments.mean)) {
    throw new RangeError('only finite values, and at least one, can be described');
  }
  const { count, mean, sd, min, max } = moments;
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (max - min <= rounding * size) return { kind: 'constant', count, value: mean };
  const groups = groupsOf(sorted, 0.25 * size);
  if (groups !== null) return { kind: 'groups', groups };
  if (meanStands(mean, sd)) return { kind: 'even', count, mean, min, max };
  return {
    kind: 'spread',
    count,
    min,
    max,
    quartiles: [
      quantileOfSorted(sorted, 0.25),
      quantileOfSorted(sorted, 0.5),
      quantileOfSorted(sorted, 0.75),
    ],
  };
}

/** The fewest groups with clear gaps between them, at least `leastGap` wide; `null` if there are none. */
function groupsOf(sorted: Float64Array, leastGap: number): readonly ValueGroup[] | null {
  // Where the wide gaps begin, the widest first; of two equal ones, the lower.
  const gap = (before: number) => sorted[before + 1]! - sorted[before]!;
  const wide = Array.from({ length: sorted.length - 1 }, (_, before) => before)
    .filter((before) => gap(before) > leastGap)
    .sort((a, b) => gap(b) - gap(a) || a - b)
    .slice(0, mostGroups - 1);
  for (let cuts = 1; cuts <= wide.length; cuts++) {
    const ends = [
      ...wide
        .slice(0, cuts)
        .sort((a, b) => a - b)
        .map((before) => before + 1),
      sorted.length,
    ];
    const parts = ends.map((end, index) => momentsOf(sorted.subarray(ends[index - 1] ?? 0, end))!);
    const narrowest = gap(wide[cuts - 1]!);
    if (parts.every(({ sd }) => narrowest > 4 * sd)) {
      return parts.reverse().map(({ count, min, max }) => ({ count, min, max }));
    }
  }
  return null;
}

/**
 * Says what the values are, in words that follow “is”, all numbers on one scale:
 * `0.502 for every feature`, `1.000 for 50 features and 0 for 50`, `0.381 on average over features (0.345 to 0.419)`,
 * `between 0 and 0.480 (quartiles over features 0.030, 0.080 and 0.210)`. Of a single value: `0.734`.
 */
export function valueWords(description: Description, noun = 'feature'): string {
  switch (description.kind) {
    case 'constant': {
      const { count, value } = description;
      const shown = oneScale([value])(value);
      return count === 1 ? shown : `${shown} for every ${noun}`;
    }
    case 'groups': {
      const { groups } = description;
      const print = oneScale(groups.flatMap(({ min, max }) => [min, max]));
      return listing(
        groups.map(({ count, min, max }, index) => {
          const nouns = index === 0 ? ` ${noun}${count === 1 ? '' : 's'}` : '';
          return `${spanWords(min, max, print)} for ${whole(count)}${nouns}`;
        }),
      );
    }
    case 'even': {
      const { mean, min, max } = description;
      const print = oneScale([mean, min, max]);
      if (print(min) === print(max)) return `${print(mean)} for every ${noun}, to the digits shown`;
      return `${print(mean)} on average over ${noun}s (${print(min)} to ${print(max)})`;
    }
    case 'spread': {
      const { min, max, quartiles } = description;
      const print = oneScale([min, max, ...quartiles]);
      return `between ${print(min)} and ${print(max)} (quartiles over ${noun}s ${listing(quartiles.map(print))})`;
    }
  }
}

/** Two ends, or one number where both print alike. */
function spanWords(min: number, max: number, print: (value: number) => string): string {
  const [low, high] = [print(min), print(max)];
  return low === high ? low : `between ${low} and ${high}`;
}
