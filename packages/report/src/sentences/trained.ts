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
  'the comparison of trainings of several lengths judged this number of steps, under the loss of the settings; without one, nothing is known',
  (steps: number, tested: TestedLengths | undefined, figure: number | null, lossExponent?: number) => {
    const all = counted(steps, 'step');
    const training = `the training${lossExponent === undefined ? '' : ` with q = ${lossExponent}`}`;
    const shown = figure === null ? '' : `, as Figure ${figure} shows`;
    const converged = tested?.points.find((point) => point.steps === steps)?.converged ?? null;
    if (converged === null) return `Whether more than ${all} would change what is found was not tested.`;
    return converged
      ? `After ${all} ${training} has converged${shown}.`
      : `*After ${all} ${training} has not converged*${shown}: longer training gives other numbers.`;
  },
);

/** The convention of all figures, where some models have not converged. */
export const marksOfModels = rule(
  'the figures draw their marks so, by the comparison of trainings of several lengths',
  (steps: number, tested: TestedLengths | undefined) =>
    tested?.points.find((point) => point.steps === steps)?.converged === false
      ? 'Where a mark of a figure stands for a whole model, it is filled if the model has converged, and hollow if it has not.'
      : '',
);

/** What hollow marks are, in a figure that has some. */
export const hollowMarks = rule(
  'the figure of that number, or the figure itself, judged the length of the training of every model that is drawn hollow',
  (isDrawn: boolean, figure: number | null) =>
    isDrawn
      ? `Hollow marks are models that have not converged${figure === null ? '' : ` (figure ${figure})`}.`
      : '',
);

/** Where the report tells whether so many steps have converged. */
export const whereConverged = rule(
  'the figure of that number compares trainings of several lengths under the loss of the settings; of another loss, no length is compared',
  (figure: number | null, steps: number, lossExponents: readonly number[], converged: boolean | null) => {
    const [own, ...others] = lossExponents.map((each) => `L${each}`);
    if (figure === null) return 'Whether more steps would change what is found was not tested.';
    const tested =
      converged === false
        ? `Marks are hollow, because ${counted(steps, 'step')} are too few for the models trained with ${own} to converge (figure ${figure})`
        : `Whether more steps would change the models trained with ${own} is shown by figure ${figure}`;
    return others.length === 0 ? `${tested}.` : `${tested}; for ${others.join(', ')} it was not tested.`;
  },
);
