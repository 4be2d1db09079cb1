import { counted } from '../text/format.js';
import { rule } from './rule.js';

/** The loss of a training: `|y − t|^4`. */
export function lossWords(lossExponent: number): string {
  return `|y − t|^${lossExponent}`;
}

/** Whether so many steps have converged. */
export const howConverged = rule(
  '`converged` is what the comparison with the longest training found for this number of steps; null where there was none',
  (steps: number, converged: boolean | null) => {
    const all = counted(steps, 'step');
    if (converged === null) return `Whether more than ${all} would change the numbers was not tested.`;
    return converged
      ? `After ${all} the training has converged: a longer one does not change its loss, gain and neurons used by more than the limits of figure 13.`
      : `After ${all} the training has not converged: with more steps, the numbers change.`;
  },
);
