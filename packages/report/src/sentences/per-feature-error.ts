import type { PerFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import { capital, counted, significant, whole } from '../text/format.js';
import { besideLoss, exactly, sampled, standing } from './judge.js';
import { type ModelSeed, modelWord, oneModel } from './model.js';
import { definition, rule } from './rule.js';

/** The mean error and its spread over features. */
export const errorOfFeatures = rule(
  'every feature was active in the evaluation; the mean is named together with the range, so that no feature is taken for it',
  ({ mean, min, max, sd, sdTrue }: PerFeatureMse) => {
    if (mean === null || min === null || max === null)
      return 'Not every feature was active in the evaluation, so there is no error for each of them.';
    const spread = sd === null ? '' : `, with a standard deviation of ${significant(sd, 2)}`;
    const noise =
      sdTrue === null
        ? ''
        : ` (${significant(sdTrue, 2)} once each estimate’s Monte-Carlo noise is subtracted)`;
    return `While active, a feature’s squared error is ${significant(mean)} on average, from ${significant(min)} to ${significant(max)} over features${spread}${noise}.`;
  },
);

/** The errors of the naive solution. */
export const naiveErrors = rule(
  'exact: the naive solution computes min(m, n) features exactly, and its output is 0 for the others',
  ({ naive, naiveMean, features }: PerFeatureMse) => {
    const exact = naive.filter((error) => error === 0).length;
    const others = features - exact;
    return (
      `The naive solution computes ${counted(exact, 'feature')} exactly` +
      (others === 0
        ? ', so it has no error.'
        : ` and leaves ${whole(others)} at 1/6; its mean is ${significant(naiveMean)}.`)
    );
  },
);

/** On how many features the model beats the naive solution, and by how much on average. */
export const besideNaive = rule(
  'a feature is counted as better or worse only beyond three standard errors of its own error, and the mean likewise',
  (errors: PerFeatureMse, seed: ModelSeed) => {
    const judged = errors.order.flatMap((feature) => {
      const ours = sampled(errors.trained[feature] ?? null, errors.standardError[feature] ?? null);
      return ours === null ? [] : [standing(ours, exactly(errors.naive[feature]!))];
    });
    if (judged.length === 0) return '';
    const count = (kind: (typeof judged)[number]) => judged.filter((each) => each === kind).length;
    const parts = [
      { found: count('less'), words: 'better' },
      { found: count('more'), words: 'worse' },
      { found: count('equal'), words: 'exactly the same' },
      { found: count('undecided'), words: 'not to be told apart from it' },
    ].filter(({ found }) => found > 0);
    const features = `Beside it, the ${modelWord(seed)} model is ${parts.map(({ found, words }) => `${words} on ${whole(found)}`).join(', ')} of ${counted(judged.length, 'feature')}`;
    const mean = sampled(errors.mean, errors.meanStandardError);
    return mean === null
      ? `${features}.`
      : `${features}. Its mean is ${besideLoss(mean, exactly(errors.naiveMean))} that of the naive solution.`;
  },
);

/** What the figure shows. */
export const perFeatureDefinitions = (seed: ModelSeed, activeProbability: number) => [
  definition(
    'Squared error of feature i: the mean of (yᵢ − tᵢ)² over *active entries* only, the (sample, feature) pairs in ' +
      `which that feature is active, with all features active independently with probability ${activeProbability}.`,
  ),
  definition(
    `${oneModel(seed)} The errors are estimated: the error of the feature alone is exact, and what others add comes from samples. Whiskers are ±1 standard error.`,
  ),
  definition(
    'The naive solution’s errors are exact: 0 for a feature with a neuron of its own, and E[relu(x)²] = 1/6 for any ' +
      'other, the error of an output that is always 0.',
  ),
  definition(
    `Left: features by ascending error of the ${modelWord(seed)} model. Right: those that the naive solution computes come ` +
      `first, and within each group by ascending error of the ${modelWord(seed)} model.`,
  ),
];

/** The panels for readers who cannot see them. */
export const sortedBars = rule(
  'describes the bars',
  (errors: PerFeatureMse, count: number) =>
    `Bars of ${counted(count, 'feature')} in ascending order. ${errorOfFeatures(errors)}`,
);
export const dotsBesideNaive = rule(
  'describes the dots',
  ({ naive, min, max }: PerFeatureMse, seed: ModelSeed) => {
    const exact = naive.filter((error) => error === 0).length;
    const range =
      min === null || max === null
        ? 'not measured for every feature'
        : `${significant(min)} to ${significant(max)}`;
    return `Naive: ${counted(exact, 'feature')} at 0 and ${whole(naive.length - exact)} at 1/6. ${capital(modelWord(seed))}: ${range}.`;
  },
);
