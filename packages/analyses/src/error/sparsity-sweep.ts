import { readable } from '../numbers/readable.js';
import type { Estimate, SparsityPoint } from './sparsity-point.js';

/** The data of figure 6: three lines over the active probability, and which of them are monotone. */
export interface SparsitySweep {
  /** By ascending active probability. */
  readonly points: readonly SparsityPoint[];
  readonly monotone: {
    readonly active: Monotonicity;
    readonly all: Monotonicity;
    readonly allPerActive: Monotonicity;
  };
}

/** Whether a line of estimates rises from point to point. */
export interface Monotonicity {
  /** True when no point lies below an earlier one by more than three standard errors of the difference. */
  readonly rises: boolean;
  /**
   * Falls between any two points by more than three standard errors. The largest is chosen first, then the largest that
   * does not overlap with a chosen one, and so on.
   */
  readonly falls: readonly Fall[];
  /** One sentence for a caption. */
  readonly statement: string;
}

export interface Fall {
  /** The active probabilities between which the line falls. */
  readonly from: number;
  readonly to: number;
  readonly by: number;
  /** `by` in standard errors of the difference. */
  readonly standardErrors: number;
}

/** Orders the points and states which of the three lines rise throughout. */
export function sparsitySweep({ points }: { readonly points: readonly SparsityPoint[] }): SparsitySweep {
  const sorted = [...points].sort((a, b) => a.activeProbability - b.activeProbability);
  const line = (name: string, of: (point: SparsityPoint) => Estimate) =>
    monotonicity(
      name,
      sorted.map((point) => ({ at: point.activeProbability, ...of(point) })),
    );
  return {
    points: sorted,
    monotone: {
      active: line('mse.active', ({ active }) => active),
      all: line('mse.all', ({ all }) => all),
      allPerActive: line('mse.all / p′', ({ allPerActive }) => allPerActive),
    },
  };
}

interface LinePoint extends Estimate {
  readonly at: number;
}

type KnownPoint = { readonly at: number; readonly value: number; readonly standardError: number };

function monotonicity(name: string, points: readonly LinePoint[]): Monotonicity {
  const known = points.filter(
    (point): point is KnownPoint => point.value !== null && point.standardError !== null,
  );
  const falls = fallsBetween(known);
  return { rises: falls.length === 0 && known.length > 0, falls, statement: statementOf(name, known, falls) };
}

function fallsBetween(points: readonly KnownPoint[]): Fall[] {
  const pairs = points.flatMap((earlier, first) =>
    points.slice(first + 1).map((later) => {
      const by = earlier.value - later.value;
      const error = Math.sqrt(
        earlier.standardError * earlier.standardError + later.standardError * later.standardError,
      );
      return { from: earlier.at, to: later.at, by, error };
    }),
  );
  const significant = pairs.filter(({ by, error }) => by > 3 * error).sort((a, b) => b.by - a.by);
  const chosen: typeof significant = [];
  for (const fall of significant) {
    if (chosen.every(({ from, to }) => fall.to <= from || fall.from >= to)) chosen.push(fall);
  }
  return chosen
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, by, error }) => ({ from, to, by, standardErrors: error && by / error }));
}

function statementOf(name: string, points: readonly KnownPoint[], falls: readonly Fall[]): string {
  const value = (at: number) => readable(points.find((point) => point.at === at)!.value);
  if (points.length === 0) return `${name} has no value at any p′.`;
  if (falls.length === 0) return `${name} never falls as p′ grows.`;
  const spans = falls.map(
    ({ from, to }) => `from ${value(from)} at p′ = ${from} to ${value(to)} at p′ = ${to}`,
  );
  return `${name} is not monotone: it falls ${spans.join(' and ')}.`;
}
