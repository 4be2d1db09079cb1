import { readable } from '../numbers/readable.js';
import { type Condition, missing, unlessAbove, unlessBelow } from './condition.js';
import { type Explained, limits, lineOf, onConverged } from './explained.js';

/** No model on a line ignores a feature. */
export function servesAllAlong(explained: Explained, line: 'neurons' | 'activeProbability'): Condition {
  return onConverged(explained, (look) => {
    const points = lineOf(explained, line);
    if (points.length < 2) missing(`this report has no sweep over ${sweptNames[line]}`);
    for (const { at, id } of points) {
      const least = look(id('gain.least')).value;
      const against = unlessAbove(
        `the least gain over the mean at ${line === 'neurons' ? 'm' : 'p'} = ${at}`,
        least,
        limits.servedGain,
      );
      if (against !== undefined) return against;
    }
    return undefined;
  });
}

const sweptNames = { neurons: 'the number of neurons', activeProbability: 'the density' } as const;

/** Nor does any that started as the naive solution. */
export function naiveStartsServeAll(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const starts = Object.keys(explained.converged).filter((id) =>
      /^trained[.]naiveStart[.](.*[.])?gain[.]least$/.test(id),
    );
    if (starts.length === 0) look('trained.naiveStart.gain.least');
    for (const id of starts) {
      const [, setting] = /^trained[.]naiveStart[.](?:(.*)[.])?gain[.]least$/.exec(id)!;
      const start = `from the naive start${setting === undefined ? '' : ` with ${setting}`}`;
      const against = unlessAbove(`the least gain over the mean ${start}`, look(id).value, limits.servedGain);
      if (against !== undefined) return against;
    }
    return undefined;
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
  const share = 1 - explained.neurons / explained.features;
  return onConverged(explained, (look) => {
    const points = lineOf(explained, 'sparse.lossExponent');
    const above = points.filter(({ at }) => at > 2);
    if (above.length === 0 || !points.some(({ at }) => at === 2))
      missing('this report has no sweep over exponents from 2 on sparse data');
    for (const { at, id } of above) {
      const { value, margin } = look(id('lossOverZero'));
      if (value + margin >= share)
        return `the loss with q = ${at} is ${readable(value / share)} of that of the naive solution`;
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
