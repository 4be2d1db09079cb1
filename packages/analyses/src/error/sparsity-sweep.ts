import type { Estimate, SparsityPoint } from './sparsity-point.js';

/** The data of figure 6: three lines over the active probability, and how each of them runs. */
export interface SparsitySweep {
  /** By ascending active probability. */
  readonly points: readonly SparsityPoint[];
  readonly monotone: {
    readonly active: Monotonicity;
    readonly all: Monotonicity;
    readonly allPerActive: Monotonicity;
  };
}

/**
 * How a line of estimates runs. A change between two points counts when it is more than six standard errors of their difference and
 * more than `leastChange` of the larger value: then other samples would show it beyond three standard errors as well, and do not
 * decide which of many small changes count. Between values without a sampling error, any change counts.
 */
export interface Monotonicity {
  /** True when the last point is above the first, and no point is below an earlier one. */
  readonly rises: boolean;
  /** The last point beside the first. */
  readonly overall: 'above' | 'below' | 'alike';
  /** Whether any point is below an earlier one. */
  readonly downs: boolean;
  /** True when every point has the same value, without a sampling error. */
  readonly constant: boolean;
  /** The first and the last point that have a value; null where none has. */
  readonly ends: readonly [first: LineEnd, last: LineEnd] | null;
}

export interface LineEnd {
  /** The active probability. */
  readonly at: number;
  readonly value: number;
}

/** The least change between estimates that counts, as a share of the larger one. */
export const leastChange = 0.05;

/** Orders the points and states how each of the three lines runs. */
export function sparsitySweep({ points }: { readonly points: readonly SparsityPoint[] }): SparsitySweep {
  const sorted = [...points].sort((a, b) => a.activeProbability - b.activeProbability);
  const line = (of: (point: SparsityPoint) => Estimate) =>
    monotonicity(sorted.map((point) => ({ at: point.activeProbability, ...of(point) })));
  return {
    points: sorted,
    monotone: {
      active: line(({ active }) => active),
      all: line(({ all }) => all),
      allPerActive: line(({ allPerActive }) => allPerActive),
    },
  };
}

interface KnownPoint extends LineEnd {
  readonly standardError: number;
}

function monotonicity(points: readonly (Estimate & { readonly at: number })[]): Monotonicity {
  const known = points.filter(
    (point): point is KnownPoint => point.value !== null && point.standardError !== null,
  );
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined)
    return { rises: false, overall: 'alike', downs: false, constant: false, ends: null };
  const changes = known.flatMap((earlier, index) =>
    known.slice(index + 1).map((later) => change(earlier, later)),
  );
  const overall = change(first, last);
  const downs = changes.includes('below');
  const exact = known.every(({ value, standardError }) => standardError <= 1e-9 * Math.abs(value));
  return {
    rises: overall === 'above' && !downs,
    overall,
    downs,
    constant: exact && known.every(({ value }) => Math.abs(value - first.value) <= 1e-9 * Math.abs(value)),
    ends: [endOf(first), endOf(last)],
  };
}

function change(earlier: KnownPoint, later: KnownPoint): Monotonicity['overall'] {
  const by = later.value - earlier.value;
  const error = Math.sqrt(
    earlier.standardError * earlier.standardError + later.standardError * later.standardError,
  );
  const larger = Math.max(Math.abs(earlier.value), Math.abs(later.value));
  const rounding = 1e-9 * larger;
  const least = error <= rounding ? rounding : Math.max(6 * error, leastChange * larger);
  if (Math.abs(by) <= least) return 'alike';
  return by > 0 ? 'above' : 'below';
}

function endOf({ at, value }: KnownPoint): LineEnd {
  return { at, value };
}
