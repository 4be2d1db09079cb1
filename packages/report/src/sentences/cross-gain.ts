import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import { counted, oneScale, significant, whole } from '../text/format.js';
import { describeValues, valueWords } from './describe-values.js';
import { type ModelSeed, oneModel } from './model.js';
import { definition, rule } from './rule.js';

/** The gain of features to themselves. */
export const gainToItself = rule(
  'exact; a mean is named only where it stands for the features, otherwise groups or quartiles are',
  ({ facts: { features, perFeature } }: CrossGain) =>
    `${features === 1 ? 'The' : 'A'} feature’s gain to itself is ${valueWords(describeValues(perFeature))}.`,
);

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
  definition(
    features === 1
      ? 'With one feature there are no entries off the diagonal.'
      : `Mean, mean magnitude, root mean square and extremes are over the ${whole(features * (features - 1))} off-diagonal entries.`,
  ),
  definition(
    `Interference received by output j: the root mean square, and the mean, of R⁺[j,i] over the other features i. ${oneModel(seed)}`,
  ),
];

/** What outputs receive from other features, in words. */
export const received = rule(
  'exact; the ends of both ranges over outputs',
  ({ rms, mean }: NonNullable<CrossGain['facts']['received']>) => {
    const ends = [Math.min(...rms), Math.max(...rms), Math.min(...mean), Math.max(...mean)] as const;
    const [leastRms, mostRms, leastMean, mostMean] = ends.map(oneScale(ends)) as [
      string,
      string,
      string,
      string,
    ];
    const range = (least: string, most: string) =>
      least === most ? `${least} everywhere` : `from ${least} to ${most}`;
    return `Over ${counted(rms.length, 'output')}: root mean square ${range(leastRms, mostRms)}; mean ${range(leastMean, mostMean)}.`;
  },
);
