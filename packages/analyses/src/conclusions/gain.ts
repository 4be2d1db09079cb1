import { readable } from '../numbers/readable.js';
import { type Condition, missing, unlessAbove, unlessBelow } from './condition.js';
import { type Explained, findingOf, limits, lineOf, onConverged, type PointOfLine } from './explained.js';

/** One gain describes the features of the report's model, and what they answer to −1 is known. */
export function gainDescribesFeatures(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    look('trained.report.outputMinusOne');
    const { value } = look('trained.report.gain');
    return unlessBelow(
      'the deviation of the gain over its mean',
      look('trained.report.gain.sd').value / Math.abs(value),
      limits.describedByMean,
    );
  });
}

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
  const errors = theoryPoints(explained).map(({ id }) => Math.abs(findingOf(explained, id('cubic.error'))));
  return Math.ceil(Math.max(...errors) * 100 - 1e-9) / 100;
}

export function theoryPredictsGain(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const points = theoryPoints(explained);
    if (points.length === 0)
      return 'no model has ten neurons or more, and at most two active features at once';
    for (const { id } of points) {
      look(id('cubic.error'));
      const against = unlessBelow(
        'the deviation of the gain over its mean, of a model,',
        look(id('gain.sd')).value / Math.abs(look(id('gain')).value),
        limits.describedByMean,
      );
      if (against !== undefined) return against;
    }
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

/** A training that starts from designed words. */
interface DesignedStart {
  /** How many neurons its words have at the start, and on average at the end. */
  readonly before: number;
  readonly after: number;
  readonly ratio: number;
}

/** Nothing where a training from words of another length keeps them at about the loss of the converged model; else what is against it. */
function againstKept({ before, after, ratio }: DesignedStart, own: number): string | undefined {
  if (Math.abs(before - own) <= limits.sameLength)
    return `words of ${before} neurons are about as long as the model’s own, of ${readable(own)}`;
  if (Math.abs(after - before) > limits.sameLength)
    return `words of ${before} neurons have ${readable(after)} after the training from them`;
  return Math.abs(ratio - 1) <= limits.sameHeight
    ? undefined
    : `the training from words of ${before} neurons has ${readable(ratio, 4)} times the loss`;
}

const ownLength = 'trained.twins.K.mean';

function designedStarts(
  { converged }: Explained,
  numberAt: (id: string) => number,
): readonly DesignedStart[] {
  return Object.keys(converged).flatMap((id) => {
    const before = /^trained[.]design[.]K=(\d+)[.]ratio$/.exec(id)?.[1];
    return before === undefined
      ? []
      : [{ before: Number(before), after: numberAt(id.replace(/ratio$/, 'K.mean')), ratio: numberAt(id) }];
  });
}

/** The lengths of words that trainings from them keep, at about the loss of the converged model, whose words have another length. */
export function keptLengths(explained: Explained): readonly number[] {
  const numberAt = (id: string) => findingOf(explained, id);
  return designedStarts(explained, numberAt)
    .filter((each) => againstKept(each, numberAt(ownLength)) === undefined)
    .map(({ before }) => before);
}

/** Words of another length stay as they are, and cost hardly more. */
export function isOneOfSeveral(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const own = look(ownLength).value;
    const starts = designedStarts(explained, (id) => look(id).value);
    if (starts.length === 0) missing('this report has no training from designed words');
    const against = starts.map((each) => againstKept(each, own));
    return against.includes(undefined) ? undefined : against[0];
  });
}
