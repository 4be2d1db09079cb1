import type { Convergence, ConvergencePoint } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { Figure, FigureTable } from '../figure.js';
import { percent, whole } from '../text/format.js';
import { type SweepLineParams, sweepLine } from './sweep-line.js';

/**
 * The figure of the sweep over training steps: that of a line sweep, which also says which trainings have converged.
 */
export function sweepSteps(
  { sweep, convergence }: { sweep: SweepSummary; convergence: Convergence },
  params: SweepLineParams,
): Figure {
  const figure = sweepLine({ sweep }, params);
  const longest = convergence.points.at(-1);
  if (longest === undefined) return figure;
  return {
    ...figure,
    caption: [...figure.caption, verdict(convergence, params.own.steps)],
    definitions: [
      ...figure.definitions,
      `Converged: the trained loss over all entries, the mean over seeds of |y − t|^q over every entry of the output, is at most ${percent(convergence.threshold)} above that of the longest training, ${whole(longest.steps)} steps. The longest itself is not judged. The learning rate is annealed over each training’s own length, so a flat end of a loss curve would prove nothing.`,
    ],
    tables: [...figure.tables, convergenceTable(convergence)],
  };
}

function verdict({ points, threshold, from }: Convergence, own: number): string {
  const longest = points.at(-1)!;
  if (points.length === 1) {
    return `One length of training, ${whole(longest.steps)} steps, cannot tell whether it has converged.`;
  }
  const found =
    from === null
      ? `No shorter training comes within ${percent(threshold)} of the loss of the longest (${whole(longest.steps)} steps) for good: whether that one has converged cannot be told.`
      : `From ${whole(from)} steps on, trainings are within ${percent(threshold)} of the loss of the longest (${whole(longest.steps)} steps): they have converged.`;
  const ours = points.find(({ steps }) => steps === own);
  const excess = ours?.excess ?? null;
  const sentences = [found];
  if (excess !== null && own !== longest.steps) {
    sentences.push(
      `The ${whole(own)} steps of this report leave it ${percent(Math.abs(excess), 1)} ${excess < 0 ? 'below' : 'above'} that.`,
    );
  }
  return sentences.join(' ');
}

function convergenceTable({ points }: Convergence): FigureTable {
  const answer = ({ converged, excess }: ConvergencePoint, isLongest: boolean) => {
    if (isLongest) return 'not judged';
    if (excess === null) return 'n/a';
    return converged ? 'yes' : 'no';
  };
  return {
    title: 'Trained loss over all entries, beside that of the longest training',
    columns: ['T', 'above the longest', 'converged'],
    rows: points.map((point, index) => [
      whole(point.steps),
      point.excess === null ? 'n/a' : percent(point.excess, 1),
      answer(point, index === points.length - 1),
    ]),
  };
}
