import { readable } from '../numbers/readable.js';
import { type Condition, unlessAbove } from './condition.js';
import { type Explained, limits, lineOf, onConverged, type PointOfLine } from './explained.js';

/** The report's training had not ended: a longer one has another gain. */
export function gainIsUnfinished(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const change = Math.abs(look('trained.report.gain').value - look('trained.twins.gain').value);
    return unlessAbove('the change of the gain over further steps', change, limits.convergedGain);
  });
}

/** The points of lines on which the theory of the gain is held to its word: at most two active features, ten neurons or more. */
export function theoryPoints(explained: Explained): readonly PointOfLine[] {
  const { features, neurons, activeProbability } = explained;
  const few = (p: number) => p * features <= limits.fewActive;
  return [
    ...lineOf(explained, 'activeProbability').filter(({ at }) => few(at) && neurons >= limits.manyNeurons),
    ...lineOf(explained, 'neurons').filter(
      ({ at }) => few(activeProbability) && at >= limits.manyNeurons && at !== neurons,
    ),
  ];
}

/** The largest error of the gain that the cubic predicts, rounded up to one per cent. */
export function theoryError(explained: Explained): number {
  const errors = theoryPoints(explained).map(({ id }) => {
    return Math.abs(explained.converged[id('cubic.error')]?.value ?? Number.NaN);
  });
  return Math.ceil(Math.max(...errors) * 100 - 1e-9) / 100;
}

export function theoryPredictsGain(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const points = theoryPoints(explained);
    if (points.length === 0) return 'no model has ten neurons and at most two active features at once';
    for (const { id } of points) look(id('cubic.error'));
    const error = theoryError(explained);
    return error <= limits.theoryError + 1e-9 ? undefined : `its error reaches ${readable(100 * error, 2)} %`;
  });
}

export function oneStationaryGain(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const { value } = look('theory.cubic.measured.stationary');
    return value === 1 ? undefined : `the loss is stationary at ${value} gains`;
  });
}

/** Other trainings that end about as high as the converged model; with their lengths of words. */
export function otherOptima({ converged }: Explained): readonly string[] {
  const isOther = /^trained[.](naiveStart|design[.]K=\d+)[.]ratio$/;
  return Object.keys(converged).filter((id) => {
    const { value } = converged[id]!;
    return isOther.test(id) && value !== null && Math.abs(value - 1) <= limits.sameHeight;
  });
}

/** Words of another length stay as they are, and cost hardly more. */
export function isOneOfSeveral(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const own = look('trained.twins.K.mean').value;
    const designs = Object.keys(explained.converged).filter((id) =>
      /^trained[.]design[.].*[.]ratio$/.test(id),
    );
    if (designs.length === 0) look('trained.design.K=2.ratio');
    const kept = designs.filter((id) => {
      const length = look(id.replace(/ratio$/, 'K.mean')).value;
      return Math.abs(look(id).value - 1) <= limits.sameHeight && Math.abs(length - own) > 0.3;
    });
    return kept.length > 0
      ? undefined
      : 'no training from words of another length kept them at about this loss';
  });
}
