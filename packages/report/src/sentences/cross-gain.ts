import { mean } from '@superposition/core/internal/numbers/statistics';
import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import { momentsOf } from '@superposition/core/internal/numbers/moments';
import { counted, oneScale, significant, whole } from '../text/format.js';
import { describeValues, meanStands, valueWords } from './describe-values.js';
import { inAllModels, type ModelSeed, oneModel } from './model.js';
import { definition, rule, stated } from './rule.js';

/** The gain of features to themselves. */
export const gainToItself = rule(
  'exact; a mean is named only where it stands for the features, otherwise groups or quartiles are',
  ({ facts: { features, perFeature } }: CrossGain) =>
    `${features === 1 ? 'The' : 'A'} feature’s gain to itself is ${valueWords(describeValues(perFeature))}.`,
);

/** What a feature does to its own output and to those of others, over all models. */
export const gainFinding = rule(
  'exact; a mean of own gains only where it stands for the features of each model, else their description in the first; the other gains as the mean of their magnitudes',
  (models: readonly ResponseFacts[], seed: ModelSeed) => {
    const [first] = models;
    if (first === undefined) return '';
    const features = first.positive.length;
    const others = models.flatMap(({ crossGain }) =>
      crossGain.positive === null ? [] : [crossGain.positive],
    );
    const own = models.map(({ positive }) => momentsOf(positive)!);
    const where = inAllModels(models.length).trimEnd();
    const isNone = others.length > 0 && others.every(({ rms }) => rms === 0);
    if (own.every(({ rms }) => rms === 0)) {
      if (!isNone && others.length > 0) return '';
      return features === 1
        ? 'At x = 1, the feature does not reach its output.'
        : `At x = 1, no feature reaches any output${where === '' ? '' : ` ${where}`}.`;
    }
    const stands = own.every(({ mean, sd }) => meanStands(mean, sd));
    if (features === 1)
      return `The feature reaches its output with a gain of ${significant(first.positive[0]!)}.`;
    const isOne = models.length === 1;
    if (!stands) {
      const reach = `Gains of features to themselves ${shortWords(first.positive)}`;
      const name = isOne || seed === null ? '' : `With seed ${seed}: `;
      const cross = first.crossGain.positive!;
      const between =
        cross.rms === 0
          ? 'all others are 0'
          : `others have ${significant(cross.meanAbs)} in magnitude on average`;
      return `${name}${name === '' ? reach : reach.charAt(0).toLowerCase() + reach.slice(1)}; ${between}.`;
    }
    const [ours, cross] = [mean(own.map((each) => each.mean)), mean(others.map(({ meanAbs }) => meanAbs))];
    const print = oneScale([ours, cross]);
    const over = isOne ? '' : `, over ${whole(models.length)} models`;
    const isConstant = own.every(({ min, max }) => print(min) === print(ours) && print(max) === print(ours));
    const reach = `The gain of a feature to its own output is ${print(ours)}${isConstant ? '' : ' on average'}`;
    return isNone
      ? `${reach}, and 0 to any other${where === '' ? '' : ` ${where}`}.`
      : `${reach}${over}; to another output, it is ${print(cross)} in magnitude on average.`;
  },
);

/** Groups where there are some, else the range alone. */
function shortWords(values: ArrayLike<number>): string {
  const description = describeValues(values);
  if (description.kind !== 'spread') return `are ${valueWords(description)}`;
  const print = oneScale([description.min, description.max]);
  return `go from ${print(description.min)} to ${print(description.max)}`;
}

/** The gains to other features, all together. */
export const gainToOthers = rule(
  'exact numbers over all ordered pairs, without a verdict',
  ({ facts: { offDiagonal } }: CrossGain) => {
    if (offDiagonal === null) return 'With one feature there is no gain to another.';
    const { count, mean, meanAbs, rms, min, max } = offDiagonal.moments;
    if (rms === 0) return 'Every gain to another feature is 0.';
    const print = oneScale([mean, meanAbs, rms, min, max]);
    return (
      `The gains to another feature, over ${whole(count)} ordered pairs, have the mean ${print(mean)}, the mean magnitude ${print(meanAbs)} and the ` +
      `root mean square ${print(rms)}; they lie between ${print(min)} and ${print(max)}. ` +
      `Their mean is ${significant(mean / rms, 2)} of their root mean square: 0 if positive and negative ones cancel on average, ±1 if all are equal.`
    );
  },
);

export const crossGainDefinitions = (features: number, seed: ModelSeed) => [
  definition(
    'R⁺[j,i] is output j when feature i alone is active at x = 1, R⁺ = W_out·relu(W_in). Exact, no sampling. Outputs down, inputs across.',
  ),
  stated(
    'counts the entries off the diagonal',
    features === 1
      ? 'With one feature there are no entries off the diagonal.'
      : `Mean, mean magnitude, root mean square and extremes are over the ${whole(features * (features - 1))} off-diagonal entries.`,
  ),
  stated(
    'describes what is drawn; the seed is that of the model',
    `Interference received by output j: the root mean square, and the mean, of R⁺[j,i] over the other features i. ${oneModel(seed)}`,
  ),
];

/** What outputs receive from other features, in words. */
export const received = rule(
  'exact; the ends of both ranges over outputs',
  ({ rms, mean }: NonNullable<CrossGain['facts']['received']>) => {
    const ends = [Math.min(...rms), Math.max(...rms), Math.min(...mean), Math.max(...mean)] as const;
    const print = oneScale(ends);
    const span = (low: number, high: number) =>
      print(low) === print(high) ? print(low) : `from ${print(low)} to ${print(high)}`;
    return `Over ${counted(rms.length, 'output')}: root mean square ${span(ends[0], ends[1])}; mean ${span(ends[2], ends[3])}.`;
  },
);
