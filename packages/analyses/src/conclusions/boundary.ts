import { readable } from '../numbers/readable.js';
import { type Condition, missing, unlessAbove, unlessBelow } from './condition.js';
import { type Explained, findingOf, limits, lineOf, onConverged, type PointOfLine } from './explained.js';

/** No model on the line over neurons ignores a feature. */
export function servesAllAlongNeurons(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const points = lineOf(explained, 'neurons');
    if (points.length < 2) missing('this report has no sweep over the number of neurons');
    for (const { at, id } of points) {
      const against = unlessServed(`at m = ${at}`, look(id('gain.least')).value);
      if (against !== undefined) return against;
    }
    return undefined;
  });
}

const unlessServed = (where: string, least: number) =>
  unlessAbove(`the least gain over the mean ${where}`, least, limits.servedGain);

/** The densities, from the least on, at which no model ignores a feature, and those from the first on at which one does. */
export function servedDensities(explained: Explained): {
  readonly served: readonly PointOfLine[];
  readonly others: readonly PointOfLine[];
} {
  const points = lineOf(explained, 'activeProbability');
  const first = points.findIndex(({ id }) => !(findingOf(explained, id('gain.least')) > limits.servedGain));
  const end = first < 0 ? points.length : first;
  return { served: points.slice(0, end), others: points.slice(end) };
}

/** No model ignores a feature at the density of the report and at all lower ones. */
export function servesAllOnSparserData(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const points = lineOf(explained, 'activeProbability');
    if (points.length < 2) missing('this report has no sweep over the density');
    if (!points.some(({ at }) => at <= explained.activeProbability))
      missing('it has no model of this density');
    for (const { at, id } of points) {
      const against = unlessServed(`at p = ${at}`, look(id('gain.least')).value);
      if (against !== undefined && at <= explained.activeProbability) return against;
    }
    return undefined;
  });
}

/** Nor does any that started as the naive solution, at the density of the report. */
export function naiveStartsServeAll(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const starts = naiveStartsAlong(explained, 'neurons');
    look('trained.naiveStart.gain.least');
    for (const { at, id } of starts) {
      const where = `from the naive start${at === undefined ? '' : ` with m = ${at}`}`;
      const against = unlessServed(where, look(id).value);
      if (against !== undefined) return against;
    }
    return undefined;
  });
}

/** The least gains of the trainings from the naive solution: along a setting, and `undefined` at the report's own. */
export function naiveStartsAlong(
  { converged }: Explained,
  setting: 'neurons' | 'activeProbability',
): readonly { readonly at: number | undefined; readonly id: string }[] {
  return Object.keys(converged).flatMap((id) => {
    const found = /^trained[.]naiveStart[.](?:(\w+)=([\d.e-]+)[.])?gain[.]least$/.exec(id);
    if (found === null || (found[1] !== undefined && found[1] !== setting)) return [];
    return [{ at: found[2] === undefined ? undefined : Number(found[2]), id }];
  });
}

/** However dense the data are, the best uniform gain loses less than the naive solution. */
export function theoryStaysBelowNaive(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    unlessBelow(
      'the loss of the best uniform gain at p = 1 over that of the naive solution',
      look('theory.cubic.measured.denseOverNaive').value,
      1,
    ),
  );
}

/** Where few features are active, the loss of models falls below that of the naive solution as the exponent passes 2. */
export function boundaryIsTwo(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const points = lineOf(explained, 'sparse.lossExponent');
    const above = points.filter(({ at }) => at > 2);
    if (above.length === 0 || !points.some(({ at }) => at === 2))
      missing('this report has no sweep over exponents from 2 on sparse data');
    for (const { at, id } of above) {
      const { value, margin } = look(id('lossOverNaive'));
      if (value + margin >= 1)
        return `the loss with q = ${at} is ${readable(value)} of that of the naive solution`;
    }
    const least = Math.min(...above.map(({ id }) => look(id('gain.least')).value));
    return unlessAbove('the least gain over the mean above q = 2', least, limits.servedGain);
  });
}

/** On denser data words are shorter, and the decoder is no longer the least possible distance from the identity. */
export function wordsShorten(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const points = lineOf(explained, 'activeProbability');
    if (points.length < 3) missing('this report has models of fewer than three densities');
    const lengths = points.map(({ id }) => look(id('K.mean')).value);
    const rises = lengths.findIndex((length, index) => index > 0 && length > lengths[index - 1]! + 0.3);
    if (rises > 0)
      return `the length of words rises to ${readable(lengths[rises]!)} at p = ${points[rises]!.at}`;
    return unlessAbove('the change of the length of words', lengths[0]! - lengths.at(-1)!, 1);
  });
}

/** The converged model of the report's settings serves all features alike. */
export function servesAll(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    unlessAbove('the least gain over the mean', look('trained.twins.gain.least').value, limits.servedGain),
  );
}
