import { counted } from '../text/format.js';
import { rule } from './rule.js';

/** The loss of a training: `|y − t|^4`. */
export function lossWords(lossExponent: number): string {
  return `|y − t|^${lossExponent}`;
}

/** Which lengths of training have converged, by the comparison with the longest; null where that cannot be told. */
export interface TestedLengths {
  readonly points: readonly { readonly steps: number; readonly converged: boolean | null }[];
}

/** Whether the models of this report have converged. */
export const howConverged = rule(
  'the comparison of trainings of several lengths judged this number of steps; without one, nothing is known',
  (steps: number, tested: TestedLengths | undefined) => {
    const all = counted(steps, 'step');
    const converged = tested?.points.find((point) => point.steps === steps)?.converged ?? null;
    if (converged === null) return `Whether more than ${all} would change what is found was not tested.`;
    return converged
      ? `After ${all} the training has converged, as the figure of training steps shows.`
      : `*After ${all} the training has not converged*, as the figure of training steps shows: longer training gives other numbers.`;
  },
);

/** Where the report tells whether so many steps have converged. */
export const whereConverged = rule(
  'the figure of that number compares trainings of several lengths under the loss of the settings; of another loss, no length is compared',
  (figure: number | null, lossExponents: readonly number[]) => {
    const [own, ...others] = lossExponents.map((each) => `L${each}`);
    if (figure === null) return 'Whether more steps would change what is found was not tested.';
    const tested = `Whether more steps would change the models trained with ${own} is shown by figure ${figure}`;
    return others.length === 0 ? `${tested}.` : `${tested}; for ${others.join(', ')} it was not tested.`;
  },
);
