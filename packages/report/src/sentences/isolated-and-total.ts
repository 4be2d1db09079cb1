import type { IsolatedAndTotal } from '@superposition/analyses/internal/error/isolated-and-total';
import { percent, significant, whole } from '../text/format.js';
import { describeValues, valueWords } from './describe-values.js';
import { exactly, sampled, type Standing, standing } from './judge.js';
import { allModels, type ModelSeed, oneModel } from './model.js';
import { withSamplingError } from './reading.js';
import { definition, rule, stated } from './rule.js';

/** How what other features add stands to nothing; null where it has no value or no known error. */
function addedByOthers({
  interference,
  interferenceStandardError,
}: IsolatedAndTotal['mean']): Standing | null {
  const added = sampled(interference, interferenceStandardError);
  return added === null ? null : standing(added, exactly(0));
}

/** The error of a feature alone, and what other active features do to it. */
export const aloneAndTogether = rule(
  'the isolated part is exact; others add or take away only beyond three standard errors of the interference, which is exactly 0 where no other feature interfered in any sample',
  (parts: IsolatedAndTotal) => {
    const { isolated, total, interference, interferenceStandardError, isolatedShare, interferenceShare } =
      parts.mean;
    const alone = `Alone, a feature’s squared error is ${significant(isolated)} in the mean over features`;
    if (total === null || interference === null)
      return `${alone}; no feature was active in the evaluation, so there is no total to compare it with.`;
    const found = addedByOthers(parts.mean);
    if (found === 'equal')
      return parts.features === 1
        ? `The feature’s squared error over active entries is ${significant(isolated)}, and there is no other feature that could interfere.`
        : `${alone}, and over active entries it is the same: in no sample did another feature interfere.`;
    const added = withSamplingError(Math.abs(interference), interferenceStandardError, 'prose');
    if (found === null || found === 'undecided' || isolatedShare === null || interferenceShare === null)
      return (
        `${alone}, and ${significant(total)} over active entries of the data. The difference, ${withSamplingError(interference, interferenceStandardError, 'prose')}, ` +
        (found === 'undecided' ? 'is not to be told apart from 0.' : 'has no known sampling error.')
      );
    return found === 'less'
      ? `${alone}, ${percent(isolatedShare)} of the mean squared error of ${significant(total)} over active entries: other active features take ${added} (${percent(-interferenceShare)}) away.`
      : `Of a mean squared error of ${significant(total)} over active entries, ${significant(isolated)} (${percent(isolatedShare)}) is there when the feature is active alone, and ${added} (${percent(interferenceShare)}) is added by other active features.`;
  },
);

/** What the areas and the band show. */
export const areasInWords = rule(
  'describes the areas, of the features that were active in the evaluation; nothing is said where none was. The band is drawn where every feature of every model has an error',
  (features: number, measured: number, drawn: number, models: number) => {
    if (measured === 0) return '';
    const which = measured < features ? ' that were active in the evaluation' : '';
    const sorted =
      features === 1
        ? 'The areas are the parts of its error.'
        : measured === 1
          ? `The areas are the parts of the error of one feature, the only one of ${whole(features)} that was active in the evaluation.`
          : drawn < measured
            ? `The areas are the parts of the errors of ${whole(drawn)} features, evenly spaced by rank among the ${whole(measured)}${which}.`
            : which === ''
              ? 'The areas are the parts of each feature’s error; the features are sorted by their error.'
              : `The areas are the parts of the errors of the ${whole(measured)} features of ${whole(features)}${which}, sorted by their error.`;
    const band =
      models < 2
        ? ''
        : ` Between the dotted lines lie the errors of ${allModels(models)} after as many steps, each sorted for itself.`;
    return `${sorted}${band}`;
  },
);

