import type { PerFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import { capital, counted, listing, significant, whole } from '../text/format.js';
import { allOf } from '../text/part-of.js';
import { describeValues, valueWords } from './describe-values.js';
import { besideLoss, exactly, sampled, standing } from './judge.js';
import { type ModelSeed, modelWord, oneModel } from './model.js';
import { definition, rule, stated } from './rule.js';

/** The errors of the features, as their mean only where it stands for them. */
export const errorOfFeatures = rule(
  'every feature was active in the evaluation; a mean is given only where it describes the features, and the deviation only where they differ',
  ({ trained, sd, sdTrue }: PerFeatureMse) => {
    const errors = trained.filter((error) => error !== null);
    if (errors.length < trained.length || errors.length === 0)
      return 'Not every feature was active in the evaluation, so there is no error for each of them.';
    const description = describeValues(errors);
    const differ = description.kind !== 'constant' && sd !== null;
    const spread = differ ? `, with a standard deviation of ${significant(sd, 2)}` : '';
    const noise =
      differ && sdTrue !== null && significant(sdTrue, 2) !== significant(sd, 2)
        ? ` (${significant(sdTrue, 2)} once each estimate’s Monte-Carlo noise is subtracted)`
        : '';
    return `A feature’s squared error while it is active is ${valueWords(description)}${spread}${noise}.`;
  },
);

/** The errors of the naive solution. */
export const naiveErrors = rule(
  'exact: the naive solution computes min(m, n) features exactly, and its output is 0 for the others',
  ({ naive, naiveMean, features }: PerFeatureMse) => {
    const exact = naive.filter((error) => error === 0).length;
    const others = features - exact;
    return (
      `The naive solution computes ${others === 0 ? allOf(exact, 'feature') : counted(exact, 'feature')} exactly` +
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
    const of = counted(judged.length, 'feature');
    const model = `Beside it, the ${modelWord(seed)} model is`;
    const features =
      parts.length === 1
        ? `${model} ${parts[0]!.words} on ${allOf(judged.length, 'feature')}`
        : `${model} ${listing(parts.map(({ found, words }) => `${words} on ${whole(found)}`))} of ${of}`;
    const mean = sampled(errors.mean, errors.meanStandardError);
    return mean === null
      ? `${features}.`
      : `${features}. Its mean is ${besideLoss(mean, exactly(errors.naiveMean))} that of the naive solution.`;
  },
);

/** What the figure shows. */
export const perFeatureDefinitions = (seed: ModelSeed, activeProbability: number) => [
  stated(
    'describes the estimates; p and the seed are those of the model',
    'Squared error of feature i: the mean of (yᵢ − tᵢ)² over *active entries* only, the (sample, feature) pairs in ' +
      `which that feature is active, with all features active independently with probability ${activeProbability}.`,
  ),
  stated(
    'describes the estimates; p and the seed are those of the model',
    `${oneModel(seed)} The errors are estimated: the error of the feature alone is exact, and what others add comes from samples. Whiskers, drawn where they are wider than a dot and the features at most 30, are ±3 standard errors.`,
  ),
  definition(
    'The naive solution’s errors are exact: 0 for a feature with a neuron of its own, and E[relu(x)²] = 1/6 for any other, the error of an output that is always 0.',
  ),
  definition(
    'A dot’s place across is its error; up and down it only makes room for its neighbours. The middle half of a line lies between the quartiles over features.',
  ),
];

/** The panel for readers who cannot see it. */
export const stripsInWords = rule(
  'describes the dots, the rings and the lines',
  (errors: PerFeatureMse, seed: ModelSeed, lines: number) => {
    const { naive, trained } = errors;
    const exact = naive.filter((error) => error === 0).length;
    const known = trained.filter((error) => error !== null);
    const ours = known.length === 0 ? 'not measured' : valueWords(describeValues(known));
    const further =
      lines === 0 ? '' : ` ${lines === 1 ? 'A line' : 'Lines'} for ${counted(lines, 'further model')}.`;
    return `Output 0: ${counted(naive.length, 'feature')} at 1/6. Naive: ${counted(exact, 'feature')} at 0 and ${whole(naive.length - exact)} at 1/6. ${capital(modelWord(seed))}: ${ours}.${further}`;
  },
);
