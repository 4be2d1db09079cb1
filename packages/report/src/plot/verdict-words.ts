import type { ComparedPart } from '@superposition/analyses/internal/cross-check/compare-trajectories';
import type { TrajectoryVerdict } from '@superposition/analyses/internal/cross-check/judge-trajectories';
import { significant, whole } from '../text/format.js';

/** The names of the compared parts in captions, legends and tables. */
export const partNames: Readonly<Record<ComparedPart, string>> = {
  loss: 'loss',
  input: 'W_in',
  output: 'W_out',
};

/** A sentence with the verdict on two engines, and the numbers that the verdict follows from. */
export function verdictSentence({ kind, steps, allowed, worst, reason }: TrajectoryVerdict): string {
  if (kind === 'not judged' || worst === null) return `*Not judged:* ${reason ?? 'there is no step'}.`;
  const over = steps === 1 ? 'In the first step' : `Over the first ${whole(steps)} steps`;
  const found =
    `${over} what is left is at most ${significant(worst.difference / worst.scale, 2)} times what rounding explains ` +
    `(${partNames[worst.part]}, step ${whole(worst.step)}: ${significant(worst.difference, 2)} beside ${significant(worst.scale, 2)}), where ${whole(allowed)} times would still agree`;
  const why = reason === null ? '' : `; ${reason}`;
  return `*${kind === 'agrees' ? 'Agrees' : 'Differs'}.* ${found}${why}.`;
}
