import type { SweepSummary } from './sweep-summary.js';

/** How far trainings of fewer steps are from the longest one. */
export interface Convergence {
  /** A training is converged when its loss exceeds that of the longest by at most this share of the latter. */
  readonly threshold: number;
  /** By ascending number of steps. */
  readonly points: readonly ConvergencePoint[];
  /** The fewest steps from which on every training has converged; `null` when only the longest could. */
  readonly from: number | null;
}

export interface ConvergencePoint {
  readonly steps: number;
  /** Loss over the loss of the longest training, minus 1; `null` where either has no value. */
  readonly excess: number | null;
  /** `null` for the longest, which has nothing to be compared with, and where there is no excess. */
  readonly converged: boolean | null;
}

/**
 * Judges trainings of different lengths by the trained loss over all entries, the mean over seeds. Not by the slope of the
 * loss at the end: annealing flattens every curve there, whether or not more steps would help.
 */
export function convergence(
  { sweep }: { readonly sweep: SweepSummary },
  { threshold }: { readonly threshold: number },
): Convergence {
  const runs = sweep.points
    .map(({ settings, parameters }) => ({ steps: settings.steps, loss: parameters['lq.all'].mean }))
    .sort((a, b) => a.steps - b.steps);
  const longest = runs.at(-1);
  const points = runs.map(({ steps, loss }): ConvergencePoint => {
    const reference = longest!.loss;
    if (loss === null || reference === null || reference === 0)
      return { steps, excess: null, converged: null };
    const excess = loss / reference - 1;
    return { steps, excess, converged: steps === longest!.steps ? null : excess <= threshold };
  });
  const judged = points.slice(0, -1);
  const lastNot = judged.map(({ converged }) => converged === true).lastIndexOf(false);
  return { threshold, points, from: judged[lastNot + 1]?.steps ?? null };
}
