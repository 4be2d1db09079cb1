import { readable } from '../numbers/readable.js';
import { type Condition, conditionOn, type Look, unlessAbove, unlessBelow } from './condition.js';
import { costs } from './costs.js';
import { type Explained, limits, onConverged, ownId } from './explained.js';

/** Features are told apart by which neurons they drive, with weights that are on or off. */
export function isCode(explained: Explained): Condition {
  return onConverged(
    explained,
    (look) =>
      unlessEnoughWeights(explained) ??
      unlessBelow(
        'the share of weights between on and off',
        look('codewords.betweenEighthAndHalf').value,
        limits.betweenShare,
      ) ??
      unlessAbove('the least number of neurons of a feature', look(ownId(explained, 'K.least')).value, 0),
  );
}

/** Too few weights for a share of them to tell on from off. */
export function unlessEnoughWeights({
  features,
  neurons,
}: {
  readonly features: number;
  readonly neurons: number;
}): string | undefined {
  const weights = features * neurons;
  return weights < limits.fewestWeights
    ? `${weights} input weights are too few to tell whether they are either on or off`
    : undefined;
}

/** No feature takes up a dimension by itself, or shares one with few. */
export function isNoPolytope(explained: Explained): Condition {
  const { features, neurons } = explained;
  return onConverged(explained, (look) => {
    const { value } = look('bounds.sumDimensionality.most');
    const most = (2 * neurons) / features;
    return value <= most
      ? undefined
      : `a feature takes up ${readable(value)} dimensions, more than 2m/n = ${readable(most)}`;
  });
}

const belowChance = (look: Look, id: string, what: string) => {
  const { value: p } = look(`${id}.p`);
  const { value: z } = look(`${id}.z`);
  if (z >= 0) return `${what} is not below that of random words`;
  return unlessBelow(`p of ${what}`, p, limits.chance);
};

/** Words load the neurons evenly, and overlap less than chance. */
export function wordsAreSpread(explained: Explained): Condition {
  return onConverged(
    explained,
    (look) =>
      belowChance(look, 'codewords.quarterRms.load.sd', 'the spread of loads') ??
      belowChance(look, 'codewords.quarterRms.overlapSquare', 'the mean square overlap'),
  );
}

/** Random directions and random words lose more than the model. */
export function randomnessCosts(explained: Explained): Condition {
  return onConverged(
    explained,
    (look) =>
      costs(look, 'ladder.gaussian.ratio', 'random directions') ??
      costs(look, 'ladder.random.ratio', 'random words'),
  );
}

/** The mean |cosine| of the report's model is that of random directions. */
export function meanCosineIsRandom({ report }: Explained): Condition {
  return conditionOn(report, (look) =>
    unlessAbove('p of the mean |cosine|', look('geometry.raw.meanAbsCos.p').value, limits.chanceOfSix),
  );
}