/** What the line over the areas is. */
export const totalBelow = rule(
  'some feature that is drawn has a total below its error alone, so that the total is drawn as a line',
  (isTakenAway: boolean) =>
    isTakenAway
      ? 'The line over the areas is the total: where it lies below their top, others take the difference away.'
      : '',
);

/** The errors of single features alone, where their mean does not stand for them. */
export const aloneByFeature = rule(
  'exact; it is said where the standard deviation over features is more than a quarter of the mean',
  ({ isolated }: IsolatedAndTotal) => {
    if (!isolated.every(Number.isFinite)) return '';
    const description = describeValues(isolated);
    return description.kind === 'groups' || description.kind === 'spread'
      ? `This mean does not stand for the features: the error alone is ${valueWords(description)}.`
      : '';
  },
);

/** From which inputs the error of a feature alone comes. */
export const partsAlone = rule(
  'exact: both parts follow from the weights',
  ({ mean: { attenuation, leak } }: IsolatedAndTotal) => {
    if (attenuation === 0 && leak === 0) return 'Alone, every feature comes out exactly.';
    if (leak === 0)
      return 'All of the error alone comes from positive inputs, whose gain is not exactly 1; a negative input gives exactly 0.';
    if (attenuation === 0)
      return 'All of the error alone comes from negative inputs, which leak through; a positive input comes out exactly.';
    return `Of the error when it is active alone, ${significant(attenuation)} comes from positive inputs, whose gain is not exactly 1, and ${significant(leak)} from negative inputs, which leak through.`;
  },
);

/** How much others add to single features. */
export const addedToEach = rule(
  'each is an estimate and stands with its standard error; nothing is said where no other feature interferes, or where each is lost in the rounding of the total that it is taken from',
  ({ isolated, total, totalStandardError, mean }: IsolatedAndTotal) => {
    const added = total.flatMap((value, feature) => {
      const error = totalStandardError[feature] ?? null;
      return value === null || error === null ? [] : [{ by: value - isolated[feature]!, error }];
    });
    if (added.length < 2 || addedByOthers(mean) === 'equal') return '';
    const by = added.map((each) => each.by);
    if (by.every((each) => each === 0)) return '';
    const error = Math.max(...added.map((each) => each.error));
    const [low, high] = [significant(Math.min(...by)), significant(Math.max(...by))];
    const range = low === high ? `at ${low}` : `between ${low} and ${high}`;
    return `What others add to the error of a single feature is estimated ${range}, each with a standard error of at most ${significant(error, 2)}.`;
  },
);

/** The heading of the number of features without a total. */
export const neverActive = definition('features never active in the evaluation');

/** What the figure shows. */
export const isolatedDefinitions = (seed: ModelSeed, activeProbability: number) => [
  definition(
    'All are means of squared errors over active entries of a feature. Isolated: the feature active alone, its values uniform on (−1, 1): ((1 − R⁺ᵢᵢ)² + R⁻ᵢᵢ²)/6, exact.',
  ),
  definition(
    'Attenuation is its first part, (1 − R⁺ᵢᵢ)²/6, from x > 0; leak the second, R⁻ᵢᵢ²/6, from x < 0.',
  ),
  stated(
    'describes the evaluation; p and the seed are those of the model',
    `Total: the feature active on data in which every other is active with probability ${activeProbability}. Interference is total − isolated, a Monte-Carlo estimate of the difference that the other features make to the same values; it is exactly 0 where they make none.`,
  ),
  stated(
    'describes the evaluation; p and the seed are those of the model',
    `${oneModel(seed)} Features by ascending total error. What follows ± is one Monte-Carlo standard error; whiskers, drawn of at most 60 features where they can be seen, are three.`,
  ),
];

/** The means for readers who cannot see the panel. */
export const meanParts = rule(
  'gives the values of the bars',
  (components: readonly (readonly [name: string, value: number | null])[]) =>
    `${components.map(([name, value]) => `${name} ${value === null ? 'n/a' : significant(value)}`).join(', ')}.`,
);
