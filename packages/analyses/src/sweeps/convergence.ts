import type { TrainingComparison } from './compare-trainings.js';

/**
 * What a training has to meet to count as converged, all at once: at most this ratio of its loss to that of the longest
 * training, and at most these differences. The loss alone would not do: it is flat where the weights still move.
 * The ratio has no lower limit, unlike the differences: a loss below that of the longest training is not unfinished.
 */
export const convergenceLimits = {
  lossRatio: 1.005,
  gain: 0.003,
  outputMinusOne: 0.003,
  neuronUsage: 0.3,
} as const;

/** One of the four criteria of convergence. */
export type ConvergenceCriterion = keyof typeof convergenceLimits;

/** How far trainings of fewer steps are from the longest one, at the report's own settings. */
export interface Convergence {
  readonly limits: Readonly<Record<ConvergenceCriterion, number>>;
  readonly seeds: readonly number[];
  /** By ascending number of steps. The last is the longest, with which the others are compared. */
  readonly points: readonly ConvergencePoint[];
  /** The fewest steps from which on every training but the longest has converged; `null` if there is none. */
  readonly from: number | null;
}

export interface ConvergencePoint {
  readonly steps: number;
  /** Whether the models of all seeds have converged. `null` for the longest training, which has no longer one to compare with. */
  readonly converged: boolean | null;
  /** By seed; empty for the longest training. */
  readonly comparisons: readonly JudgedComparison[];
}

/** A comparison, and which criteria it does not meet. */
export interface JudgedComparison extends TrainingComparison {
  readonly seed: number;
  /** `null` where a number is missing. */
  readonly converged: boolean | null;
  readonly unmet: readonly ConvergenceCriterion[];
}

export interface ConvergenceParams {
  /** Ascending. */
  readonly steps: readonly number[];
  readonly seeds: readonly number[];
}

/**
 * Judges trainings of different lengths. `comparisons` holds those of all seeds for the shortest training, then for the
 * next, without the longest. We do not use the slope of the loss at the end: annealing flattens every curve there,
 * whether or not more steps would help.
 */
export function convergence(
  { comparisons }: { readonly comparisons: readonly TrainingComparison[] },
  { steps, seeds }: ConvergenceParams,
): Convergence {
  const points = steps.map((each, index): ConvergencePoint => {
    const own = comparisons.slice(index * seeds.length, (index + 1) * seeds.length);
    const judged = own.map((comparison, place) => judge(comparison, seeds[place]!));
    return { steps: each, converged: all(judged.map(({ converged }) => converged)), comparisons: judged };
  });
  const earlier = points.slice(0, -1);
  const lastNot = earlier.findLastIndex(({ converged }) => converged !== true);
  return { limits: convergenceLimits, seeds, points, from: earlier[lastNot + 1]?.steps ?? null };
}

/** Whether trainings of so many steps have converged; `null` where no longer training of this length was compared. */
export function convergedAt(convergence: Convergence | undefined, steps: number): boolean | null {
  return convergence?.points.find((point) => point.steps === steps)?.converged ?? null;
}

function judge(comparison: TrainingComparison, seed: number): JudgedComparison {
  const { lossRatio, gain, outputMinusOne, neuronUsage } = comparison;
  const size = (difference: number | null) => (difference === null ? null : Math.abs(difference));
  const values: Readonly<Record<ConvergenceCriterion, number | null>> = {
    lossRatio: lossRatio?.ratio ?? null,
    gain: size(gain),
    outputMinusOne: size(outputMinusOne),
    neuronUsage: size(neuronUsage),
  };
  const criteria = Object.keys(convergenceLimits) as ConvergenceCriterion[];
  // A number that overflowed does not meet a limit either.
  const unmet = criteria.filter((criterion) => !((values[criterion] ?? 0) <= convergenceLimits[criterion]));
  const isWhole = criteria.every((criterion) => values[criterion] !== null);
  return { ...comparison, seed, converged: isWhole ? unmet.length === 0 : null, unmet };
}

/** True if all are, false if any is not; `null` if there is none, or some cannot be told. */
function all(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(false)) return false;
  return answers.length === 0 || answers.includes(null) ? null : true;
}
