import type { SweepSummary } from './sweep-summary.js';

/** How far trainings of fewer steps are from the longest one. */
export interface Convergence {
  /** A training has converged when its loss exceeds that of the longest training by at most this share of it. */
  readonly threshold: number;
  /** By ascending number of steps. */
  readonly points: readonly ConvergencePoint[];
  /** The fewest steps from which on every training has converged; `null` if that is true only of the longest. */
  readonly from: number | null;
}

export interface ConvergencePoint {
  readonly steps: number;
  /** Loss over the loss of the longest training, minus 1; `null` where either has no value. */
  readonly excess: number | null;
  /** `null` for the longest training, because it cannot be compared with a longer one, and where `excess` is null. */
  readonly converged: boolean | null;
}

/**
 * Judges trainings of different lengths by the training loss over all entries, as the mean over seeds. We do not use
 * the slope of the loss at the end: annealing flattens every curve there, whether or not more steps would help.
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
